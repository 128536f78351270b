"""The doctor asks the language model a word, where there is one."""

from bot.service.doctor.language_model import language_model
from config.settings import Settings, load_settings
from tests.fake_model import FakeModel, saying, status


def settings_for(server: FakeModel) -> Settings:
    return load_settings(
        TRILATERAL_LLM_URL=server.url, TRILATERAL_LLM_MODEL="small", TRILATERAL_LLM_KEY="sk-a-secret-key"
    )


async def test_without_one_there_is_nothing_to_say() -> None:
    assert await language_model(load_settings(TRILATERAL_LLM_URL="", TRILATERAL_LLM_MODEL="")) == []


async def test_one_that_answers_is_well() -> None:
    async with FakeModel(saying(lambda asked: "Yes")) as server:
        (finding,) = await language_model(settings_for(server))
    assert (finding.state, "small" in finding.says, "120 tokens" in finding.says) == ("ok", True, True)


async def test_a_key_that_is_refused_is_told_with_what_to_check_and_not_shown() -> None:
    async with FakeModel(status(401)) as server:
        (finding,) = await language_model(settings_for(server))
    assert (finding.state, finding.cure) == ("BAD", "check TRILATERAL_LLM_URL, _MODEL and _KEY")
    assert "401" in finding.says
    assert "sk-a-secret-key" not in str(finding)
