"""What a reader types -> what is looked for: pure, and the one place that knows the syntax (``docs/search.md``)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from digests.errors import QueryError
from digests.language.filter_names import KEYS, filter_called, refuse_unknown
from digests.language.fold import fold
from digests.language.orders import ABBREVIATION, ORDERS, is_order, usual
from digests.language.spans import Span, span
from digests.language.tokens import Phrase, opened, part_phrase, phrase
from digests.model import GRADES

LONGEST = 200
"""Characters of a query."""
MOST_TERMS = 20
_BEGINNING = 4
"""Letters from which a word is also looked for as the beginning of another."""
_LOOSE_BEGINNING = 3
"""The same where nothing else is found."""
_CAPITALS = regex.compile(r"(?<![\p{L}\p{N}])[A-Z][A-Z0-9]+(?![\p{L}\p{N}])")
_SHORT_WORD = regex.compile(r"[a-z]{2,3}")

_EITHER = regex.compile(r'"[^"]*"|(?<=\s)(?P<or>OR)(?=\s)')
_OR = "|"
"""What an OR in capitals becomes before the case is folded; ``or`` is a word like others."""
_PART = regex.compile(
    r"(?P<minus>(?<!\S)-)?(?:(?P<key>[a-z]+|\p{L}{1,4}):)?(?:\"(?P<quoted>[^\"]*)\"|(?P<word>[^\s\"]+))"
)
_CURLY = regex.compile(
    r'(?|"([^"]*)"|[“„]([^“”„"]*)[”“]|「([^「」『』"]*)」|『([^「」『』"]*)』|(?<!\w)‘([^‘’"]*)’(?![a-zA-Z]))'
)
_CURLY_ALONE = regex.compile("[“”„]")
"""Quotes of the reader's language in pairs are quotes; one alone came with a piece of a headline and is a sign like any
other. What closes ‘…’ is an apostrophe, too: ``Japan’s``."""
_EXACTLY = "match:exact"
_WRITE_A_WORD = "write a word, e.g. semiconductors or 半導体"
_EXAMPLES = {"lang": "ja", "country": "KR", "sector": "ai", "grade": "trilateral", "mechanism": "tcs"}
_LANGUAGES = {"zh": ("zh-hans", "zh-hant"), "cn": ("zh-hans",), "tw": ("zh-hant",), "jp": ("ja",), "kr": ("ko",)} | {
    f"zh-{region}": (script,)
    for script, regions in (("zh-hans", ("cn", "sg")), ("zh-hant", ("tw", "hk", "mo")))
    for region in regions
}


@dataclass(frozen=True, slots=True)
class Term:
    """Something to be found: any of ``phrases``."""

    text: str
    """As typed, folded; several with an *or* between them."""
    phrases: tuple[Phrase, ...]
    marked: tuple[str, ...]
    """The folded words that are highlighted."""
    parts: tuple[Phrase, ...] = ()
    """What finds it in East Asian text though it cuts a number or a word there (``language.tokens.part_tokens``)."""
    either: bool = False
    """Made of several words with an OR between them."""
    quoted: bool = False
    """To be found as it is written, and not by what else it is called."""
    apart: tuple["Term", ...] = ()
    """Words that name something together: all of these find it, too."""
    also: tuple[str, ...] = ()
    """What else it is called, as written; found by ``phrases`` as well (``language.synonyms``)."""


@dataclass(frozen=True, slots=True)
class Query:
    """All ``terms``, none of ``without``, and for each facet any of its values."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """``lang country sector grade mechanism`` -> values as typed, folded; what they name, who asks must know."""
    excluded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Facets of which no value may be an item's: ``-country:JP``."""
    start: int | None = None
    end: int | None = None
    """Published from ``start`` up to, not including, ``end``."""
    capitals: frozenset[str] = frozenset()
    """Words that are written in capitals, folded."""
    exact: bool = False
    """``match:exact``: no word is looked for by what else it is called."""

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def plain(self) -> bool:
        """Words and nothing else: no filter, no date, nothing left out, no OR."""
        return not (
            self.without
            or self.facets
            or self.excluded
            or self.dated
            or self.exact
            or any(term.either for term in self.terms)
        )

    @property
    def sole(self) -> tuple[str, str] | None:
        """The filter and its value where that is all."""
        values = [(key, value) for key, several in self.facets.items() for value in several]
        alone = not (self.terms or self.without or self.excluded or self.dated)
        return values[0] if len(values) == 1 and alone else None

    def unfiltered(self) -> "Query":
        """Its words alone."""
        return replace(self, facets={}, excluded={}, start=None, end=None)

    def loosened(self) -> "Query | None":
        """The same with short words and quoted ones, too, as beginnings of words; ``None`` where nothing changes.

        Two letters begin too many words, and what is written in capitals is no beginning: ``EV`` is not every.
        """
        terms = tuple(self._loosened(term) for term in self.terms)
        return None if terms == self.terms else replace(self, terms=terms)

    def _loosened(self, term: Term) -> Term:
        if term.text in self.capitals:
            return term
        phrases = tuple(opened(each, _LOOSE_BEGINNING) for each in term.phrases)
        return replace(term, phrases=phrases, apart=tuple(self._loosened(each) for each in term.apart))


