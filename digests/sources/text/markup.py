"""HTML -> plain text. nh3 sees it before anything else does; the readings of ruby, scripts and captions' markup go."""

import html
import re

import nh3

from digests.language.whole import whole
from digests.sources.text.breaks import flowed
from digests.sources.text.unwrap import unfolded

_BLOCK = "p|div|br|li|ul|ol|tr|table|h[1-6]|blockquote|section|article|header|footer|figure|figcaption|dl|dt|dd|pre|hr"
_NAMES = (
    f"{_BLOCK}|a|abbr|acronym|address|amp-[a-z-]+|area|aside|audio|b|base|basefont|bdi|bdo|big|body|button|canvas|caption|"
    "center|cite|code|col|colgroup|data|del|details|dfn|em|embed|fieldset|font|form|frame|frameset|head|html|i|iframe|"
    "img|input|ins|kbd|label|legend|link|main|map|mark|marquee|meta|nav|nobr|noscript|object|optgroup|option|o:p|param|"
    "picture|q|rb|rp|rt|rtc|ruby|s|samp|script|select|small|source|span|strike|strong|style|sub|summary|sup|svg|path|"
    "tbody|td|template|textarea|tfoot|th|thead|time|title|track|tt|u|v:[a-z]+|var|video|wbr|w:[a-z]+|st1:[a-z]+|xml|xmp"
)
_TAG = rf"/?(?:{_NAMES})(?=\s*/?>|\s[^<>]*(?:=|/>|$)|/|$)"
_KNOWN = re.compile(_NAMES, re.I)
_NO_TAG = re.compile(rf"<(?!!--|{_TAG})", re.I)
"""A ``<`` that opens no HTML element: brackets such as ``<단독>`` keep their words."""
_UNKNOWN = re.compile(r"<(/?)([a-z][\w.:-]{0,60})(\s+[\w:@.-]+\s*=\s*[^\s<>=]|\s*/>|\s*>)", re.I | re.A)
"""A ``<`` before a name that HTML does not know: markup where the name has an attribute or is closed somewhere."""
_OF_A_PARAGRAPH = re.compile(
    r"intro|lead|quote|para|nav|block|section|body|header|footer|caption|content|list|title|summary", re.I
)
"""What is in the names of elements that stand on lines of their own."""
_BREAK = re.compile(rf"<(?=/?(?:{_BLOCK})[\s/>])", re.I)
_CELL = re.compile(r"<(?=t[dh][\s/>])", re.I)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})\b[^<>]*>", re.I)
_STILL_HTML = re.compile(
    r"</(?:p|div|a|span|strong|em|b|i|li|ul|td|tr|table|font|h[1-6]|figure|figcaption)>|<br\s*/?>|<p>|<img\s[^<>]*src=",
    re.I,
)
_STILL_ESCAPED = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});", re.I)
_SOURCE_BREAK = re.compile("[\r\n]+")
_ANY_TAG = re.compile("(<[^<>]*>)")
_SOFT = "\u2028"
"""Stands for a line break of the source, which is a blank or nothing, until the markup is gone."""
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff]")
_SPACE = re.compile(r"[^\S\n\u3000]{2,}|[^\S\n\u3000 ]")
"""White space that is not one space already. The ideographic space stays: Japanese headlines part their halves with
it."""
_DROPPED = frozenset(
    {
        "script",
        "style",
        "rt",
        "rp",
        "rtc",
        "noscript",
        "iframe",
        "svg",
        "template",
        "textarea",
        "select",
        "object",
        "head",
    }
)
_CLEANER = nh3.Cleaner(tags=set(), clean_content_tags=set(_DROPPED), attributes={}, link_rel=None)
"""Made once: setting nh3 up takes three times as long as cleaning an item's lead."""
_LONGEST = 2_000_000
_MANY_TAGS = 10_000
"""More tags than an article has; nh3 takes quadratic time over nested blocks (100,000 of them: 13 s)."""


def plain(source: str) -> str:
    """Paragraphs of plain text, a newline between two; markup that was escaped once too often is read too."""
    text = _once(source)
    if "<" in text and _STILL_HTML.search(text):
        text = _once(text)
    elif "&" in text and _STILL_ESCAPED.search(text):
        text = html.unescape(text)
    return _tidy(text)


def line(source: str) -> str:
    """Plain text on one line, for titles and names. A break in the source is none of the text's own."""
    text = plain(_softened(source))
    return whole(text.replace("\n", " ")) if "\n" in text else text


def untagged(source: str) -> str:
    """What is plain text already on one line: a ``<`` in it is a character."""
    return whole(_SPACE.sub(" ", _CONTROL.sub("", source.replace("\n", " ")))).strip()


def paragraphs(source: str) -> str:
    """What is plain text already, a paragraph a line: no tag and no entity in it is one."""
    return _tidy(source[:_LONGEST])


def _once(source: str) -> str:
    source = source[:_LONGEST]
    if "<" not in source and "]]>" not in source:
        return html.unescape(source)
    source = _CDATA.sub("", source)
    source = _NO_TAG.sub("&lt;", _unknown_gone(source) if _NO_TAG.search(source) else source)
    if _BLOCK_TAG.search(source):
        source = _CELL.sub(" <", _BREAK.sub("\n<", _softened(source)))
    if source.count("<") > _MANY_TAGS:
        source = _BLOCK_TAG.sub("", source)
    return html.unescape(_CLEANER.clean(source))


def _unknown_gone(source: str) -> str:
    """Without the tags of elements that HTML does not know (``<newsintro>``, ``<math>``); their words stay. ``<EBS>``
    alone is no tag but a name in brackets."""
    closed = {name.lower() for slash, name, _ in _UNKNOWN.findall(source) if slash}

    def gone(tag: re.Match[str]) -> str:
        slash, name, rest = tag.groups()
        is_tag = slash or name.lower() in closed or not rest.lstrip().startswith(">")
        if not is_tag or _KNOWN.fullmatch(name):
            return tag.group()
        broken = "<br>" if _OF_A_PARAGRAPH.search(name) else ""
        return broken if rest.endswith(">") else f"{broken}<span {rest.lstrip()}"

    return _UNKNOWN.sub(gone, source)


def _softened(source: str) -> str:
    """The source's line breaks marked, to be undone once the text is known; those inside a tag are blanks."""
    if not _SOURCE_BREAK.search(source):
        return source
    pieces = _ANY_TAG.split(source)
    pieces[::2] = (_SOURCE_BREAK.sub(_SOFT, piece) for piece in pieces[::2])
    pieces[1::2] = (_SOURCE_BREAK.sub(" ", piece) for piece in pieces[1::2])
    return "".join(pieces)


def _tidy(text: str) -> str:
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _SOFT in text:
        text = "\n".join(map(flowed, text.split("\n")))
    elif "\n" in text:
        text = unfolded(text)
    lines = (_SPACE.sub(" ", row).strip() for row in text.split("\n"))
    return whole("\n".join(row for row in lines if row))
