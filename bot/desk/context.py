"""What every command has at hand: the desk, and a callback context that knows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from telegram.ext import CallbackContext, ExtBot

from bot.desk.prepared_digests import PreparedDigests
from bot.render.drawing import missing
from bot.render.texts import Texts
from bot.render.words import name_in, ways
from config.catalogue import Catalogue
from config.names import load_names
from config.settings import Settings
from digests.gloss.kept import Glosses
from digests.language.names import Names
from digests.language.synonyms import Synonyms, synonyms_of
from digests.model import Mechanism, Sector
from digests.store import Store
from digests.writing.shown import Writings

PASS_ON = "pass on"  # noqa: S105 - no password
"""Where in ``bot_data`` whoever keeps the order of updates can be told."""


@dataclass(frozen=True)
class Desk:
    """What every command has at hand, made once by the composition root."""

    settings: Settings
    catalogue: Catalogue
    store: Store
    texts: Mapping[str, Texts]
    """By language code; English is always among them."""
    clock: Callable[[], int]
    """Seconds since the epoch; the only place where a command learns the time."""
    charts: bool = field(default_factory=lambda: not missing())
    """Whether pictures can be drawn here."""
    names: Names = field(default_factory=lambda: Names(load_names))
    """What the people, bodies, companies, places and terms of the news are called."""

    @cached_property
    def glosses(self) -> Glosses:
        """What headlines mention, and their pages in another language, for those who cannot read them."""
        return Glosses(self.names, self.settings.translate_url)

    @cached_property
    def writings(self) -> Writings:
        """What a language model wrote for readers, where there is one."""
        return Writings(self.store, self.settings.language_model)

    @cached_property
    def prepared(self) -> PreparedDigests:
        """Where a digest that is asked for is made."""
        return PreparedDigests(self.glosses)

    @cached_property
    def synonyms(self) -> Synonyms:
        """What else a word of a query is called: by the names of the news, and by those of sectors and mechanisms."""
        topics: tuple[Sector | Mechanism, ...] = (*self.catalogue.sectors, *self.catalogue.mechanisms)
        return synonyms_of(self.names, [self._called(topic) for topic in topics])

    def _called(self, entry: Sector | Mechanism) -> Sequence[str]:
        named = [name for texts in self.texts.values() if (name := name_in(texts, entry))]
        return [way for name in named for way in ways(name)]

    def text(self, language: str) -> Texts:
        """The sentences of ``language``, or English."""
        return self.texts.get(language, self.texts["en"])


@dataclass(slots=True)
class Server:
    """What the Bot API server has shown that it can do, for as long as the process lives: the next start asks again."""

    rich: bool = True
    """False once it did not know ``sendRichMessage``."""


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What python-telegram-bot hands to every callback, with the desk at hand."""

    @property
    def desk(self) -> Desk:
        return cast(Desk, self.bot_data["desk"])

    def pass_on(self, update_id: int) -> None:
        """What is left to do for this update need not be waited for by the next of its chat."""
        if (pass_on := self.bot_data.get(PASS_ON)) is not None:
            pass_on(update_id)

    @property
    def server(self) -> Server:
        return cast(Server, self.bot_data["server"])