def parse_query(text: str, now: int) -> Query:
    """Understand ``text``; ``now`` is what relative dates count from.

    Raises:
        QueryError: it is empty, over-long, has an open quote or a filter whose value says nothing; the advice says
            what to write instead.
    """
    straight = _CURLY_ALONE.sub(" ", _CURLY.sub(r'"\1"', text))
    folded = fold(_EITHER.sub(lambda found: _OR if found["or"] else found[0], straight))
    _refuse(text, folded)
    parts = tuple(_parts(text, folded))
    exact = _is_exact(text, parts)
    terms: list[Term] = []
    without: list[Term] = []
    facets: dict[str, tuple[str, ...]] = {}
    excluded: dict[str, tuple[str, ...]] = {}
    starts: list[int] = []
    ends: list[int] = []
    for part in parts:
        if part.key == "match":
            continue
        if part.key in ("from", "to"):
            _bound(part, _date(text, part.key, part.value, now), starts, ends)
        elif part.key is not None:
            kept = excluded if part.minus else facets
            kept[part.key] = kept.get(part.key, ()) + _values(text, part.key, part.value)
        elif term := _term(part, exact):
            if part.either and terms:
                term = _either(terms.pop(), term)
            (without if part.minus else terms).append(term)
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and start >= end:
        raise QueryError(text, "from: lies after to:", "put the earlier date after from:", reason="dates")
    if not (terms or without or facets or excluded or starts or ends):
        raise QueryError(text, "holds nothing to look for", _WRITE_A_WORD, reason="empty")
    if sum(part.key is None for part in parts) > MOST_TERMS:
        raise QueryError(text, f"has more than {MOST_TERMS} words", "leave some out", reason="long")
    return Query(
        tuple(terms),
        tuple(without),
        facets,
        excluded,
        start,
        end,
        frozenset(map(fold, _CAPITALS.findall(straight))),
        exact,
    )


def _bound(part: "_Part", span: Span, starts: list[int], ends: list[int]) -> None:
    """``from:`` begins with its day, ``to:`` ends with it; ``-from:`` is what came before, ``-to:`` what came after."""
    if part.key == "from":
        (ends if part.minus else starts).append(span.start)
    else:
        (starts if part.minus else ends).append(span.end)


def exactly(text: str) -> str:
    """The same query for its words alone, and not for what else they are called."""
    return f"{_EXACTLY} {text}"


def without_filter(text: str) -> str:
    """A query without the ``match:exact`` in front of it."""
    return text.removeprefix(_EXACTLY).lstrip()


