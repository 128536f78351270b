"""Other parsers' suites, read by ours: ``python -m benchmarks.suites [../shared/feeds]`` prints a table.

What each file should give is taken from the suite itself: feedparser's ``Expect`` comment, gofeed's and feed-rs's JSON
beside the file, and for well-formed XML the number of ``item`` and ``entry`` elements as the standard library counts.
"""

import json
import os
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from digests.errors import ParseError
from digests.model import Feed
from digests.sources.feeds.parse import ParsedFeed, parse_feed

SUITES = ("feedparser", "gofeed", "feed-rs", "miniflux", "feedjira")
NOW = 1_790_000_000
_SOURCE = Feed("http://example.com/feed.xml", "Example", "XX")
_NO_FEED = re.compile(r"/(?:sanitizer|scraper|readability|ORIGIN|feed-rs/xml/)|\.html|serde\.json$|html-result$")
_EXPECT = re.compile(rb"Expect:\s*(.*?)\s*-->", re.S)
_CONTENT_TYPE = re.compile(rb"Header:\s*Content-type:[ \t]*([^\r\n]*)", re.I)
_INDEX = re.compile(rb"entries\[(\d+)\]")
_TEXTS = re.compile(r"(feed|entries\[0\])(?:\['(title|description)'\]|\.(title|description)) == u?('(?:[^'\\]|\\.)*')")
ITEMS = frozenset({"item", "entry"})


@dataclass(slots=True)
class Result:
    """What one suite gave. ``wrong`` holds (file, what) for each file that failed."""

    files: int = 0
    entries: int = 0
    counted: int = 0
    texts: int = 0
    slowest: float = 0.0
    wrong: list[tuple[Path, str]] = field(default_factory=list)


def files(root: Path, suite: str) -> Iterator[Path]:
    for path in sorted((root / suite).rglob("*")):
        if path.is_file():
            yield path


def expected_entries(path: Path, body: bytes) -> tuple[int, bool] | None:
    """(how many entries the suite says the file holds, whether exactly so many); ``None`` where it does not say."""
    if _NO_FEED.search(path.as_posix()):
        return None
    beside = path.with_suffix(".serde.json") if "feed-rs" in path.parts else path.with_suffix(".json")
    if path.suffix == ".xml" and beside.exists():
        document = json.loads(beside.read_text(encoding="utf-8"))
        return len(document.get("items") or document.get("entries") or ()), True
    if path.suffix == ".json":
        return None if path.with_suffix(".xml").exists() else _json_items(body)
    named = 1 + max((int(index) for index in _INDEX.findall(b" ".join(_EXPECT.findall(body)))), default=-1)
    counted = _elements(body)
    if counted is None:
        return (named, False) if named else None
    return max(counted, named), True


def _json_items(body: bytes) -> tuple[int, bool] | None:
    try:
        document = json.loads(body)
    except ValueError:
        return None
    if not isinstance(document, dict) or "jsonfeed.org" not in str(document.get("version")):
        return None
    return len(document.get("items") or ()), True


def _elements(body: bytes) -> int | None:
    """Entries of well-formed XML (outermost ``item`` and ``entry`` elements); ``None`` where it is not well-formed."""
    try:
        root = ET.fromstring(body)  # noqa: S314 - the suites are ours to read
    except (ET.ParseError, ValueError, LookupError):
        return None
    if _name(root) not in {"rss", "feed", "rdf", "channel", "entry"}:
        return None
    return sum(1 for element in root.iter() if _name(element) in ITEMS)


def _name(element: ET.Element) -> str:
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def read(path: Path, body: bytes) -> ParsedFeed:
    header = _CONTENT_TYPE.search(body[:3000])
    content_type = header[1].decode("latin-1").strip() if header else None
    return parse_feed(body, content_type=content_type, feed=_SOURCE, now=NOW)


def check(path: Path, result: Result) -> None:
    """Parse one file and note what is wrong: an exception, a lost or made-up entry, a text that reads differently."""
    body = path.read_bytes()
    expected = expected_entries(path, body)
    started = time.process_time()
    result.files += 1
    try:
        parsed = read(path, body)
    except ParseError as error:
        if expected and expected[0]:
            result.wrong.append((path, f"{expected[0]} entries expected, refused: {error.problem}"))
        return
    finally:
        result.slowest = max(result.slowest, time.process_time() - started)
    result.entries += len(parsed.entries)
    if expected is not None:
        result.counted += 1
        wanted, exactly = expected
        if len(parsed.entries) != wanted and (exactly or len(parsed.entries) < wanted):
            result.wrong.append((path, f"{wanted} entries expected, {len(parsed.entries)} read"))
    for what, text in expected_texts(path, body):
        result.texts += 1
        got = parsed.title if what == "feed" else _shown(parsed)
        if text not in got:
            result.wrong.append((path, f"{text!r} expected, {got!r} read"))
    if any("\ufffd" in entry.title for entry in parsed.entries) and b"\xef\xbf\xbd" not in body:
        result.wrong.append((path, "a title that cannot be read"))


def expected_texts(path: Path, body: bytes) -> Iterator[tuple[str, str]]:
    """(feed or entry, text) that an encoding test of feedparser's asks for, markup and bozo files aside."""
    if "encoding" not in path.parts or "feedparser" not in path.parts:
        return
    for condition in _EXPECT.findall(body):
        for where, _, _, literal in _TEXTS.findall(condition.decode("latin-1")):
            text = json.loads('"' + literal[1:-1].replace('"', '\\"').replace("\\x", "\\u00") + '"')
            if "bozo and" not in condition.decode("latin-1").replace("not bozo and", "") and "<" not in text:
                yield ("feed" if where == "feed" else "entry"), text.replace("&#x2019;", "\u2019")


def _shown(parsed: ParsedFeed) -> str:
    return f"{parsed.entries[0].title} {parsed.entries[0].lead}" if parsed.entries else ""


def run(root: Path) -> dict[str, Result]:
    results: dict[str, Result] = {}
    for suite in SUITES:
        result = results[suite] = Result()
        for path in files(root, suite):
            check(path, result)
    return results


def main() -> None:
    root = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ.get("TRILATERAL_TESTDATA", "../shared")) / "feeds"
    )
    print(f"{'suite':<12}{'files':>7}{'entries':>9}{'counted':>9}{'texts':>7}{'wrong':>7}{'slowest, s':>12}")
    results = run(root)
    for suite, r in results.items():
        print(f"{suite:<12}{r.files:>7}{r.entries:>9}{r.counted:>9}{r.texts:>7}{len(r.wrong):>7}{r.slowest:>12.3f}")
    for r in results.values():
        for path, what in r.wrong:
            print(f"  {path.relative_to(root)}: {what}")


if __name__ == "__main__":
    main()
