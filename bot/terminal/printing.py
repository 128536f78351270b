"""A digest for the command line: composed for one made-up reader, printed in the format asked for."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from bot.render import classic, plain, rich
from bot.render.texts import load_texts
from bot.service.assembly import Assembly, clock
from bot.terminal.forms import DigestFormat
from digests.editions.compose import compose
from digests.editions.export import iso
from digests.gloss.kept import Glosses
from digests.model import Digest, Grade, Length, Preferences
from digests.printable import json_text
from digests.writing.shown import Writings

_DAY = 24 * 3600


def make_digest(
    assembly: Assembly,
    *,
    language: str = "en",
    sectors: Sequence[str] = (),
    grade: Grade = "none",
    start: int | None = None,
    end: int | None = None,
    limit: int | None = None,
    length: Length = "normal",
) -> Digest:
    """What was published from ``start`` (default: a day before ``end``) up to ``end`` (default: now), for one reader.

    Raises:
        StoreError: the database cannot be read.
    """
    now = clock()
    since = (now if end is None else end) - _DAY if start is None else start
    stories = assembly.store.stories.published(since, end if end is not None else now + _DAY)
    preferences = Preferences(language=language, sectors=tuple(sectors), grade=grade, length=length)
    made = compose(
        stories,
        preferences,
        zone="UTC",
        now=now,
        since=since,
        seen={},
        follows=(),
        limit=limit,
        glossing=Glosses(assembly.names, assembly.settings.translate_url),
    )
    made = Writings(assembly.store, assembly.settings.language_model).digest(made, preferences)
    return made if start is None and end is None else replace(made, until=now if end is None else end)


def digest_text(assembly: Assembly, digest: Digest, form: DigestFormat) -> str:
    """The digest as text, as the HTML of Telegram messages (parts apart by an empty line), or as JSON."""
    texts = load_texts()[digest.language]
    match form:
        case DigestFormat.text:
            return plain.digest(digest, texts, assembly.catalogue)
        case DigestFormat.html:
            return "\n\n".join(part.text for part in classic.digest(digest, texts, assembly.catalogue))
        case DigestFormat.rich:
            return "\n\n".join(part.text for part in rich.digest(digest, texts, assembly.catalogue))
        case DigestFormat.json:
            return json_text(_record(digest), indent=2)


def _record(digest: Digest) -> dict[str, object]:
    record = asdict(digest)
    record["made"], record["since"] = iso(digest.made), iso(digest.since)
    record["until"] = None if digest.until is None else iso(digest.until)
    for section in record["sections"]:
        for story in section["stories"]:
            story["published"] = iso(story["published"])
    return record
