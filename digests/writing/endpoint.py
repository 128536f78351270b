"""Any OpenAI-compatible endpoint, hosted or local, by OpenAI's own client; its only home.

The client's own retries are off: when it is asked again is for the circuit to say. A call has an end whatever the
server does: all of it within the time that the settings give, and no more bytes than an answer can have.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any, cast

import httpx2
import openai

from digests.errors import ModelError
from digests.sources.feeds.freshness import http_date
from digests.writing.model import Answer
from digests.writing.prompts import Prompt, tokens_of

_BODY = 1024**2
_LASTING = (401, 403, 404)
_ITS_OWN = (400, 413, 422)
_CONNECT = 10.0
_MOST_TOKENS = 10_000_000
"""No answer has taken more, whatever its server says."""
_NO_ANSWER = (
    openai.OpenAIError, httpx2.HTTPError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    RecursionError,
)  # fmt: skip
"""What is raised where an answer cannot be read."""


class OpenAIEndpoint:
    """``POST <url>/chat/completions``. Made inside the event loop that asks it."""

    def __init__(self, url: str, model: str, key: str | None, *, seconds: float) -> None:
        self._url, self._model, self._seconds = url, model, seconds
        self._length = "max_tokens"
        """What the endpoint calls the most tokens of an answer."""
        self._temperature: dict[str, Any] = {"temperature": 0.0}
        http = httpx2.AsyncClient(
            timeout=httpx2.Timeout(seconds, connect=min(_CONNECT, seconds)),
            follow_redirects=False,  # the key is for this address alone
            event_hooks={"response": [_capped]},
        )
        self._client = openai.AsyncOpenAI(
            base_url=url,
            api_key=key or "none",  # servers at home ask for none and mind none
            organization="",
            project="",
            max_retries=0,
            http_client=http,
            default_headers={"Accept-Encoding": "identity"},
        )

    @property
    def name(self) -> str:
        return self._model

    async def close(self) -> None:
        await self._client.close()
        await asyncio.sleep(0)  # a transport is closed at the loop's next turn

    async def answer(self, prompt: Prompt) -> Answer:
        try:
            async with asyncio.timeout(self._seconds):
                return _read(await self._completion(prompt), prompt)
        except (TimeoutError, openai.APITimeoutError) as error:
            problem = f"gave no answer within {self._seconds:g} s"
            raise ModelError(self._url, problem, kind="timeout", own=True) from error
        except openai.APIStatusError as error:
            raise self._refusal(error) from None  # its words may hold the key
        except openai.APIConnectionError as error:
            raise ModelError(self._url, f"no connection: {_cause(error)}", kind="connection") from error
        except _NO_ANSWER as error:
            problem = f"answered with what is no answer: {type(error).__name__}"
            raise ModelError(self._url, problem, kind="answer", own=True) from error

    async def _completion(self, prompt: Prompt) -> Any:
        for _ in range(3):
            form = {self._length: prompt.most, **self._temperature}
            try:
                return await self._client.chat.completions.create(
                    model=self._model,
                    messages=[
                        {"role": "system", "content": prompt.system},
                        {"role": "user", "content": prompt.user},
                    ],
                    extra_body=form,
                )
            except openai.BadRequestError as error:
                if not self._adapt(str(error), form):
                    raise
        raise ValueError("refuses what it asked for")

    def _adapt(self, said: str, form: Mapping[str, Any]) -> bool:
        """Some hosted models know these two under another name, or not at all; whether another form than the one that
        was sent is left to try. A call beside it may have found out meanwhile."""
        if "max_completion_tokens" in said and "max_tokens" in form:
            self._length = "max_completion_tokens"
            return True
        if "temperature" in said and "temperature" in form:
            self._temperature = {}
            return True
        return False

    def _refusal(self, error: openai.APIStatusError) -> ModelError:
        status = error.status_code
        return ModelError(
            self._url,
            f"answers {status}",
            "check TRILATERAL_LLM_URL, _MODEL and _KEY" if status in _LASTING else "",
            kind=str(status),
            retry_after=_retry_after(error.response.headers),
            lasting=status in _LASTING,
            own=status >= 500,
            final=status in _ITS_OWN,
        )


class _Capped(httpx2.AsyncByteStream):
    """A body that ends with an error where it grows beyond what any answer has."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > _BODY:
                raise httpx2.ReadError("more bytes than an answer has")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _capped(response: httpx2.Response) -> None:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise httpx2.ReadError("is packed, though that was not asked for")
    response.stream = _Capped(cast(httpx2.AsyncByteStream, response.stream))


def _read(completion: Any, prompt: Prompt) -> Answer:
    """Raises one of what a completion that is none raises."""
    choice = completion.choices[0]
    text = choice.message.content or ""
    if not isinstance(text, str):
        raise TypeError("its content is no text")
    usage = completion.usage
    tokens_in = usage.prompt_tokens if usage else prompt.tokens
    tokens_out = usage.completion_tokens if usage else tokens_of(text)
    ended = choice.finish_reason
    refused = bool(getattr(choice.message, "refusal", None)) or ended == "content_filter"
    read, written = (min(max(0, int(each)), _MOST_TOKENS) for each in (tokens_in, tokens_out))
    return Answer(text, read, written, ended != "length", refused)


def _retry_after(headers: httpx2.Headers) -> float | None:
    """How many seconds the server wants to be left alone; as a number, in milliseconds, or until a date."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        said = headers.get(name, "")
        with suppress(ValueError):
            return max(0.0, float(said) / unit)
        if (at := http_date(said)) is not None:
            return max(0.0, at - time.time())
    return None


def _cause(error: Exception) -> str:
    return type(error.__cause__ or error).__name__
