"""Texts that hold up whoever reads them without care: one sign for ever, one word for ever, a hundred thousand
sentences, thousands of numbers and names in one. Of any length."""

from collections.abc import Callable, Mapping
from itertools import cycle

_SIGNS = (
    "@", "a@", "a@a.b ", "「", "「」", "(", "()", "1", "1,", "1.", "<", "< ", "<a ", "<!--", "&", "&#", "[", "[a](",
    "\"", "“", "'", " ", "\n", " \n", "\u3000", "\u1100", "\u1161", "각", "e\u0301", "\u0301", "a'", "A", "A.", "a-",
    "中", "中日", "日韩、", "あ", "ア", "가", "。", "！", ".", "!?", ":", "-", "―", "/", "第", "一", "十", "万", "1万",
    "#a ", "Mr. ", "China ", "China, Japan and ", "日本と", "한국과 ", "http://a.b ", "www.", "*", "_", "|", "> ", "- ",
    "\ufffe", "😀",
)  # fmt: skip
_PLACES = ("Kanazawa", "Niigata", "Busan", "Qingdao", "大連", "福岡", "부산", "서울", "北京", "China", "日本", "중국")


def repeated(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def _counted(write: Callable[[int], str], size: int) -> Callable[[int], str]:
    return lambda length: "".join(write(number) for number in range(length // size))


HOSTILE: Mapping[str, Callable[[int], str]] = {
    **{f"{piece!r} again and again": repeated(piece) for piece in _SIGNS},
    "one word": repeated("a"),
    "short sentences": _counted(lambda n: f"Sentence {n} said so. ", 20),
    "short sentences in Japanese": _counted(lambda n: f"{n}番目の文です。", 10),
    "numbers in one sentence": _counted(lambda n: f"{n},{n % 1000:03}.5 million, ", 20),
    "Chinese numbers in one sentence": _counted(lambda n: f"{n}万、", 6),
    "names of places": lambda length: " ".join(name for _, name in zip(range(length // 6), cycle(_PLACES))),
    "lines without an end": _counted(lambda n: f"Line {n} without end\n", 20),
    "questions": _counted(lambda n: f"Q{n}: What of it?\nA: That.\n", 26),
}
