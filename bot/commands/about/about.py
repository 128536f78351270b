"""/about: what this is, where its sentences come from, what it keeps."""

from bot.desk.request import Ask, Command, Reply, said
from bot.render.escape import bold, paragraphs
from digests.model import Part


def answer(ask: Ask) -> Reply:
    texts = ask.texts
    text = paragraphs(bold(texts("about.title")), texts("about.what"), texts("about.words"), texts("about.keeps"))
    contact = ask.desk.settings.contact_url
    return said(
        Part(
            text=text,
            buttons=(
                ((texts("button.sources"), "do:sources"), (texts("button.export"), "do:export")),
                ((texts("button.project"), contact),),
            ),
        )
    )


COMMAND = Command("about", "about", order=7, answer=answer)
