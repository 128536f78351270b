"""Names in a generated text that no source names, and names of a source that a translation lost. Pure."""

from collections.abc import Iterable, Iterator, Sequence

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.claims.known import Known, Mentioned, home_of, is_land
from digests.claims.opposed import sides
from digests.claims.quantities import quantities
from digests.claims.spelt import stands
from digests.claims.units import agree
from digests.claims.words import alternatives
from digests.language.fold import fold
from digests.language.names import Names, column
from digests.model import Name

_COMPARED = ("people", "bodies", "companies", "places", "treaties")
_KEPT_PLACES = ("capital", "municipality", "prefecture", "province", "city", "disputed")
_NEAR = {"en": 40, "ko": 16, "zh": 12, "ja": 14}
"""Characters within which a country's name belongs to what follows: ``South Korean game company Krafton``."""


def name_faults(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """The names of ``text`` that we know and no source bears out."""
    said = Known.of(text, language, names)
    told = [Known.of(source.text, source.language, names) for source in sources]
    for each in said.mentioned:
        if is_land(each.name):
            if not _is_of(each, said, told, language, sources, names):
                yield Fault("country", each.said)
        elif each.name.kind == "currency":
            if not _is_paid(each.name, sources, told):
                yield Fault("number", each.said)
        elif _is_compared(each.name) and not _is_named(each, text, told, sources, names, language):
            yield Fault("name", each.said)


def lost_names(text: str, language: str, sources: Sequence[SourceSentence], names: Names) -> Iterator[Fault]:
    """The people, bodies, companies and places of the sources that a translation does not name."""
    said = Known.of(text, language, names)
    written = [SourceSentence(text, language)]
    for source in sources:
        for each in Known.of(source.text, source.language, names).mentioned:
            if is_land(each.name):
                inside = {country for one in said.mentioned for country in _lands_in(one, language, names)}
                if each.name.country not in said.countries | inside and not _implied(each.name, said, language):
                    yield Fault("missing", each.said)
            elif _is_kept(each.name) and not _is_named(each, source.text, [said], written, names, source.language):
                yield Fault("missing", each.said)


def _is_kept(name: Name) -> bool:
    """Whether a translation names it, too; ministries may be told by their ministers."""
    if name.group == "places":
        return name.kind in _KEPT_PLACES
    return name.group in ("people", "companies", "treaties") or name.kind in ("central-bank", "international")


def _is_compared(name: Name) -> bool:
    return name.group in _COMPARED or name.kind == "index"


def _is_named(
    said: Mentioned,
    text: str,
    told: Iterable[Known],
    sources: Sequence[SourceSentence],
    names: Names,
    language: str,
) -> bool:
    """Whether a source names it, in whatever language, or writes it the same, or calls it by another of its names."""
    ids = frozenset().union(*(known.ids for known in told))
    if _speaks_for_country(said, text, language) and any(said.name.country in known.countries for known in told):
        return True
    if said.name.id in ids or any(name.id in ids for name in names.named(said.said)):
        return True
    if said.name.group == "bodies" and _shared_office(said, language, sources):
        told_of = frozenset().union(*(known.countries for known in told), map(home_of, (s.language for s in sources)))
        if _lands_in(said, language, names) <= told_of:
            return True
    if said.name.group == "bodies" and _is_part_of_body(said, text, language, sources):
        return True
    if said.name.group in ("people", "places", "companies") and stands(said.said, [source.text for source in sources]):
        return True
    if said.name.kind == "region" and _ends_alike(said.name, sources):
        return True
    for source in sources:
        folded = fold(source.text)
        if fold(said.said) in folded:
            return True
        if any(_holds(folded, fold(word)) for word in _spelt(said.name, source.language)):
            return True
    return False


def _is_paid(currency: Name, sources: Sequence[SourceSentence], told: Iterable[Known]) -> bool:
    """Whether a source tells of a currency, by its name, beside an amount or beside another currency (원/달러)."""
    code = _CODES.get(currency.id)
    if code is None or any(currency.id in known.ids for known in told):
        return True
    for source in sources:
        folded = fold(source.text)
        units = {each.unit for each in quantities(folded, source.language)}
        units |= {unit for found in _PAIR.finditer(folded) for unit in (_PAIRED[found[1]], _PAIRED[found[2]])}
        if any(unit and agree(code, unit) for unit in units):
            return True
    return False


_CODES = {
    "yen": "JPY", "yuan": "CNY", "korean-won": "KRW", "us-dollar": "USD", "euro": "EUR", "pound-sterling": "GBP",
    "taiwan-dollar": "TWD", "hong-kong-dollar": "HKD", "ruble": "RUB", "rupee": "INR",
}  # fmt: skip
_PAIRED = {
    "원": "KRW", "엔": "JPY", "달러": "USD", "위안": "CNY", "유로": "EUR", "won": "KRW", "yen": "JPY", "dollar": "USD",
    "yuan": "CNY", "euro": "EUR", "円": "JPY", "ドル": "USD", "ウォン": "KRW", "元": "CNY", "ユーロ": "EUR",
    "人民元": "CNY",
}  # fmt: skip
_PAIR = regex.compile(rf"({alternatives(_PAIRED)})\s?[/·・\-–対对兑]\s?({alternatives(_PAIRED)})")


def _ends_alike(region: Name, sources: Sequence[SourceSentence]) -> bool:
    """Whether a source names a region in short: 半岛 for 朝鲜半岛."""
    return any(
        len(word) > 3 and fold(word)[-2:] in fold(source.text)
        for source in sources
        for word in _spelt(region, source.language)
        if not word.isascii()
    )


def _shared_office(said: Mentioned, language: str, sources: Sequence[SourceSentence]) -> bool:
    """Whether a body that is named without its country (외교부) is of a field that a source names a body of."""
    offices = {side for side in sides(said.said, language) if side[0] == "office"}
    return any(not offices.isdisjoint(sides(source.text, source.language)) for source in sources)


def _is_part_of_body(said: Mentioned, text: str, language: str, sources: Sequence[SourceSentence]) -> bool:
    """Whether a body is named as the one above another (중국 국무원 대만사무판공실), which a source names."""
    offices = {side for side in sides(text[said.end : said.end + _NEXT], language) if side[0] == "office"}
    return any(not offices.isdisjoint(sides(source.text, source.language)) for source in sources)


_NEXT = 12
"""Characters after a body's name in which what belongs to it is named."""


def _lands_in(said: Mentioned, language: str, names: Names) -> frozenset[str]:
    """The countries whose names are a part of another name: 韩国 in 韩国产业通商部."""
    folded = fold(said.said)
    return frozenset(country for word, country in _lands(names, column(language)) if word in folded)


def _lands(names: Names, tongue: str) -> Iterator[tuple[str, str]]:
    for land in ("china", "japan", "south-korea", "north-korea", "united-states", "taiwan", "russia"):
        if name := names.get(land):
            for key, several in name.spellings.items():
                if column(key) == tongue:
                    yield from ((fold(each), name.country) for each in several if len(each) > 1)


def _holds(folded: str, word: str) -> bool:
    if word.isascii():
        return len(word) > 2 and regex.search(rf"(?<![a-z]){regex.escape(word)}(?![a-z])", folded) is not None
    return len(word) > 1 and word in folded


def _spelt(name: Name, language: str) -> Iterator[str]:
    for key in {"en", *(key for key in name.spellings if column(key) == column(language))}:
        yield from name.spellings[key]


def _is_of(
    said: Mentioned,
    text: Known,
    told: Sequence[Known],
    language: str,
    sources: Sequence[SourceSentence],
    names: Names,
) -> bool:
    """Whether a source speaks of a country: names it or its capital; or it is told in addition whose a body is."""
    country = said.name.country
    if any(country in known.countries for known in told):
        return True
    if any(
        country in _lands_in(each, source.language, names)
        for known, source in zip(told, sources, strict=True)
        for each in known.mentioned
    ):
        return True
    if any(
        each.name.country == country and _stands_for_country(each.name) for known in told for each in known.mentioned
    ):
        return True
    told_countries = frozenset().union(*(known.countries for known in told))
    if not told_countries <= text.countries:
        return False
    if any(home_of(source.language) == country for source in sources):
        return True
    theirs = {each.name.id for known in told for each in known.mentioned if each.name.country == country}
    near = _NEAR[column(language)]
    return bool(theirs) and any(
        each.name.id in theirs and 0 <= each.start - said.end <= near for each in text.mentioned
    )


def _implied(name: Name, said: Known, language: str) -> bool:
    """Whether a text speaks of a country without its name: by its capital or one of its bodies, or as its own."""
    return home_of(language) == name.country or any(
        each.name.country == name.country
        and (each.name.group in ("bodies", "people") or _stands_for_country(each.name))
        for each in said.mentioned
    )


def _speaks_for_country(said: Mentioned, text: str, language: str) -> bool:
    """Whether English names a capital for its government: ``Beijing said``, and not ``in Beijing``."""
    return column(language) == "en" and _stands_for_country(said.name) and not _PLACED.search(text[: said.start])


_PLACED = regex.compile(r"\b(?:in|at|to|from|near|outside|around|between|visit(?:s|ed|ing)?|of|for|,)\s$|[-,]\s?$")


def _stands_for_country(name: Name) -> bool:
    return name.id in ("beijing", "tokyo", "seoul", "washington", "pyongyang", "moscow", "taipei", "london", "brussels")
