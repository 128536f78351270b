"""The language model: is its client installed, does its endpoint answer? Asked with a few tokens."""

from dataclasses import replace

from bot.service.doctor.finding import Finding, good, of
from bot.service.writing import load_model
from config.settings import Settings
from digests.errors import TrilateralError
from digests.writing.prompts import Prompt

_PROMPT = Prompt("Answer with one word.", "Say yes.", 8)
_SUBJECT = "language model"
_CURE = "start it, or check TRILATERAL_LLM_URL, _MODEL and _KEY; digests go out in the sources' own words meanwhile"


async def language_model(settings: Settings) -> list[Finding]:
    """Nothing where there is none: the sources' own words need no model."""
    try:
        model = load_model(settings)
        if model is None:
            return []
        try:
            answer = await model.answer(_PROMPT)
        finally:
            await model.close()
    except TrilateralError as error:
        return [replace(of(_SUBJECT, error), cure=error.advice or _CURE)]
    tokens = answer.tokens_in + answer.tokens_out
    return [good(_SUBJECT, f"{settings.llm_model} at {settings.llm_url} answers; that took {tokens} tokens")]
