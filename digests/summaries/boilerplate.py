"""What a line or a sentence says on its own that makes it page furniture, in five languages.

The words are data (``digests/rules``); the shapes of datelines, list markers and questions stand here. A line with no
end of sentence is furniture by its shape (see ``furniture``); the words are for what looks like a sentence.
"""

import re

from digests.rules.engine import Matcher, but_kinds, load_rules, of_kinds

_FLAGS = re.IGNORECASE
_HEADING = 90
"""Characters of a heading."""

# ---- what stands before a sentence and is not part of it

_MARKER = re.compile(
    r"\s{0,5}(?:[-*+•‣◦▪■□○●◇◆△▲▷▶※◎☆★·ㅇ∙]{1,9}\s{1,5}|\[[ xX]\]\s{1,5}|[□○●◇◆■▪ㅇ◦]"
    r"|\(?\d{1,2}[.)）]\s{1,5}|\d{1,2}[、．]\s{0,5}"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]\s{0,5}|[①-⑳]\s{0,5}|"
    r"[가나다라마바사아]\.\s{1,5}"
    r"|[(（]?[a-zA-Z][)）]\s{1,5}|[ivx]{1,4}[.)]\s{1,5})"
)
_ANSWER = re.compile(r"\s{0,5}(?:A|Answer|答|답|답변|回答)\s{0,5}\d{0,2}\s{0,5}[:：.．)]\s{0,5}", _FLAGS)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s{{0,5}}\d{{1,2}}(?:,\s{{0,5}}\d{{4}})?|\d{{1,2}}\s{{1,5}}{_MONTH}(?:\s{{1,5}}\d{{4}})?)"
_DASH = r"\s{0,5}(?:--|—|–|-(?=\s))\s{0,5}"
_WROTE = r"[가-힣]{2,8}(?:[ ·,]{1,2}[가-힣]{2,8}){0,5}\s{0,3}(?:(?<=기자)|(?<=특파원)|(?<=취재단)|(?<=통신원))"
"""Who wrote: names of one or more, with their ranks."""
_AGENCY = r"\s{0,5}\([^)\n]{1,40}\)"
_DATELINE = re.compile(
    rf"\s{{0,5}}(?:[A-Z][A-Z.'/ -]{{2,30}}(?:,\s{{0,5}}[A-Za-z.' -]{{2,30}})?(?:,?\s*{_DAY})?(?:{_AGENCY})?{_DASH}"
    rf"|[A-Z][A-Za-z.'/ -]{{1,30}}(?:,\s{{0,5}}[A-Za-z.' -]{{2,30}})?(?:,?\s*{_DAY}(?:{_AGENCY})?|{_AGENCY}){_DASH}"
    r"|【[^】\n]{1,30}】\s{0,5}"
    r"|[\[［（(][^\]］）)\n]{1,30}(?:＝|=|電|电|讯|訊|기자|특파원|通信|通讯|日报|日報|新聞|新闻|신문|뉴스|통신)"
    r"[^\]］）)\n]{0,24}[\]］）)]\s{0,5}"
    rf"(?:{_WROTE}\s{{0,5}}=\s{{0,5}}|(?:[^\s=]{{2,12}}\s{{0,5}}기자)?\s{{0,5}}[=-]?\s{{0,5}})"
    rf"|{_WROTE}\s{{0,5}}=\s{{0,5}}"
    r"|〔[^〕\n]{2,30}〕\s{0,5}"
    r"|[^\s，。、,.：:]{1,12}(?:社|网|網|台|臺|报|報)消息(?:（[^）\n]{1,20}）)?[：:]\s{0,5}"
    r"|(?:記者|记者)[^\s，。]{2,12}[／/][^\s，。]{2,12}(?:報導|报道|電|电|訊|讯)[　\s]{0,5}"
    r"|［[^］\n]{1,30}］\s{0,5}-?\s{0,5}|\[[^\]\na-zA-Z]{1,12}\]\s{1,5}(?:-\s{1,5})?"
    r"|[^\s，。、,.]{2,14}(?:社|网|網|报|報|"
    r"台)[^\s，。、,.]{0,10}\d{1,2}日[^\s，。、,.]{0,4}[电電讯訊][　\s]{0,5}(?:（[^）]{1,30}）)?\s{0,5}"
    r"|(?:本[报報刊网網]|综合|綜合)(?:[^\s，。]{0,8})(?:讯|訊|电|電|报道|報道|"
    r"報導)[　\s]{0,5}(?:（[^）]{1,30}）)?[　\s]{0,5}"
    r"|[^\s]{2,12}=[^\s]{2,12}\s{0,5}(?:기자|특파원)\s{0,5}=?\s{0,5})"
)

