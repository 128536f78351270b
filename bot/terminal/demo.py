"""What a stranger sees first: the demo sources and the drop folder read, and a digest of them."""

from bot.service.assembly import Assembly, clock
from bot.terminal.forms import DigestFormat
from bot.terminal.printing import digest_text, make_digest
from config.samples import demo_day, demo_drops, demo_feeds
from digests.intake.report import Progress
from digests.sources.drops.inbox import leave
from digests.sources.feeds.parse import parse_feed


async def show_demo(assembly: Assembly, told: Progress, language: str) -> str:
    """Take in today's demo and whatever lies in the drop folder, each file ``told`` of; a digest as text, in
    ``language``."""
    now = clock()
    refresh_demo(assembly, now)
    async with assembly.sources() as sources:
        await sources.ingest.empty_inbox(told)
    return digest_text(assembly, make_digest(assembly, language=language), DigestFormat.text)


def refresh_demo(assembly: Assembly, now: int) -> None:
    """Today's demo in place of an older one; the second call of a day finds everything known."""
    store = assembly.store
    today = demo_day(now)
    if store.notes.get("demo") != today:
        assembly.forget_demo()
        for name, content in demo_drops(now):
            leave(assembly.settings.inbox, name, content)
        store.notes.set("demo", today)
    for feed, document in demo_feeds(now):
        parsed = parse_feed(document, content_type="application/xml; charset=utf-8", feed=feed, now=now)
        assembly.intake.take(parsed.entries, now=now, pushable=True)
