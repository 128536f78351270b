"""What the bot says: gettext files, one a language, compiled in memory when the bot starts.

Message ids are dotted keys (``digest.nothing``), so that English is a language like the others. Placeholders are
``{name}``. Sentences are plain text without markup: a renderer escapes the whole, after the placeholders are filled.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from config.settings import PACKAGED
from digests.errors import ConfigurationError

LOCALES = PACKAGED / "locales"


class Texts:
    """The sentences of one language."""

    def __init__(self, language: str, catalog: Catalog, fallback: "Texts | None" = None) -> None:
        self.language = language
        self._fallback = fallback
        self._catalog = catalog
        self._one = {str(m.id): str(m.string) for m in catalog if m.id and isinstance(m.id, str) and m.string}
        self._many = {
            str(m.id[0]): tuple(m.string)
            for m in catalog
            if m.id and not isinstance(m.id, str) and m.string and not isinstance(m.string, str)
        }

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence for ``key``, its placeholders filled.

        Raises:
            KeyError: no locale has the key; a test keeps that from happening to a reader.
        """
        if key in self._one:
            return self._one[key].format(**values)
        if self._fallback is None:
            raise KeyError(key)
        return self._fallback(key, **values)

    def count(self, key: str, number: int, **values: Any) -> str:
        """The sentence for ``key`` in the plural form of ``number``, which fills ``{n}``."""
        if key in self._many:
            forms = self._many[key]
            index = _plural(self._catalog, number)
            return forms[min(index, len(forms) - 1)].format(n=number, **values)
        if self._fallback is None:
            raise KeyError(key)
        return self._fallback.count(key, number, **values)

    def sentence(self, key: str) -> str | None:
        """The sentence itself, its placeholders open; ``None`` where this language has none, or only plural forms."""
        return self._one.get(key)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._one) | frozenset(self._many)


def _plural(catalog: Catalog, number: int) -> int:
    """English has two forms, the East Asian languages one; another language says so in its Plural-Forms header."""
    from babel.messages.plurals import get_plural

    return 0 if catalog.num_plurals == 1 else int(get_plural(catalog.locale).plural_expr != "0" and number != 1)


def load_texts(directory: Path = LOCALES) -> Mapping[str, Texts]:
    """Every ``*.po`` of ``directory`` by its language code; what a language lacks is said in English.

    Raises:
        ConfigurationError: a file cannot be read; names it.
    """
    catalogs: dict[str, Catalog] = {}
    for path in sorted(directory.glob("*.po")):
        try:
            catalogs[path.stem] = read_po(
                BytesIO(path.read_bytes()), locale=path.stem.replace("-", "_"), abort_invalid=True
            )
        except (PoFileError, UnknownLocaleError, OSError, ValueError) as error:
            raise ConfigurationError(str(path), f"is not a valid .po file: {error}") from error
    english = Texts("en", catalogs.pop("en"))
    return {"en": english} | {language: Texts(language, catalog, english) for language, catalog in catalogs.items()}


_SCRIPTS = {"zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant": "zh-Hant"}


def closest_language(code: str | None, available: Mapping[str, Any]) -> str:
    """The language of ours for what Telegram says of a user (``zh-hans``, ``pt-br``, ``None``); else English."""
    wanted = (code or "").lower().replace("_", "-")
    for prefix, language in _SCRIPTS.items():
        if wanted.startswith(prefix) and language in available:
            return language
    if wanted.startswith("zh"):
        return "zh-Hans"
    for language in (code or "", wanted.split("-")[0]):
        if language in available:
            return language
    return "en"
