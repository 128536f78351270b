"""What could not be taken or moved lately, and when it is tried again: after a minute, then twice as long, up to an
hour. Kept in memory: a new start tries everything once."""

from collections.abc import Collection
from dataclasses import dataclass, field

from digests.errors import DropRejected

_FIRST, _LONGEST = 60, 3600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class _Retry:
    tries: int
    at: int
    error: DropRejected | None

    @property
    def until(self) -> int:
        return self.at + min(_LONGEST, _FIRST << min(self.tries - 1, 10))


@dataclass(slots=True)
class Retries:
    """One for the life of whoever empties an inbox; keyed by what names a file there."""

    _of: dict[str, _Retry] = field(default_factory=dict)

    def note(self, key: str, now: int, error: DropRejected | None = None) -> None:
        """``key`` failed once more; ``error`` is why its file was refused, where it was."""
        before = self._of.get(key)
        self._of[key] = _Retry(before.tries + 1 if before else 1, now, error)

    def waits(self, key: str, now: int) -> bool:
        """Whether its time has not come; a clock that stepped back makes nothing wait longer."""
        retry = self._of.get(key)
        return retry is not None and retry.at <= now < retry.until

    def refused(self, key: str) -> DropRejected | None:
        """Why the file was refused when it was read: it need not be read again to be put aside."""
        retry = self._of.get(key)
        return retry.error if retry is not None else None

    def keep(self, keys: Collection[str]) -> None:
        """Forget whatever is not among ``keys``: it is gone or was done."""
        for key in self._of.keys() - set(keys):
            del self._of[key]
