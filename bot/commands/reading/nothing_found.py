"""Nothing holds the words that were looked for: the topic that they name instead, or what to try."""

from bot.conversation.follow_list import follow_buttons
from bot.conversation.listing import notice, stories_about, story_list
from bot.desk.request import Ask
from bot.phrases.nonsense import is_nonsense
from bot.phrases.subjects import Subject, bare, closest, label, named_within, remember
from bot.render.classic import Button
from digests.model import Part

_MOST = 3


def nothing_found(ask: Ask, subject: Subject, *, text: str, hint: str = "") -> tuple[Part, ...]:
    """``text`` says that there is nothing, ``hint`` what else to try; noise is not offered to be followed."""
    query = bare(subject.value)
    noise = is_nonsense(query, ask.desk)
    topics = () if noise else named_within(query, ask.desk)
    for topic in topics[:_MOST]:
        if stories := stories_about(ask, topic, 1):
            title = ask.texts("search.topic", query=query, name=label(topic, ask.words))
            turning = f"topic:{remember(topic, ask)}:{{page}}"
            return story_list(ask, title, stories, 1, turning, follow_buttons(ask, topic))
    near = [] if noise else list(dict.fromkeys([*topics, *closest(query, ask.desk)]))[:_MOST]
    rows: list[tuple[Button, ...]] = [((label(each, ask.words), f"topic:{remember(each, ask)}:1"),) for each in near]
    more = ((ask.texts("button.latest"), "latest"), (ask.texts("button.topics"), "topics"))
    said = "\n".join(filter(None, (text, ask.texts("topic.near") if near else hint)))
    return (notice(said, *rows, *(() if noise else follow_buttons(ask, subject)), more),)
