"""What a language model is to the house: a prompt in, an answer out."""

from dataclasses import dataclass
from typing import Protocol

from digests.writing.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote, and what that took."""

    text: str
    tokens_in: int
    tokens_out: int
    whole: bool = True
    """False where it was cut off at the most tokens that it was given."""
    refused: bool = False
    """The endpoint says that the model would not, or that it was not let."""


class LanguageModel(Protocol):
    """Anything that answers prompts."""

    @property
    def name(self) -> str:
        """Under which its answers are kept: another model's are others."""

    async def answer(self, prompt: Prompt) -> Answer:
        """Raises:
        ModelError: there was none.
        """

    async def close(self) -> None:
        """End its connections."""
