"""A bad record of a json or jsonl refuses itself and none of the others, and is named."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import DropRejected
from digests.sources.drops.documents import read_whole
from digests.sources.drops.inbox import take

NOW = 4_000_000_000


def record(number: int) -> str:
    return json.dumps({"title": f"Port {number}", "text": f"Port {number} agreed.", "by": [{"a": 1}, {"a": 2}]})


BAD = {
    "no title": ('{"text": "no title"}', "has no title"),
    "no text": ('{"title": "alone"}', "has no summary or text"),
    "no object": ("[1, 2]", "is no object"),
    "a number": ("7", "is no object"),
    "null": ("null", "is no object"),
    "no JSON": ('{"title": "a", "text": }', "is not JSON"),
    "a missing quote": ('{"title": "a, "text": "b"}', "is not JSON"),
    "a comma too much": ('{"title": "a", "text": "b",}', "is not JSON"),
    "nested too deep": ('{"title": ' + "[" * 100_000 + "}", "is not JSON"),
    "a bare word": ('{"title": None, "text": "b"}', "is not JSON"),
}


@pytest.mark.parametrize(("bad", "why"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("kind", ["jsonl", "json", "items"])
def test_the_good_records_beside_a_bad_one_are_read(bad: str, why: str, place: int, kind: str) -> None:
    rows = [record(1), record(2)]
    rows.insert(place, bad)
    content = "\n".join(rows) if kind == "jsonl" else f"[{', '.join(rows)}]"
    content = f'{{"items": {content}}}' if kind == "items" else content
    document = read_whole("r.jsonl" if kind == "jsonl" else "r.json", content.encode())
    assert [entry.title for entry in document.entries] == ["Port 1", "Port 2"]
    assert any(why in problem for problem in document.refused)
    named = f"line {place + 1}" if kind == "jsonl" else f"record {place + 1}"
    assert named in document.refused[0]


def test_a_list_that_was_cut_off_gives_what_is_whole_of_it() -> None:
    content = f"[{record(1)},\n{record(2)},\n{record(3)[:20]}"
    document = read_whole("r.json", content.encode())
    assert [entry.title for entry in document.entries] == ["Port 1", "Port 2"]
    assert document.refused[0].startswith("record 3, line 3, column ")


def test_where_nothing_is_good_the_file_is_refused_by_its_first_fault() -> None:
    with pytest.raises(DropRejected) as refused:
        read_whole("r.jsonl", b'{"title": "a"}\n{"text": "b"}\n')
    assert refused.value.problem == "line 1 has no summary or text"


def test_a_good_file_refuses_nothing() -> None:
    assert read_whole("r.json", f"[{record(1)}]".encode()).refused == ()
    assert read_whole("a.txt", b"Ports\n\nThree ports agreed.").refused == ()


def test_what_was_refused_stands_beside_the_file_that_was_taken_in(tmp_path: Path) -> None:
    inbox, done, rejected = (tmp_path / name for name in ("inbox", "done", "rejected"))
    inbox.mkdir()
    (inbox / "r.jsonl").write_text("\n".join([record(1), "{a}", record(2), '{"title": "b"}']))
    (outcome,) = take(inbox, done, rejected, now=NOW)
    assert outcome.confirm() == done / "r.jsonl"
    assert (done / "r.jsonl.reason.txt").read_text().splitlines() == [
        "r.jsonl: 2 refused, 2 taken in.",
        "- line 2, column 2, is not JSON: Expecting property name enclosed in double quotes.",
        "- line 4 has no summary or text.",
        "What to do: mend them and drop the file again; what was taken in is known.",
    ]


@given(st.lists(st.tuples(st.integers(0, 300), st.characters()), max_size=4))
def test_whatever_becomes_of_a_files_characters_it_is_read_or_refused(changes: list[tuple[int, str]]) -> None:
    content = f"[{record(1)}, {record(2)}, {record(3)}]"
    for place, letter in changes:
        content = content[:place] + letter + content[place + 1 :]
    for name in ("r.json", "r.jsonl"):
        with contextlib.suppress(DropRejected):
            assert read_whole(name, content.encode("utf-8", "replace")).entries
