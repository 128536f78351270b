"""What the bot says: gettext files, one a language, compiled in memory when the bot starts.

Message ids are dotted keys (``digest.nothing``), so that English is a language like the others. Placeholders are
``{name}``. Sentences are plain text without markup: a renderer escapes the whole, after the placeholders are filled.
A file's own header says how the language counts (``Plural-Forms``) and whose habits of dates and numbers it follows
(``Language``, with a region).
"""

from collections.abc import Mapping
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from config.languages import LOCALES
from digests.errors import ConfigurationError


class Texts:
    """The sentences of one language."""

    def __init__(self, language: str, catalog: Catalog, fallback: "Texts | None" = None) -> None:
        self.language = language
        self.locale = catalog.locale or Locale.parse(language, sep="-")
        self._fallback = fallback
        self._one = {str(m.id): str(m.string) for m in catalog if m.id and isinstance(m.id, str) and m.string}
        self._many = {
            str(m.id[0]): tuple(map(str, m.string))
            for m in catalog
            if m.id and not isinstance(m.id, str) and m.string and all(m.string)
        }
        self._forms = _compiled(catalog)

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
            return self._forms.ngettext(key, key, number).format(n=number, **values)
        if self._fallback is None:
            raise KeyError(key)
        return self._fallback.count(key, number, **values)

    def sentence(self, key: str) -> str | None:
        """The sentence itself, its placeholders open; ``None`` where this language has none, or only plural forms."""
        return self._one.get(key)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._one) | frozenset(self._many)

    def slots(self, key: str) -> frozenset[str]:
        """The placeholders of a sentence, of all its plural forms; none where this language has none."""
        forms = self._many.get(key, (self._one.get(key, ""),))
        return frozenset(name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None)


def _compiled(catalog: Catalog) -> GNUTranslations:
    """What gettext itself makes of the file: it alone knows how the formula of ``Plural-Forms`` is read."""
    binary = BytesIO()
    write_mo(binary, catalog)
    binary.seek(0)
    return GNUTranslations(binary)


def load_texts(directory: Path = LOCALES) -> Mapping[str, Texts]:
    """Every ``*.po`` of ``directory`` by its language code; what a language lacks is said in English.

    Raises:
        ConfigurationError: a file cannot be read; names it.
    """
    english = _read(directory / "en.po", None)
    others = {path.stem: _read(path, english) for path in sorted(directory.glob("*.po")) if path.stem != "en"}
    return {"en": english} | others


def _read(path: Path, fallback: Texts | None) -> Texts:
    try:
        catalog = read_po(BytesIO(path.read_bytes()), locale=path.stem.replace("-", "_"), abort_invalid=True)
        return Texts(path.stem, catalog, fallback)
    except (PoFileError, UnknownLocaleError, OSError, ValueError) as error:
        raise ConfigurationError(str(path), f"is not a valid .po file: {error}") from error


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
