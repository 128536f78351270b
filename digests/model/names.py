"""A name: a person, body, company, place, treaty or term of the news, with what each of our languages calls it."""

from collections.abc import Mapping
from dataclasses import dataclass

NAMED_IN = ("en", "zh-Hans", "zh-Hant", "ja", "ko")
"""The languages in which every name has at least one spelling."""

KINDS: Mapping[str, str] = {
    kind: group
    for group, kinds in {
        "people": "person",
        "bodies": "ministry agency central-bank parliament party court military association exchange international"
        " organisation",
        "companies": "company media product group project",
        "places": "country territory capital municipality province prefecture city island disputed sea region port"
        " place",
        "treaties": "treaty law policy event",
        "terms": "technology energy minerals trade economy index currency diplomacy society",
    }.items()
    for kind in kinds.split()
}
"""What a name may be of, by the group it belongs to."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person, body, company, place, treaty or term, and what it is called."""

    id: str
    kind: str
    """One of :data:`KINDS`."""
    spellings: Mapping[str, tuple[str, ...]]
    """For each of :data:`NAMED_IN`, the usual one first."""
    country: str = ""
    """ISO 3166 (EU for the Union); empty where it is of none, or of many."""
    office: str = ""
    """Of a person: what they are or were, in English."""
    unless: tuple[str, ...] = ()
    """Longer words in which a spelling means something else: 上海地区 does not speak of 海地."""
    alone: frozenset[str] = frozenset()
    """Spellings that are ordinary words, too: read only where they stand alone, and never searched for."""
    source: str = ""
    """Where it can be looked up."""

    @property
    def group(self) -> str:
        return KINDS[self.kind]

    def called(self, language: str) -> str:
        """What it is usually called in ``language``, or in English."""
        return self.spellings.get(language, self.spellings["en"])[0]
