"""Whatever a server does, a call ends, and with an answer or a reason."""

import asyncio
import gzip

import pytest
from aiohttp import web

from digests.errors import ModelError
from digests.writing.endpoint import OpenAIEndpoint
from digests.writing.model import Answer
from digests.writing.prompts import Prompt
from tests.fake_model import GARBAGE, Asked, Behaviour, FakeModel, body, cuts, drips, floods, saying, stalls, status

PROMPT = Prompt("Translate.", "1. 半導体", 50)
KEY = "sk-a-secret-key"


async def ask(behaviour: Behaviour, *, seconds: float = 20) -> Answer:
    async with FakeModel(behaviour) as server:
        endpoint = OpenAIEndpoint(server.url, "small", KEY, seconds=seconds)
        try:
            return await endpoint.answer(PROMPT)
        finally:
            await endpoint.close()


async def fault(behaviour: Behaviour, *, seconds: float = 20) -> ModelError:
    with pytest.raises(ModelError) as raised:
        await ask(behaviour, seconds=seconds)
    assert KEY not in str(raised.value)
    return raised.value


async def test_it_asks_for_the_model_with_the_key_and_tells_what_it_took() -> None:
    async with FakeModel(saying(lambda asked: "1. chips")) as server:
        endpoint = OpenAIEndpoint(server.url, "small", KEY, seconds=20)
        assert await endpoint.answer(PROMPT) == Answer("1. chips", 100, 20)
        await endpoint.close()
    (asked,) = server.asked
    assert (asked["model"], asked["max_tokens"], server.keys) == ("small", 50, [f"Bearer {KEY}"])
    assert [each["content"] for each in asked["messages"]] == [PROMPT.system, PROMPT.user]


async def test_tokens_that_are_not_told_are_estimated() -> None:
    answer = await ask(saying(lambda asked: "1. chips", usage=False))
    assert answer.tokens_in == PROMPT.tokens
    assert answer.tokens_out > 0


async def test_an_answer_that_was_cut_off_or_refused_says_so() -> None:
    assert not (await ask(saying(lambda asked: "1. ch", ended="length"))).whole
    assert (await ask(saying(lambda asked: "", ended="content_filter"))).refused
    assert (await ask(saying(lambda asked: "", refusal="I will not"))).refused


@pytest.mark.parametrize("behaviour", [stalls, drips])
async def test_a_call_ends_with_its_time(behaviour: Behaviour) -> None:
    error = await fault(behaviour, seconds=0.5)
    assert (error.kind, error.own) == ("timeout", True)


async def test_a_server_that_breaks_off_or_is_not_there_is_no_fault_of_the_text() -> None:
    assert (await fault(cuts)).kind == "connection"
    endpoint = OpenAIEndpoint("http://127.0.0.1:1/v1", "small", None, seconds=20)
    with pytest.raises(ModelError) as raised:
        await endpoint.answer(PROMPT)
    await endpoint.close()
    assert (raised.value.kind, raised.value.own) == ("connection", False)


async def test_a_flood_is_cut_off() -> None:
    assert (await fault(floods)).kind in ("connection", "answer")


@pytest.mark.parametrize("name", GARBAGE)
async def test_what_is_no_answer_is_told_as_such(name: str) -> None:
    assert (await fault(GARBAGE[name])).kind == "answer"


async def test_too_many_requests_name_a_time_and_are_no_fault_of_the_text() -> None:
    error = await fault(status(429, Retry_After="17"))
    assert (error.kind, error.retry_after, error.own, error.lasting) == ("429", 17.0, False, False)
    assert (await fault(status(503, Retry_After_Ms="1500"))).retry_after == 1.5
    assert (await fault(status(429, Retry_After="Fri, 27 Nov 2020 00:00:00 GMT"))).retry_after == 0
    assert (await fault(status(429, Retry_After="Fri, 27 Nov 2099 00:00:00 GMT"))).retry_after > 1e6  # type: ignore[operator]
    assert (await fault(status(429, Retry_After="Fri, 27 Nov 2099 00:00:00 -0000"))).retry_after > 1e6  # type: ignore[operator]
    assert (await fault(status(429, Retry_After="soon"))).retry_after is None
    assert (await fault(status(429, Retry_After="nan"))).retry_after in (None, 0)


@pytest.mark.parametrize(("code", "final"), [(500, False), (503, False), (400, True), (413, True), (422, True)])
async def test_an_error_may_be_the_texts_own_and_some_surely_are(code: int, final: bool) -> None:
    error = await fault(status(code))
    assert (error.kind, error.own, error.final, error.lasting) == (str(code), True, final, False)


@pytest.mark.parametrize("code", [401, 403, 404])
async def test_only_the_operator_can_help_where_key_or_model_are_wrong(code: int) -> None:
    error = await fault(status(code))
    assert error.lasting
    assert "TRILATERAL_LLM_URL" in str(error)


async def test_a_redirect_is_not_followed_with_the_key() -> None:
    assert (await fault(status(307, Location="http://127.0.0.1:1/elsewhere"))).kind == "307"


async def test_a_packed_answer_is_not_unpacked() -> None:
    packed = gzip.compress(b" " * 50_000_000)
    assert (await fault(body(packed, Content_Encoding="gzip"))).kind in ("connection", "answer")


async def test_models_that_know_the_length_by_another_name_are_asked_by_it() -> None:
    async with FakeModel(status(400)) as server:
        good = saying(lambda asked: "1. chips")

        async def hosted(request: web.Request, asked: Asked) -> web.StreamResponse:
            wrong = next((name for name in ("max_tokens", "temperature") if name in asked), None)
            if wrong is None:
                return await good(request, asked)
            said = "use 'max_completion_tokens' instead" if wrong == "max_tokens" else "'temperature' is not supported"
            return web.json_response({"error": {"message": said}}, status=400)

        server.behave = hosted
        endpoint = OpenAIEndpoint(server.url, "small", KEY, seconds=20)
        assert (await endpoint.answer(PROMPT)).text == "1. chips"
        assert (await endpoint.answer(PROMPT)).text == "1. chips"
        await endpoint.close()
    assert len(server.asked) == 4
    assert server.asked[-1]["max_completion_tokens"] == 50


@pytest.mark.parametrize("tokens", ["Infinity", "1e999", "[" * 40_000 + "]" * 40_000])
async def test_an_account_that_is_none_is_no_answer(tokens: str) -> None:
    usage = f'{{"prompt_tokens": {tokens}, "completion_tokens": 1, "total_tokens": 1}}'
    choices = '[{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "1. chips"}}]'
    sent = f'{{"id": "1", "object": "chat.completion", "choices": {choices}, "usage": {usage}}}'
    assert (await fault(body(sent.encode()))).kind in ("answer", "connection")


async def test_calls_side_by_side_find_out_together_what_a_model_knows() -> None:
    async with FakeModel(status(400)) as server:
        good = saying(lambda asked: "1. chips")

        async def hosted(request: web.Request, asked: Asked) -> web.StreamResponse:
            if "max_tokens" not in asked:
                return await good(request, asked)
            await asyncio.sleep(0.2)  # both are refused before either asks again
            return web.json_response({"error": {"message": "use 'max_completion_tokens' instead"}}, status=400)

        server.behave = hosted
        endpoint = OpenAIEndpoint(server.url, "small", KEY, seconds=20)
        answers = await asyncio.gather(endpoint.answer(PROMPT), endpoint.answer(PROMPT))
        await endpoint.close()
    assert [answer.text for answer in answers] == ["1. chips", "1. chips"]
