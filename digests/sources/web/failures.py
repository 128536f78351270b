"""What went wrong on the wire, in words for the operator: aiohttp's errors and unwelcome statuses to ours."""

import aiohttp

from digests.errors import AddressRefused, FetchError, Gone, Unreachable

_MARK = "address refused: "
_STATUS = {
    401: ("it wants a password", "remove it or ask the publisher"),
    403: ("it forbids", "the publisher may block programs: ask, or remove it"),
    404: ("not found", "look for its new address on the publisher's site"),
    429: ("too many requests", "it is asked less often now"),
}


class RefusedAtConnect(OSError):
    """Raised in the connector's socket factory, where aiohttp expects an OSError and wraps or joins several."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{_MARK}{reason}")


def unwanted(subject: str, status: int, wait: int | None) -> FetchError:
    """The error for a status that is neither 2xx nor 304; ``wait`` is what its Retry-After says."""
    if status == 410:
        return Gone(subject, "has ended (410)", "remove it", status=status)
    problem, advice = _STATUS.get(status, ("", ""))
    text = f"answered {status}" + (f", {problem}" if problem else "")
    return FetchError(subject, text, advice, retry_after=wait, status=status)


def unfetched(subject: str, error: Exception) -> FetchError:
    """The error for what aiohttp, the socket or the parsing of an address raised."""
    text = str(getattr(error, "os_error", None) or error)
    if _MARK in text:
        return AddressRefused(subject, text.partition(_MARK)[2])
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Unreachable(subject, "its name cannot be resolved", "check the address")
    if isinstance(error, aiohttp.ClientSSLError):
        return FetchError(subject, f"its certificate is not valid: {text[:200]}")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Unreachable(subject, f"cannot be connected to: {text[:200]}")
    if isinstance(error, aiohttp.ClientResponseError):
        return FetchError(subject, f"its answer is not good HTTP: {_first_line(error.message)}")
    if isinstance(error, aiohttp.InvalidURL):
        return FetchError(subject, "its address is not a URL", "check it")
    said = _first_line(str(error)) or type(error).__name__
    return FetchError(subject, f"breaks off: {said}" if isinstance(error, aiohttp.ClientError) else f"fails: {said}")


def _first_line(text: str) -> str:
    return (text.splitlines() or [""])[0].rstrip(" :")[:200]
