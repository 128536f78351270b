"""Whether the filters of a query name something that our catalogue knows."""

from config.catalogue import Catalogue
from digests.errors import QueryError
from digests.language.query import parse_query


def refuse_unknown(query: str, catalogue: Catalogue, now: int) -> None:
    """Raises:
    QueryError: ``query`` cannot be understood, or asks for a sector or a mechanism that there is not.
    """
    sectors = [sector.id for sector in catalogue.sectors]
    mechanisms = [mechanism.id for mechanism in catalogue.mechanisms]
    facets = parse_query(query, now).facets
    for key, known in (("sector", sectors), ("mechanism", mechanisms)):
        for value in facets.get(key, ()):
            if value not in known:
                raise QueryError(query, f"there is no {key} {value}", f"write one of {', '.join(known)}")
