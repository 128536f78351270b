"""What the filters of a search are called: ours, by all their names, and those that there are not."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from digests.errors import QueryError
from digests.language.fold import fold

KEYS = ("lang", "country", "sector", "grade", "mechanism", "from", "to", "match")
_CALLED = {
    "lang": "language 语言 語言 言語 언어",
    "country": "countries nation 国 国家 國 國家 나라 국가",
    "sector": "topic field 领域 領域 主题 分野 テーマ 분야 주제",
    "grade": "scope level 级别 級別 範囲 범위 등급",
    "mechanism": "institution 机制 機制 枠組み 机构 협의체 기구",
    "from": "since after 从 自 起 以来 開始 부터",
    "to": "until till before 到 至 まで 까지",
}
"""What else a filter is called."""
_NO_FILTERS = (
    "title headline date time day author by source site url feed publisher outlet text body content id type sort order"
    " region city tag person name category limit 标题 日期 时间 来源 作者 正文 媒体 网站 地区 タイトル 見出し 日付"
    " 日時 出典 著者 媒体 本文 発行元 地域 제목 날짜 시간 출처 기자 본문 매체 언론사 지역"
)
"""What filters are called elsewhere; a colon after any other word is a sign like others (``独家：日本…``)."""
_ALIKE = 0.8
"""Of difflib's ratio: ``coutry:`` to ``country:`` is .92, ``note:`` to any of them under .7."""
_LONG_ENOUGH = 4
"""Letters from which a name can be misspelt rather than another one."""


def filter_called(name: str) -> str | None:
    """The filter that ``name`` (folded) stands for in any language."""
    return name if name in KEYS else _other_names().get(name)


def refuse_unknown(text: str, name: str, value: str) -> None:
    """Refuse ``name:value`` where it is a filter that we do not have, or a misspelt one.

    Raises:
        QueryError: it is; the advice names the filters that there are.
    """
    near = get_close_matches(name, KEYS, n=1, cutoff=_ALIKE) if len(name) >= _LONG_ENOUGH else []
    if near or (name in _elsewhere() and not value.startswith("/")):
        advice = f"write {near[0]}:" if near else f"there are {', '.join(f'{each}:' for each in KEYS)}"
        raise QueryError(text, f"there is no filter {name}:", f"{advice} or put the words in quotes", reason="name")


@cache
def _other_names() -> Mapping[str, str]:
    return {fold(name): key for key, names in _CALLED.items() for name in names.split()}


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(fold(name) for name in _NO_FILTERS.split())
