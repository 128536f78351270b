"""Everything looked at, one room after the other; a fault ends nothing but its own check."""

from collections.abc import AsyncIterator, Sequence
from contextlib import closing

from bot.service.assembly import Assembly
from bot.service.doctor import at_work, configuration, data, feeds, machine, telegram
from bot.service.doctor.finding import Finding, of
from bot.service.doctor.language_model import language_model
from bot.service.doctor.machine import Machine
from config.catalogue import Catalogue
from config.settings import Settings, faulty_settings
from digests.errors import TrilateralError
from digests.store import Store, open_store
from digests.store.engine.lock import holder_of


async def examine(around: Machine | None = None) -> AsyncIterator[Finding]:
    """Look at configuration, machine, data, feeds, Telegram and the service, in this order."""
    around = around or Machine()
    try:
        settings, wrong = faulty_settings()
    except TrilateralError as error:
        yield of("configuration", error)
        return
    for finding in configuration.variables(around, wrong):
        yield finding
    catalogue, said = configuration.catalogue(settings)
    models = [await machine.model(settings), *await language_model(settings)]
    for finding in (*said, *configuration.texts(around), *machine.about(around, settings), *models):
        yield finding
    holder = holder_of(settings.data_dir)
    for finding in data.rights(settings):
        yield finding
    try:
        store = _opened(settings, catalogue)
    except TrilateralError as error:
        yield of("database", error)
    else:
        with closing(store):
            for finding in _kept(around, settings, store, catalogue):
                yield finding
            for finding in await at_work.service(around, settings, store, holder):
                yield finding
    async for finding in telegram.ports(settings, running=holder is not None):
        yield finding
    if not any(error.subject == "TELEGRAM_BOT_TOKEN" for error in wrong):
        for finding in await telegram.telegram(around, settings, running=holder is not None):
            yield finding


def worst(findings: Sequence[Finding]) -> int:
    """The exit code: 1 where something is to be mended."""
    return int(any(finding.state == "BAD" for finding in findings))


def _opened(settings: Settings, catalogue: Catalogue | None) -> Store:
    """As the service opens it; where the catalogue cannot be used, its feeds stay as they were.

    Raises:
        TrilateralError: the data directory or the database cannot be used.
    """
    return open_store(settings.database) if catalogue is None else Assembly(settings).store


def _kept(around: Machine, settings: Settings, store: Store, catalogue: Catalogue | None) -> list[Finding]:
    return [
        *data.database(settings, store),
        data.disk(around, settings),
        *data.backups(around, settings, store),
        data.drops(settings),
        *(feeds.feeds(around, settings, store) if catalogue is not None else ()),
        machine.charts(around.undrawn(), data.with_pictures(store)),
        *telegram.admins(settings, store),
    ]
