"""The fake server seen from another process: what happened, and updates put in from outside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from tests.fake_telegram.limits import EDITING, SENDING


@dataclass(frozen=True, slots=True)
class Summary:
    """What a server saw since it was last asked to forget."""

    calls: int
    delivered: int
    """Messages that reached a chat, repeats among them."""
    distinct: int
    """Different (chat, text) among them."""
    refused: int
    """Answers of 429."""
    statuses: dict[str, int]
    seconds: float
    """From the first delivery to the last."""
    busiest: int
    """Most deliveries in any one second."""

    @property
    def doubled(self) -> int:
        return self.delivered - self.distinct

    @property
    def rate(self) -> float:
        """Messages a second, as the intervals between them."""
        return (self.delivered - 1) / self.seconds if self.seconds else 0.0

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def summed(calls: Sequence[tuple[float, str, int, int | None, int, str]]) -> Summary:
    """Of calls as (at, method, status, message id, chat, text)."""
    sent = [call for call in calls if call[1] in SENDING and call[3] is not None]
    times = sorted(call[0] for call in sent)
    statuses = Counter(str(call[2]) for call in calls if call[1] in SENDING | EDITING)
    return Summary(
        calls=len(calls),
        delivered=len(sent),
        distinct=len({(call[4], call[5]) for call in sent}),
        refused=statuses["429"],
        statuses=dict(statuses),
        seconds=times[-1] - times[0] if times else 0.0,
        busiest=_busiest(times),
    )


def _busiest(times: Sequence[float]) -> int:
    most = start = 0
    for end, at in enumerate(times):
        while times[start] <= at - 1:
            start += 1
        most = max(most, end - start + 1)
    return most
