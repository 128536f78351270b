"""Every sentence of the bot stands in every language, is used, and takes the same placeholders."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import get_args, get_type_hints

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.render.texts import closest_language
from bot.render.words import Words, name_in
from config.languages import LANGUAGES, LOCALES
from digests.intake.report import Notice
from digests.model import Mechanism, Sector
from tests import loaded

BOT = Path(__file__).parent.parent.parent / "bot"
_NAMES = ("sector.", "mechanism.", "language.")
"""Keys that a file may have or not: a name stands elsewhere as well."""
_KEY = re.compile(r"[a-z]+(\.[A-Za-z_+-]+)+")


def _calls() -> Iterator[ast.Call]:
    """Every call that looks like a question for a sentence: ``texts(…)``, ``ask.texts.count(…)``, ``text("en")(…)``."""
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _asks_for_text(node.func):
                yield node


def _asks_for_text(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute) and function.attr == "count":
        return _asks_for_text(function.value)
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Attribute) and function.func.attr == "text"
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "texts"


def _keys(node: ast.expr) -> Iterator[str]:
    """The keys an expression can be; an f-string as a pattern."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (key for branch in (node.body, node.orelse) for key in _keys(branch))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^.]+" for part in node.values)
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        yield from (key for value in node.value.values for key in _keys(value))


def _used() -> set[str]:
    """Patterns of all keys that the code asks for, and every constant that is one."""
    asked = {key for call in _calls() for key in _keys(call.args[0])}
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEY.fullmatch(node.value):
                asked.add(re.escape(node.value))
    return asked


def _catalog(language: str) -> Catalog:
    with (LOCALES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"), abort_invalid=True)


def _forms(message: Message) -> list[str]:
    """The one sentence, or the plural forms; ``""`` where it is not translated."""
    return [str(message.string or "")] if isinstance(message.string, str) else [str(f) for f in message.string or ()]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_no_sentence_that_the_bot_asks_for_is_missing() -> None:
    keys = loaded.texts()["en"].keys
    constants = {
        call.args[0].value
        for call in _calls()
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }
    assert constants - keys == set()
    for pattern in {pattern for call in _calls() for pattern in _keys(call.args[0])}:
        assert any(re.fullmatch(pattern, key) for key in keys), pattern


def test_no_sentence_is_left_over() -> None:
    used = [re.compile(pattern) for pattern in _used()]
    left = [key for key in loaded.texts()["en"].keys if not any(pattern.fullmatch(key) for pattern in used)]
    assert sorted(left) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_admins_hear_of_every_kind_of_notice_in_their_language(language: str) -> None:
    texts = loaded.texts()[language]
    for kind in get_args(get_type_hints(Notice)["kind"]):
        said = texts(f"admin.{kind}", name="Gazette", url="https://a.example/rss", address="https://b.example/rss")
        assert "https://" in said
        assert "Gazette" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_complete(language: str) -> None:
    english = {str(m.id if isinstance(m.id, str) else m.id[0]): m for m in _catalog("en") if m.id}
    theirs = {str(m.id if isinstance(m.id, str) else m.id[0]): m for m in _catalog(language) if m.id}
    ours = {key: message for key, message in theirs.items() if key in english or not key.startswith(_NAMES)}
    assert set(english) == set(ours)
    for key, message in ours.items():
        forms = _forms(message)
        plural = not isinstance(english[key].id, str)
        assert plural == (not isinstance(message.id, str)), key
        assert len(forms) == (_catalog(language).num_plurals if plural else 1), key
        assert all(form.strip() for form in forms), key
        assert not message.fuzzy, key
        source = _forms(english[key])[-1]
        for form in forms:
            assert _placeholders(form) <= _placeholders(source), key
            assert _placeholders(source) - _placeholders(form) <= {"n"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sector_and_mechanism_has_a_name_in_every_language(language: str) -> None:
    catalogue, texts = loaded.catalogue(), loaded.texts()[language]
    entries: list[Sector | Mechanism] = [*catalogue.sectors, *catalogue.mechanisms]
    nameless = [entry.id for entry in entries if not name_in(texts, entry)]
    assert nameless == []


def test_no_name_is_left_over_of_a_sector_or_mechanism_that_there_is_not() -> None:
    catalogue = loaded.catalogue()
    named = {f"sector.{e.id}" for e in catalogue.sectors} | {f"mechanism.{e.id}" for e in catalogue.mechanisms}
    keys = {key for texts in loaded.texts().values() for key in texts.keys}
    assert {key for key in keys if key.startswith(("sector.", "mechanism."))} - named == set()


def test_a_sector_without_a_name_in_a_language_goes_by_its_english_one() -> None:
    added = Sector("tides", "🌊", {"en": "Tidal power", "ko": "조력 발전"})
    catalogue = replace(loaded.catalogue(), sectors=(added,))
    named = {language: Words(texts, catalogue).tag("tides") for language, texts in loaded.texts().items()}
    assert named == dict.fromkeys(LANGUAGES, "Tidal power") | {"ko": "조력 발전"}


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ja", "ja"),
        ("ko-KR", "ko"),
        ("zh-hans", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-hant", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("en-US", "en"),
        ("tlh-piqd", "en"),
        (None, "en"),
    ],
)
def test_what_telegram_says_of_a_reader_names_one_of_our_languages(code: str | None, language: str) -> None:
    assert closest_language(code, loaded.texts()) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_stands_once_in_a_file(language: str) -> None:
    """Of two with one key the reader of the file keeps the first, whatever it needs to be told."""
    keys = re.findall(r'^msgid "(.+)"$', (LOCALES / f"{language}.po").read_text(encoding="utf-8"), re.M)
    assert sorted(set(keys)) == sorted(keys)