_PAGE = load_rules("page")
_PAGE_ALWAYS, _PAGE_CREDIT = but_kinds(_PAGE, "credit", "note"), of_kinds(_PAGE, "credit")
_FURNITURE = Matcher(_PAGE_ALWAYS)
_CREDIT = Matcher(_PAGE_CREDIT)
_NOTE = Matcher(of_kinds(_PAGE, "note"))
_TAIL = Matcher(load_rules("tail"))
_MAKING = load_rules("making")
_DISCLOSURES = but_kinds(_MAKING, "of-itself")
_DISCLOSURE = Matcher(_DISCLOSURES)
_OF_ITSELF = Matcher(of_kinds(_MAKING, "of-itself"))
_NEVER_QUOTED = Matcher([*_PAGE_ALWAYS, *_PAGE_CREDIT, *load_rules("courtesy"), *_DISCLOSURES])
_BARE = re.compile(r"\W{0,40}")

# ---- questions

_QUESTION = re.compile(
    r"[?？][」』”’）)\]】\"'*]*$|(?:でしょうか|ますか|ですか|ませんか|のか|だろうか|ましたか)[。.]?[」』”]*$"
    r"|(?:까|나요|가요|은요|는요|은지요|는지요)[.?]?[”\"]*$|(?:吗|嗎|呢)[。？]?[”」]*$"
)
_QUESTION_LABEL = re.compile(
    r"^\W*(?:(?:Q|Question|问|問|질문|문|質問|提问|提問|Interviewer|Reporter|Moderator|Host|"
    r"司会|聞き手|インタビュアー|編集部|编辑部|編輯部"
    r"|진행자|사회자|본지|本报|本刊|本報|本誌|本紙)|"
    r"[^:：。，,\n]{0,16}(?<!告诉)(?<!告訴)(?<!对)(?<!對)(?<!向)(?:记者|記者|主持人|기자))"
    r"\s{0,5}\d{0,2}\s{0,5}(?:[:：．]|\.\s|\)\s|）)",
    _FLAGS,
)
_DASHED_QUESTION = re.compile(r"^\s*(?:[-–—―─]{2,}|[―—─])\s*\S")


def opening(line: str) -> int:
    """How many characters at the head of ``line`` are list markers, an answer's label or a dateline."""
    at = 0
    for pattern in (_MARKER, _MARKER, _ANSWER, _DATELINE):
        found = pattern.match(line, at)
        if found and found.end() < len(line):
            at = found.end()
    return at


def opens_tail(line: str) -> bool:
    """Whether ``line`` is a heading after which the page speaks of itself: its author, contacts, related pages."""
    if len(line) > _HEADING:
        return False
    heading = line.strip(" 　[]【】<>＜＞「」*_-—:：0123456789.")
    bare = _BARE.match(heading)
    return _TAIL.opens(heading) or (bare is not None and _TAIL.opens(heading[bare.end() :]))


def is_boilerplate(text: str) -> bool:
    """Whether a line or sentence is furniture wherever it stands."""
    return _FURNITURE.found_in(text)


def is_never_quoted(text: str) -> bool:
    """Whether a line or sentence is furniture, a caption, said for politeness alone or of the document's own making."""
    return _NEVER_QUOTED.found_in(text)


def is_disclosure(text: str) -> bool:
    """Whether a line or sentence tells of the document's own making, and so of nothing that it reports."""
    return _DISCLOSURE.found_in(text)


def speaks_of_itself(text: str) -> bool:
    """Whether a sentence speaks of its page, its maker or its making: at the foot of a document that is furniture, and
    elsewhere an essayist's own voice."""
    return _OF_ITSELF.found_in(text)


def is_credit(line: str) -> bool:
    """Whether a line ends in a picture's credit or opens with its label: a caption."""
    return _CREDIT.found_in(line)


def opens_note(line: str) -> bool:
    """Whether the line is a note of the editors or a footnote, whatever it says."""
    return _NOTE.opens(line)


def is_question(text: str) -> bool:
    return bool(_QUESTION.search(text.strip()[-40:]))


def opens_question(line: str) -> bool:
    """Whether the line is labelled as an interviewer's, or set off by a dash as Japanese papers do."""
    return bool(_QUESTION_LABEL.match(line) or _DASHED_QUESTION.match(line))
