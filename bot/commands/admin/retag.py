"""/retag <story> <sectors>: what a story is about, whatever its reports say."""

from collections.abc import Sequence

from bot.conversation.editing import changed, first_story, usage
from bot.conversation.listing import notice
from bot.desk.access import EDIT
from bot.desk.request import Ask, Command, Reply, said
from bot.phrases.subjects import find

_MANY = 6


def answer(ask: Ask) -> Reply:
    story, _, wrong = first_story(ask)
    if wrong or story is None:
        return wrong or usage(ask, "retag")
    names = _names("".join(ask.arguments.split(maxsplit=1)[1:]))
    if not names:
        return said(notice(ask.texts("retag.which", number=story.id, topics=_listed(ask, story.sectors))))
    sectors = [_sector(ask, name) for name in names]
    unknown = [name for name, sector in zip(names, sectors, strict=True) if sector is None]
    if unknown:
        return said(notice(ask.texts("retag.unknown", name=unknown[0]), ((ask.texts("button.topics"), "topics"),)))
    chosen = list(dict.fromkeys(sector for sector in sectors if sector))[:_MANY]
    change = ask.desk.store.edits.retag(story, chosen, user_id=ask.user_id, now=ask.now)
    before, after = (_listed(ask, each) for each in (story.sectors, chosen))
    return changed(ask, ask.texts("retag.done", number=story.id, before=before, after=after), change)


def _names(text: str) -> list[str]:
    """Names between commas where there are any, since some are several words; or word by word."""
    parts = text.replace("、", ",").replace("，", ",").split(",") if any(c in text for c in ",、，") else text.split()
    return [part.strip() for part in parts if part.strip()]


def _sector(ask: Ask, name: str) -> str | None:
    """By its id, its command or what it is called in any of our languages."""
    sector = ask.desk.catalogue.sector(name.lstrip("/").lower().replace("_", "-"))
    if sector is not None:
        return sector.id
    found = find(name, ask.desk)
    return found.value if found.kind == "sector" else None


def _listed(ask: Ask, sectors: Sequence[str]) -> str:
    return ask.words.listed([ask.words.sector(name) for name in sectors]) or ask.texts("digest.section.other")


COMMAND = Command("retag", "admin", order=5, answer=answer, rights=EDIT)
