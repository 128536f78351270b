"""Nothing holds the words that were looked for: the topic that they name instead, or what to try."""

from bot.conversation.follow_list import follow_buttons
from bot.conversation.listing import notice, stories_about, story_list
from bot.desk.request import Ask
from bot.phrases.filters import understood
from bot.phrases.nonsense import is_nonsense
from bot.phrases.subjects import Subject, bare, closest, label, named_within, remember, several
from bot.render.classic import Button
from digests.model import Part

_MOST = 3


def nothing_found(ask: Ask, subject: Subject, *, text: str, hint: str = "") -> tuple[Part, ...]:
    """``text`` says that there is nothing, ``hint`` what else to try; noise is not offered to be followed."""
    query = bare(subject.value)
    if not understood(subject.value, ask.desk, ask.now).plain:
        return (_said(ask, f"{text}\n{hint}".strip(), subject),)
    if is_nonsense(query, ask.desk):
        return (notice(f"{text}\n{hint}".strip(), _more(ask)),)
    if len(named := several(query, ask.desk)) > 1:
        return (_said(ask, ask.texts("search.several", query=query), subject, named),)
    topics = named_within(query, ask.desk)[:_MOST]
    for topic in topics:
        if stories := stories_about(ask, topic, 1):
            title = ask.texts("search.topic", query=query, name=label(topic, ask.words))
            turning = f"topic:{remember(topic, ask)}:{{page}}"
            return story_list(ask, title, stories, 1, turning, follow_buttons(ask, topic))
    near = tuple(dict.fromkeys([*topics, *closest(query, ask.desk)]))[:_MOST]
    said = "\n".join(filter(None, (text, ask.texts("topic.near") if near else hint)))
    return (_said(ask, said, subject, near),)


def _said(ask: Ask, text: str, subject: Subject, near: tuple[Subject, ...] = ()) -> Part:
    """With a button for each subject that may be meant."""
    rows: list[tuple[Button, ...]] = [((label(each, ask.words), f"topic:{remember(each, ask)}:1"),) for each in near]
    return notice(text, *rows, *follow_buttons(ask, subject), _more(ask))


def _more(ask: Ask) -> tuple[Button, ...]:
    return ((ask.texts("button.latest"), "latest"), (ask.texts("button.topics"), "topics"))
