"""What every service needs, read in the process from which they are forked; nothing else may import this."""

from digests.language.embed import load_embedder
from tests.bot.service import forked

__all__ = ["forked"]

load_embedder().embed(["the model is read with the first text"])
