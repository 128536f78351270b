"""A story: items about one event, whatever their language."""

from dataclasses import dataclass

from digests.model.codes import Grade
from digests.model.items import Item


@dataclass(frozen=True, slots=True)
class Story:
    """Items about one event, whatever their language; never empty, items in order of publication."""

    id: int
    items: tuple[Item, ...]
    lead_id: int
    """The item that speaks for the story where the reader's language does not decide."""
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    """Strongest first."""
    mechanisms: tuple[str, ...]
    follows: int | None = None
    """The earlier story that this one continues."""
    heard: tuple[str, ...] = ()
    """Of the three countries, those of whose media we read enough around that time: of the others nobody can say that
    they are silent."""

    @property
    def first_seen(self) -> int:
        return self.items[0].published

    @property
    def last_seen(self) -> int:
        return max(item.published for item in self.items)

    @property
    def corrected(self) -> int | None:
        """When what its reports had said was last found corrected."""
        return max((item.corrected for item in self.items if item.corrected is not None), default=None)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.language for item in self.items))

    @property
    def lead(self) -> Item:
        return next(item for item in self.items if item.id == self.lead_id)


@dataclass(frozen=True, slots=True)
class Head:
    """A story without its words and items: what trends are counted from."""

    id: int
    first_seen: int
    grade: Grade
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    mechanisms: tuple[str, ...]
