"""What takes long to read and never changes while tests run: read once a process, by whichever test asks first."""

from collections.abc import Callable, Mapping
from functools import cache

from bot.render.texts import Texts, load_texts
from bot.service.assembly import Assembly, clock
from config.catalogue import Catalogue, load_catalogue
from config.names import load_names
from config.settings import Settings
from digests.intake.understanding import Analyser
from digests.language.embed import Embedder, load_embedder
from digests.language.names import Names


@cache
def catalogue() -> Catalogue:
    """The packaged one, a sixth of a second of CPU."""
    return load_catalogue()


@cache
def names() -> Names:
    """What the news' names are called."""
    return Names(load_names)


@cache
def texts() -> Mapping[str, Texts]:
    """What the bot says, in every language."""
    return load_texts()


@cache
def embedder() -> Embedder:
    """The real model."""
    return load_embedder()


@cache
def analyser() -> Analyser:
    """Reads entries with the real model."""
    return Analyser(catalogue(), embedder())


def assembly(settings: Settings, clock: Callable[[], int] = clock) -> Assembly:
    """The service's own, but for the analyser, which takes a second and more to make."""
    return Assembly(settings, clock, analyser=analyser())
