"""Every regular expression of the house, found by itself: whoever writes a new one has nothing to list.

``python -m tests.growth.patterns`` prints them as JSON. It runs in a process of its own, since it listens to ``re`` and
``regex`` while all modules are imported and a few texts are read: so it hears of those written in a module, those put
together in a function, and those that stand in a TOML file. What is written in a call that no text reached is read
from the source.
"""

import ast
import builtins
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import regex

REPOSITORY = Path(__file__).resolve().parents[2]
"""Not from conftest: what that imports would be compiled before anything listens."""
ROOMS = ("bot", "config", "digests")
_CALLS = frozenset(("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"))
_ANCHORED = frozenset(("match", "fullmatch"))
_TEXTS = (
    ("China, Japan and South Korea meet", "Ministers agreed on 40 million dollars on May 27. He said so.", "en"),
    ("中日韩三国签署协议", "中国、日本和韩国5月27日在首尔签署协议。三国合作秘书处表示欢迎。", "zh"),
    ("日中韓、水素で協力", "日本と中国、韓国は27日、東京で協定に署名した。「協力を深める」と述べた。", "ja"),
    ("한일중 정상회의 개최", "한국과 일본, 중국은 27일 서울에서 협정에 서명했다. 3국 협력사무국이 밝혔다.", "ko"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Pattern:
    """One regular expression and how it is used."""

    where: str
    """``digests/sources/feeds/parse.py:30``."""
    library: str
    """``re`` or ``regex``."""
    source: str
    flags: int
    in_bytes: bool
    anchored: bool
    """Only ever asked at one place of a text (``match``, ``fullmatch``), never looked for throughout it."""

    def compiled(self) -> Any:
        source: str | bytes = self.source.encode("latin-1") if self.in_bytes else self.source
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # regex asks what its two versions would read differently
            return (re if self.library == "re" else regex).compile(source, self.flags)


def all_patterns() -> list[Pattern]:
    """As a fresh process finds them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.growth.patterns"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return [Pattern(**fields) for fields in json.loads(done.stdout)]


@dataclass(frozen=True, slots=True)
class _Call:
    """``re.search(…)`` as it stands in a source."""

    path: Path
    node: ast.Call
    library: str
    method: str
    in_function: bool
    anchored: bool

    @property
    def where(self) -> str:
        return f"{self.path.relative_to(REPOSITORY)}:{self.node.lineno}"

    def covers(self, where: str) -> bool:
        path, _, line = where.rpartition(":")
        inside = self.node.lineno <= int(line) <= (self.node.end_lineno or self.node.lineno)
        return inside and path == str(self.path.relative_to(REPOSITORY))


class _Listener:
    """Hears what our modules have compiled, and where."""

    def __init__(self) -> None:
        self.heard: dict[tuple[str, str, str | bytes, int], None] = {}

    def listen(self) -> None:
        for library, home in (("re", re), ("regex", sys.modules[regex.compile.__module__])):
            setattr(home, "_compile", self._listening(library, home, getattr(home, "_compile")))  # noqa: B009, B010

    def _listening(self, library: str, home: Any, compile_it: Any) -> Any:
        def heard(pattern: Any, flags: Any, *rest: Any) -> Any:
            frame: FrameType | None = sys._getframe(1)
            while frame and frame.f_code.co_filename == home.__file__:
                frame = frame.f_back
            if frame and isinstance(pattern, str | bytes) and (path := _ours(frame.f_code)):
                self.heard[f"{path}:{frame.f_lineno}", library, pattern, int(flags)] = None
            return compile_it(pattern, flags, *rest)

        return heard


def _ours(code: CodeType) -> str:
    path = Path(code.co_filename)
    inside = path.is_relative_to(REPOSITORY) and path.relative_to(REPOSITORY).parts[0] in ROOMS
    return str(path.relative_to(REPOSITORY)) if inside else ""


def found() -> list[Pattern]:
    """Listen, import, read; then see what the sources hold besides."""
    warnings.simplefilter("ignore", FutureWarning)
    listener = _Listener()
    listener.listen()
    modules = {name: importlib.import_module(name) for name in _modules()}
    handed = _use()
    paths = {Path(module.__file__ or ""): module for module in modules.values()}
    calls = [call for path in paths for call in _calls(path)]
    heard = list(listener.heard)
    patterns = {_pattern(one, calls) for one in heard} | set(handed)
    for call in calls:
        if call.in_function and not any(call.covers(where) for where, *_ in heard):
            patterns.add(_written(call, vars(paths[call.path])))
    return sorted(patterns)


def _modules() -> Iterator[str]:
    for room in ROOMS:
        yield room
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith("__main__"):
                yield module.name


def _use() -> list[Pattern]:
    """Reads a few texts and asks a few things, so that what is put together while doing so is put together; and what
    is handed in from elsewhere."""
    from bot.commands import PRESSES
    from bot.phrases import timetable
    from config.catalogue import load_catalogue
    from digests.editions.compose import wishes
    from digests.evaluate.search import _holds
    from digests.gloss.line import gloss
    from digests.intake.understanding import Analyser
    from digests.language.embed import load_embedder
    from digests.language.names import Names
    from digests.language.query import parse_query
    from digests.language.snippets import Wanted, snippet
    from digests.model import Entry, Schedule

    analyser = Analyser(load_catalogue(), load_embedder())
    analyser.read([_entry(Entry, *text) for text in _TEXTS])
    for title, _, language in _TEXTS:
        gloss(title, language, "ko" if language != "ko" else "ja", Names())
    parse_query("“RCEP” 水素 lang:ja -hydrogen since:2024-05", 1_700_000_000)
    for word in ("hydrogen 4000", "水素", "ai芯片"):
        snippet([word], [Wanted(word)])
        wishes._keyword(word)
        _holds("hydrogen", word)
    timetable.read_schedule("mon-fri 7:30", Schedule())
    _ask_every_rule()
    _hold_claims()
    return [_made(f"bot/commands:{verb}", "re", press.form, 0, anchored=True) for verb, press in PRESSES.items()]


def _hold_claims() -> None:
    """A generated text of each language is held against sources of each."""
    from benchmarks.claims import cases, judged
    from config.names import load_names
    from digests.language.names import Names

    names = Names(load_names)
    for case in list(cases("more"))[::3]:
        judged(case, names)


def _ask_every_rule() -> None:
    """A rule is put together once a text holds what it asks for, as its own example does."""
    from digests.rules.engine import Matcher, load_rules, load_words

    lists = {path.stem for path in (REPOSITORY / "digests" / "rules").glob("*.toml")} - {"cues"}
    for rule in (rule for name in lists for rule in load_rules(name)):
        Matcher([rule]).found_in(rule.yes)
    for word in (word for words in load_words("cues").values() for word in words):
        Matcher([word], re.NOFLAG).found_in(f"{word.yes} {word.find}")


def _entry(kind: Any, title: str, text: str, language: str) -> Any:
    return kind(
        source="feed", feed="f", publisher="p", country="XX", title=title, text=text, language=language,
    )  # fmt: skip


def _pattern(heard: tuple[str, str, str | bytes, int], calls: list[_Call]) -> Pattern:
    where, library, source, flags = heard
    call = next((one for one in calls if one.covers(where)), None)
    return _made(where, library, source, flags, anchored=call is not None and call.anchored)


def _made(where: str, library: str, source: str | bytes, flags: int, *, anchored: bool) -> Pattern:
    text = source if isinstance(source, str) else source.decode("latin-1")
    return Pattern(where, library, text, flags, isinstance(source, bytes), anchored)


class _Word(str):
    """What stands for a value that is known only while the house runs, and for all that hangs on it."""

    def __getattr__(self, name: str) -> "_Word":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> "_Word":
        return self


class _Names(dict[str, Any]):
    """A module's names, and a word for every other."""

    def __missing__(self, name: str) -> object:
        return getattr(builtins, name, None) or _Word("word")


def _written(call: _Call, names: dict[str, Any]) -> Pattern:
    """What stands in a call that was never reached; a word stands for what only the call itself would know."""
    source = _value(call.node.args[0], names)
    flags = sum(int(_value(word.value, names)) for word in call.node.keywords if word.arg == "flags")
    source = source if isinstance(source, str | bytes) else "word"
    return _made(call.where, call.library, source, flags, anchored=call.anchored)


def _value(node: ast.expr, names: dict[str, Any]) -> Any:
    code = compile(ast.fix_missing_locations(ast.Expression(node)), "pattern", "eval")
    return eval(code, {"__builtins__": {}}, _Names(names))  # noqa: S307 our own source


def _calls(path: Path) -> Iterator[_Call]:
    """Every call of ``re`` and ``regex`` in one source."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(node) for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
              for node in ast.walk(one)}  # fmt: skip
    uses = _uses(tree)
    names = {id(node.value): target.id for node in ast.walk(tree) if isinstance(node, ast.Assign)
             for target in node.targets if isinstance(target, ast.Name)}  # fmt: skip
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re" | "regex" as library), attr=method)):
                if method not in _CALLS:
                    continue
                used = uses.get(names.get(id(node), ""), {"?"}) if method == "compile" else {method}
                yield _Call(path, node, library, method, id(node) in inside, used <= _ANCHORED)


def _uses(tree: ast.AST) -> dict[str, set[str]]:
    """Name -> the methods it is asked for; ``?`` where it is handed on."""
    uses: dict[str, set[str]] = {}
    asked = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            uses.setdefault(node.id, set()).add(asked.get(id(node), "?"))
    return uses


if __name__ == "__main__":
    json.dump([asdict(pattern) for pattern in found()], sys.stdout)
