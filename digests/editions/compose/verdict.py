"""Would a reader get a story, and if not, what keeps it back? Step by step, by the tests of a digest itself. Pure."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from digests.editions.compose.rank import Candidate
from digests.editions.compose.wishes import Wishes
from digests.language.fold import fold

Question: TypeAlias = Literal["followed", "scope", "countries", "sectors", "worth", "shared", "mute", "publishers"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a story is asked, and what came of it."""

    question: Question
    passed: bool
    about: str = ""
    """What decided: the key of a reason (``follow:tcs``), the mute (``sector:ai``), nothing else."""


def verdict(candidate: Candidate, wishes: Wishes) -> tuple[Step, ...]:
    """The steps in the order in which they are asked: what is followed need not fit, what is muted need not be wanted.
    The story is wanted where all are passed."""
    own = wishes.followed(candidate)
    steps = [Step("followed", True, own[0])] if own else list(_fit(candidate, wishes))
    mute = wishes.muted(candidate)
    steps.append(Step("mute", mute is None, f"{mute.kind}:{mute.value}" if mute else ""))
    if wishes.muted_publishers:
        told = {fold(item.entry.publisher) for item in candidate.story.items}
        steps.append(Step("publishers", not told <= wishes.muted_publishers))
    return tuple(steps)


def _fit(candidate: Candidate, wishes: Wishes) -> tuple[Step, ...]:
    concerns = (
        Step("countries", wishes.concerns_countries(candidate)),
        Step("sectors", wishes.concerns_sectors(candidate)),
    )
    if not wishes.in_scope(candidate) and wishes.shares(candidate):
        return (Step("shared", True), *concerns)
    worth = () if wishes.chose else (Step("worth", candidate.sent),)
    return (Step("scope", wishes.in_scope(candidate)), *concerns, *worth)
