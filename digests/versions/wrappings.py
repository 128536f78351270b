"""What a feed sets before and behind its texts with parts that change: ``(Town=Agency) Name, correspondent =``. Pure.

Such a wrapping is known by its *marks*: at the head of a text the last letters before a sign that closes something
(``Agency)``, ``Station）：``), at its foot either end of a short line or bracket (``(Editor: …``). What lies between, a
town, a name, a date, is any; whether a mark is a feed's own is for ``shared_lines`` to say, which counts how many
articles have it.
"""

import re
from collections.abc import Callable, Iterator

from digests.language.fold import fold

FOOT = "]"
MARKS = f"[+{FOOT}"
"""What marks begin with: at the head, behind that, at the foot."""
_HEAD = 90
"""Characters from the beginning of a text in which its wrapping ends."""
_LONGEST = 60
"""Characters of a wrapping up to its first mark."""
_NEXT = 40
"""Characters from one mark of a wrapping to the sign that closes it for good: names of two or three who wrote."""
_FEW = 2
"""East Asian letters that tell a mark; of other scripts it is a word."""
_WIDE = 8
"""East Asian letters before a mark, or twice as many others, that make no difference."""
_FOOT = 48
"""Characters of a line at the foot that one end of it tells."""
_FOOT_LETTERS = 4
_FAR = "\u2e80"
"""From here on scripts that set no blanks between words, or few."""
_LABELS = re.compile(r"[@:：=＝／]|^[(（\[［【<〈]")
_FIRST_SENTENCE = re.compile(r"[。！？!?]|\.\s+(?=[A-Z“\"'‘])|[가-힣]\.(?=\s|$)|\n\s*\n")
_MARK = re.compile(
    r"(?<![^\W_])(?P<word>[^\W_]++)[ \t]?"
    r"(?P<sign>[)）\]］】〕〉》>:：=＝|｜／/—–\n（(【\[［]+|(?<=[一-鿿])[ 　]|-{1,3}(?=\s))"
)
_OPENERS = "（(【[［"
_CLOSERS = re.compile(r"[)）】\]］][ \t]?[:：=＝—–-]{0,2}\s*")
_ENDS = re.compile(r"[:：=＝\]］】—–]\s*|-{1,3}\s+")
_NO_NAME = re.compile(r"[\d▲△▶◇◆■□●○→%]")
"""What stands in no list of who wrote."""
_DATE = re.compile(r"[\d年月日號号时時分秒년월일시분]+")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_NUMBER = re.compile(r"\d+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.%+-]{1,60}+@[\w-]{1,60}+(?:\.[\w-]{1,60}+)*")
_BRACKET = re.compile(r"[(（\[［【<〈][^()（）\[\]［］【】<>〈〉\n]{1,60}[)）\]］】>〉][\s.。]*$")
_WORD = re.compile(r"@|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|[^\W_]+")


def head_marks(text: str) -> Iterator[tuple[str, str, int]]:
    """(mark, what stands before its end, where it ends) of each mark at the head of a text."""
    zone = text[:_HEAD]
    if sentence := _FIRST_SENTENCE.search(zone):
        zone = zone[: sentence.end()]
    for found in _MARK.finditer(zone):
        end = found.end()
        if end > _LONGEST or not _may_mark(zone, found):
            continue
        sign = found["sign"].strip(" \t　") or " "
        if sign[-1] in _OPENERS:
            closed = _CLOSERS.search(zone, end)
            if closed is None or _DATE.fullmatch(zone[end : closed.start()]):
                continue
            end = closed.end()
        after = len(text) - len(text[end:].lstrip())
        yield f"[{_tail(found['word'])}{sign}{_place(zone[: found.start()])}", zone[:end], after


def _near(mark: str) -> tuple[str, ...]:
    """The mark, and the same one where a little less or more stands before it."""
    name, place = mark[:-1], int(mark[-1])
    return mark, f"{name}{max(0, place - 1)}", f"{name}{place + 1}"


def next_marks(text: str, start: int) -> Iterator[tuple[str, int]]:
    """(mark, where it ends) of the signs that may close a wrapping whose first mark ends at ``start``."""
    zone = text[start : start + _NEXT]
    if sentence := _FIRST_SENTENCE.search(zone):
        zone = zone[: sentence.start()]
    if stop := _NO_NAME.search(zone):
        zone = zone[: stop.start()]
    for found in _ENDS.finditer(zone):
        yield f"+{found.group().strip()}", start + found.end()


def beheaded(text: str, is_wrapping: Callable[[str], bool]) -> str:
    """``text`` without the wrapping at its head."""
    end = max((end for mark, _, end in head_marks(text) if any(map(is_wrapping, _near(mark)))), default=0)
    if end:
        end = max((after for mark, after in next_marks(text, end) if is_wrapping(mark)), default=end)
    return text[end:].lstrip() if end else text


def foot_marks(said: str) -> Iterator[tuple[str, str]]:
    """(mark, its letters) of either end of a short line at the foot of a text that labels, or gives an address, or of a
    bracket: ``Name, desk@paper``, ``(Editor: Name)``."""
    plain = _ADDRESS.sub("@", said)
    words = _WORD.findall(fold(_NUMBER.sub("0", plain)))
    if words and len(said) <= _FOOT and _LABELS.search(plain):
        yield f"]{words[0][:_FOOT_LETTERS] if words[0] > _FAR else ' '.join(words[:2])}", words[0]
        yield f"]…{words[-1][-_FOOT_LETTERS:] if words[-1] > _FAR else ' '.join(words[-2:])}", words[-1]


def bracket_at_foot(text: str) -> int | None:
    """Where the bracket begins that ends a text."""
    found = _BRACKET.search(text, max(0, len(text) - 70))
    return found.start() if found else None


def _may_mark(zone: str, found: re.Match[str]) -> bool:
    """A date is a mark only where the text begins with it, and what a bracket says of a date is none."""
    word, start = found["word"], found.start()
    if _DATE.fullmatch(word):
        return start == 0 and any(map(str.isalpha, word)) and found["sign"][0] not in _OPENERS
    opener = max(zone.rfind(sign, 0, start) for sign in _OPENERS)
    return not (opener > 0 and _DATE.fullmatch(zone[opener - 1]))


def _place(before: str) -> int:
    """How much stands before a mark, roughly: a wrapping's town and date take much the same room each time, the first
    half of a sentence does not."""
    letters = sum(letter.isalpha() for letter in before)
    return letters // (_WIDE if _EAST.search(before) else 2 * _WIDE)


def _tail(word: str) -> str:
    plain = _NUMBER.sub("0", fold(word))
    return plain[-_FEW:] if plain[-1:] > _FAR else plain