def _refuse(text: str, folded: str) -> None:
    if not folded:
        raise QueryError("the query", "is empty", _WRITE_A_WORD, reason="empty")
    if len(folded) > LONGEST:
        raise QueryError(
            text[:LONGEST] + "…", f"is longer than {LONGEST} characters", "leave some words out", reason="long"
        )
    if folded.count('"') % 2:
        raise QueryError(text, 'has a quote (") that is not closed', 'close it: "free trade"', reason="quote")


@dataclass(frozen=True, slots=True)
class _Part:
    minus: bool
    key: str | None
    """The filter's name."""
    value: str
    quoted: bool
    either: bool
    """An OR stands between the word before and this one."""


def _parts(text: str, folded: str) -> Iterator[_Part]:
    after_word = either = False
    for part in _PART.finditer(folded):
        key, quoted, word = part.group("key", "quoted", "word")
        value = quoted if quoted is not None else word
        if word == _OR and not key:
            either = after_word
            continue
        if key and (ours := filter_called(key)):
            key = ours
        elif key:
            refuse_unknown(text, key, value)
            key, value = None, f"{key}:{value}"
        elif key is None and quoted is None and value.removesuffix(":") in KEYS and value.endswith(":"):
            key, value = value.removesuffix(":"), ""
        minus = part.group("minus") is not None
        yield _Part(minus, key, value, quoted is not None, either and key is None and not minus)
        after_word, either = key is None and not minus, False


def _is_exact(text: str, parts: Sequence[_Part]) -> bool:
    """Whether all words are meant as if they stood in quotes: ``match:exact``."""
    asked = [part.value for part in parts if part.key == "match"]
    if wrong := [value for value in asked if value not in ("exact", "names")]:
        raise QueryError(text, f"match:{wrong[0]} is neither exact nor names", "write match:exact")
    return "exact" in asked


def _either(one: Term, other: Term) -> Term:
    return Term(
        f"{one.text} or {other.text}",
        one.phrases + other.phrases,
        one.marked + other.marked,
        either=True,
        quoted=one.quoted or other.quoted,
    )


def _term(part: _Part, exact: bool) -> Term | None:
    """Words that are not quoted also find what they begin, ``tariff`` tariffs; short ones only their plural, so that
    ``AI`` is not air; a single letter or digit is a beginning, since it can hardly be more."""
    if is_order(part.value):
        return Term(part.value, (Phrase((ABBREVIATION,)),), ORDERS, quoted=True)
    texts = tuple(dict.fromkeys((part.value, usual(part.value))))
    phrases = tuple(found for text in texts if (found := phrase(text)))
    if not phrases:
        return None
    parts = tuple(found for text in texts if (found := part_phrase(text)))
    if part.quoted or exact:
        return Term(part.value, phrases, texts, parts, quoted=True)
    phrases = tuple(opened(found, 1 if len(part.value) == 1 else _BEGINNING) for found in phrases)
    plural = (Phrase((f"{part.value}s",)),) if _SHORT_WORD.fullmatch(part.value) else ()
    return Term(part.value, (*phrases, *plural), texts, parts)


def _values(text: str, key: str, value: str) -> tuple[str, ...]:
    values = [part.replace("_", "-") for part in value.split(",") if part]
    if not values:
        raise QueryError(text, f"{key}: has no value", f"write it without a space, e.g. {key}:{_EXAMPLES[key]}")
    if key == "grade" and not set(values) <= set(GRADES):
        raise QueryError(text, f"there is no grade {value}", f"write one of {', '.join(GRADES)}")
    if key == "lang":
        values = [code for part in values for code in _LANGUAGES.get(part, (part,))]
    return tuple(values)


def _date(text: str, key: str, value: str, now: int) -> Span:
    found = span(value, now)
    if found is None:
        raise QueryError(text, f"{key}:{value} is no date", f"write {key}:2026-03-04, {key}:2026-03, {key}:7d or today")
    return found
