"""Telegram: who we are there, whose clock is right, who is called, who else polls, who is told of trouble."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any

import aiohttp

from bot.service.connecting import not_ours
from bot.service.doctor.finding import Finding, bad, good, note, of
from bot.service.doctor.machine import SET_CLOCK, Machine
from bot.updates.webhook import SERVED_BY, address, listening
from config.settings import Settings, host_and_port
from digests.errors import ConfigurationError
from digests.store import Store

_TIMEOUT = aiohttp.ClientTimeout(total=10)
_POLL = 3
"""Seconds for which updates are asked for: whoever else polls comes back within one or two, and the later call wins."""
_OFF = 60
"""Seconds by which a clock may be wrong: digests then come as late or as early."""
_RECENT = 86_400
_MANY = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said. ``status`` 0 = nothing; ``date`` its clock, in seconds, or ``None``."""

    status: int
    body: Mapping[str, Any] | None = None
    date: int | None = None
    fault: str = ""

    @property
    def result(self) -> Any:
        return (self.body or {}).get("result")

    @property
    def words(self) -> str:
        return str((self.body or {}).get("description", ""))


class Asker:
    """Calls methods of the Bot API as the service does: through a proxy where one is set. No token is ever shown."""

    def __init__(self, settings: Settings) -> None:
        token = settings.token.get_secret_value() if settings.token else ""
        self._root = f"{str(settings.api_url).rstrip('/')}/bot{token}"
        self._session = aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True)

    async def __aenter__(self) -> "Asker":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ask(self, method: str, **values: int) -> Answer:
        try:
            async with self._session.post(f"{self._root}/{method}", data=values) as response:
                date = None
                with suppress(ValueError, TypeError):
                    date = int(parsedate_to_datetime(response.headers.get("Date", "")).timestamp())
                try:
                    body = await response.json(content_type=None)
                except ValueError:
                    body = None
                return Answer(response.status, body if isinstance(body, dict) else None, date)
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            return Answer(0, fault=type(error).__name__)


async def telegram(machine: Machine, settings: Settings, *, running: bool) -> list[Finding]:
    """Everything that Telegram can be asked; ``running`` = our own service polls already."""
    if settings.token is None:
        said = "TELEGRAM_BOT_TOKEN is not set: trilateral chat works, trilateral run shows the demo"
        return [note("token", said, "ask @BotFather for one")]
    async with Asker(settings) as asker:
        me = await asker.ask("getMe")
        findings = [_token(settings, me)]
        if me.date is not None:
            findings.append(_clock(machine.clock() - me.date))
        if not (me.body or {}).get("ok"):
            return findings
        info = await asker.ask("getWebhookInfo")
        if isinstance(info.result, dict):
            findings += _called(machine, settings, info.result, running=running)
        if settings.webhook_url is None and not running and not (info.result or {}).get("url"):
            findings.append(_alone(await asker.ask("getUpdates", timeout=_POLL, limit=1)))
    return findings


def _token(settings: Settings, me: Answer) -> Finding:
    if me.status == 0:
        said = f"{settings.api_url} does not answer: {me.fault}"
        return bad("token", said, "is this machine on the network? else check TRILATERAL_API_URL")
    if me.body is not None and me.body.get("ok"):
        return good("token", f"@{(me.result or {}).get('username')} at {settings.api_url}")
    if me.status >= 500 or me.status == 429:
        return bad("token", f"{settings.api_url} answers {me.status}", "that is the server's trouble: look again later")
    error = not_ours(settings, me.words if me.body is not None else None, me.status)
    return bad("token", f"{error.subject} {error.problem}", error.advice)


def _clock(ahead: int) -> Finding:
    if abs(ahead) <= _OFF:
        return good("clock", "as Telegram's")
    off = timedelta(seconds=abs(ahead))
    return bad("clock", f"{off} {'ahead of' if ahead > 0 else 'behind'} Telegram's: digests come as wrong", SET_CLOCK)


def _called(machine: Machine, settings: Settings, info: Mapping[str, Any], *, running: bool) -> Iterator[Finding]:
    """Whom Telegram calls, beside whom we would have it call."""
    told, waiting = str(info.get("url") or ""), int(info.get("pending_update_count") or 0)
    many = f"; {waiting} updates wait" if waiting > _MANY else ""
    if settings.webhook_url is None:
        if told:
            said = f"Telegram calls {told}, and whoever polls meanwhile gets nothing{many}"
            cure = "trilateral run takes it down; if another program uses this token, give it one of its own"
            yield bad("webhook", said, cure)
        return
    wanted = address(str(settings.webhook_url))
    if not told and not running:
        yield note("webhook", f"Telegram is not told of {wanted} yet", "trilateral run tells it")
    elif told != wanted:
        said = f"Telegram calls {told or 'nobody'}, not {wanted}{many}"
        cure = "start trilateral run anew, which tells it; if another program uses this token, give it one of its own"
        yield bad("webhook", said, cure)
    elif info.get("last_error_message") and machine.clock() - int(info.get("last_error_date") or 0) < _RECENT:
        said = f"Telegram calls {wanted} and gets: {info['last_error_message']}{many}"
        cure = f"see that what ends TLS there is up, and passes every call on to port {settings.port}"
        yield bad("webhook", said, cure)
    else:
        yield good("webhook", f"Telegram calls {wanted}{many}")


def _alone(answer: Answer) -> Finding:
    if answer.status == 409:
        cure = "stop it, or give it a token of its own"
        return bad("updates", "another program asks for updates with the same token: each gets a part", cure)
    return good("updates", "nobody else asks for them")


async def ports(settings: Settings, *, running: bool) -> AsyncIterator[Finding]:
    """Whether the ports that we are to listen on are ours to have, or ours already."""
    if settings.webhook_url is not None or settings.platform_port is not None:
        yield await _port("PORT", "0.0.0.0", settings.port, running=running)  # noqa: S104 - as the service listens
    if settings.status_address is not None:
        yield await _port("TRILATERAL_STATUS_ADDRESS", *host_and_port(settings.status_address), running=running)


async def _port(variable: str, host: str, number: int, *, running: bool) -> Finding:
    try:
        listening(number, host, variable=variable).close()
    except ConfigurationError as error:
        if running and await _is_ours(number, host):
            return good("port", f"the service listens on {number}")
        return of("port", error)
    return good("port", f"{number} is free")


async def _is_ours(number: int, host: str) -> bool:
    """Whether what listens there answers as we do."""
    at = "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host  # noqa: S104
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
            session.get(f"http://{at}:{number}/healthz") as response,
        ):
            return response.headers.get(SERVED_BY) is not None
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


def admins(settings: Settings, store: Store) -> Iterator[Finding]:
    """Who is told when something breaks, and can they be?"""
    if not settings.admins:
        said = "TRILATERAL_ADMINS is empty: nobody is told of trouble, and nobody may broadcast"
        tell = bad if settings.token else note
        yield tell("admins", said, "set it to your Telegram user id; @userinfobot tells it")
        return
    own = settings.token.get_secret_value().partition(":")[0] if settings.token else ""
    for admin in settings.admins:
        if str(admin) == own:
            yield bad("admins", f"{admin} in TRILATERAL_ADMINS is the bot itself", "set it to your own user id")
        elif admin <= 0:
            yield bad("admins", f"{admin} in TRILATERAL_ADMINS is no user", "a group's id is below 0: name its people")
        elif store.subscribers.by_chat(admin) is None:
            yield note("admins", f"{admin} never wrote to the bot, which cannot write to them first", "send it /start")
        else:
            yield good("admins", f"{admin} is told of trouble")
