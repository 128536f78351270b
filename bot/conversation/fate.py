"""What became of a story for one reader: sent and when, still to come, or kept back and by what, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.conversation.standing import comes, standing
from bot.desk.request import Ask
from bot.render.stories import between, reason
from digests.editions.compose import Candidate, came_late
from digests.editions.compose.verdict import Step, verdict
from digests.editions.compose.wishes import Wishes
from digests.model import DigestStory, Edition, Story
from digests.schedule import Slot, is_quiet, upcoming

GOOD, BAD, WAITING, QUIET = "✅", "❌", "⏳", "🔕"


@dataclass(frozen=True, slots=True)
class Fate:
    """What a story was asked, and what came of it."""

    choices: tuple[str, ...]
    """What the reader chose, beside what the story is."""
    became: tuple[str, ...]
    """When it was sent, or why not although it fits."""
    kept: str
    """What kept it back (``scope``, ``length`` …); "" = nothing did."""


def fate(ask: Ask, story: Story, shown: DigestStory) -> Fate:
    """What the reader's choices say of the story, and what came of that; ``shown`` is the story as they get it."""
    follows = ask.desk.store.interests.follows(ask.subscriber.id)
    candidate = Candidate.of(story, ask.now)
    steps = verdict(candidate, Wishes(ask.preferences, follows, {}, 0, {}))
    choices = tuple(f"{GOOD if step.passed else BAD} {_said(ask, step, candidate, shown)}" for step in steps)
    refused = next((step.question for step in steps if not step.passed), "")
    had = ask.desk.store.interests.had(ask.subscriber.id, story.id)
    if had is not None:
        return Fate(choices, (f"{GOOD} {ask.texts('why.had', when=_when(ask, had))}",), "")
    if refused:
        return Fate(choices, (), refused)
    kept, mark, said = _passage(ask, story, candidate)
    quiet = [f"{QUIET} {said}" for said in _quiet(ask, story, candidate, steps)]
    return Fate(choices, (*quiet, f"{mark} {said}"), kept)


def _said(ask: Ask, step: Step, candidate: Candidate, shown: DigestStory) -> str:
    texts, words, wanted = ask.texts, ask.words, ask.preferences
    match step.question:
        case "followed":
            return reason(step.about, words, shown)
        case "scope":
            grade = texts(f"choice.grade.{wanted.grade}") if wanted.grade != "none" else texts("grade.none")
            return _against(ask, "grade", between(shown, words), grade)
        case "countries":
            return _against(ask, "countries", words.listed(_names(ask, shown.countries)), _countries(ask))
        case "sectors":
            about = [words.sector(name) for name in candidate.story.sectors] or [texts("digest.section.other")]
            chosen = [words.sector(name) for name in wanted.sectors] or [texts("settings.none.sectors")]
            return _against(ask, "sectors", words.listed(about), words.listed(chosen))
        case "worth":
            key = "why.step.worth" if step.passed else "why.step.light"
            return texts(key, value=f"{candidate.worth.value:.1f}")
        case "mute":
            kind, _, value = step.about.partition(":")
            name = texts("quoted", text=value) if kind in ("keyword", "story") else words.name(value)
            return texts("why.step.unmuted") if step.passed else texts("why.step.muted", name=name)
        case _:
            return texts(f"why.step.{step.question}") if step.passed else texts(f"why.step.{step.question}.muted")


def _against(ask: Ask, field: str, found: str, wanted: str) -> str:
    return ask.texts("why.step", label=ask.texts(f"settings.{field}"), found=found, wanted=wanted)


def _names(ask: Ask, codes: tuple[str, ...]) -> list[str]:
    return [ask.words.country(code) for code in codes] or [ask.texts("grade.none")]


def _countries(ask: Ask) -> str:
    return ask.words.listed(_names(ask, ask.preferences.countries))


def _passage(ask: Ask, story: Story, candidate: Candidate) -> tuple[str, str, str]:
    """A story that fits: (what kept it back, its mark, in words)."""
    texts, subscriber = ask.texts, ask.subscriber
    lead = story.lead
    if not any(item.pushable for item in story.items):
        return "archive", BAD, texts("why.step.archive")
    if came_late(lead) and not lead.entry.is_document:
        dates = {"published": ask.words.date(lead.published), "came": ask.words.date(lead.first_seen)}
        return "old", BAD, texts("why.step.old", **dates)
    if not comes(ask, subscriber):
        return "standing", BAD, standing(ask, subscriber)
    slot = _slot_after(ask, candidate.fresh)
    if slot is None or slot.at > ask.now:
        return "", WAITING, texts("why.step.pending", next=standing(ask, subscriber))
    if candidate.fresh < subscriber.created:
        return "before", BAD, texts("why.step.before", when=_when(ask, subscriber.created))
    told = ask.desk.store.editions.told(Edition(subscriber.id, slot.date, slot.name).key)
    when = _when(ask, slot.at)
    if told is None:
        return "none", BAD, texts("why.step.none", when=when)
    return "length", BAD, texts.count("why.step.length", len(told), when=when)


def _slot_after(ask: Ask, moment: int) -> Slot | None:
    """The first daily slot that could have told it."""
    schedule = ask.subscriber.schedule
    slot = upcoming(schedule, moment)
    while slot is not None and slot.weekly:
        slot = upcoming(schedule, slot.at)
    return slot


def _quiet(ask: Ask, story: Story, candidate: Candidate, steps: tuple[Step, ...]) -> Iterator[str]:
    """That it was no alert because it came while none may come."""
    schedule = ask.subscriber.schedule
    followed = any(step.question == "followed" for step in steps)
    asked = ask.preferences.alerts and followed and story.grade == "trilateral"
    if asked and schedule.quiet is not None and is_quiet(schedule, candidate.fresh):
        start, end = (ask.words.minute(minute % 1440) for minute in schedule.quiet)
        yield ask.texts("why.step.quiet", start=start, end=end)


def _when(ask: Ask, moment: int) -> str:
    return ask.words.stamp(moment, ask.zone, now=ask.now)
