"""What keeps a story back is told by the tests that a digest asks."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from digests.editions.compose import Candidate
from digests.editions.compose.verdict import verdict
from digests.editions.compose.wishes import Wishes
from digests.model import COUNTRIES, GRADES, Follow, Preferences, Story
from tests.digests.editions.compose.sample_reports import NOW, report, story

_SECTORS = ("ai", "trade", "energy")
_COUNTRIES = st.sets(st.sampled_from(COUNTRIES), min_size=1).map(lambda codes: tuple(sorted(codes)))
_FOLLOWS = st.lists(
    st.builds(
        lambda what, mode: replace(what, mode=mode),
        st.sampled_from(
            [Follow("sector", "ai"), Follow("country", "JP"), Follow("keyword", "ports"), Follow("mechanism", "tcs")]
        ),
        st.sampled_from(["follow", "mute"]),
    ),
    max_size=3,
)


def wishes(follows: tuple[Follow, ...] = (), **preferences: Any) -> Wishes:
    return Wishes(Preferences(**preferences), follows, {}, 0, {})


def failed(one: Story, wanted: Wishes) -> list[str]:
    return [step.question for step in verdict(Candidate.of(one, NOW), wanted) if not step.passed]


@given(
    st.sampled_from(GRADES),
    _COUNTRIES,
    st.sets(st.sampled_from(_SECTORS)),
    st.sampled_from(GRADES),
    _COUNTRIES,
    st.sets(st.sampled_from(_SECTORS)),
    _FOLLOWS,
)
def test_a_story_passes_every_step_if_and_only_if_a_digest_wants_it(
    grade: Any, about: Any, sectors: set[str], scope: Any, countries: Any, chosen: set[str], follows: list[Follow]
) -> None:
    one = story(1, grade=grade, countries=about, sectors=tuple(sorted(sectors)))
    wanted = wishes(tuple(follows), grade=scope, countries=countries, sectors=tuple(sorted(chosen)))
    assert (wanted.wish(Candidate.of(one, NOW)) is not None) == (failed(one, wanted) == [])


def test_each_step_that_fails_is_named_and_what_is_followed_is_asked_of_no_choice() -> None:
    swap = story(1, grade="bilateral", countries=("JP", "KR"), sectors=("finance",))
    assert failed(swap, wishes(grade="trilateral", countries=("CN",), sectors=("ai",))) == [
        "scope",
        "countries",
        "sectors",
    ]
    assert failed(swap, wishes((Follow("sector", "finance"),), grade="trilateral")) == []
    assert failed(swap, wishes((Follow("sector", "finance"), Follow("country", "KR", "mute")))) == ["mute"]


def test_a_story_that_muted_publishers_alone_tell_fails_and_one_that_others_tell_too_does_not() -> None:
    muted = wishes((Follow("publisher", "Tabloid", "mute"),), grade="none")
    alone = story(1, publisher="Tabloid")
    shared = story(2, report(21, publisher="Tabloid"), report(22, publisher="Courier"))
    assert (failed(alone, muted), failed(shared, muted)) == (["publishers"], [])
