"""How fast is a search in a large archive? ``python -m benchmarks.search [items]`` (default 100,000; some two minutes).

Builds an archive of made-up articles in five languages (words drawn by Zipf's law, so that some are in half of all
items), asks what readers ask, and prints the median, the 95th percentile and the slowest of each kind of query.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import quantiles

from config.names import load_names
from digests.language.names import Names
from digests.language.query import parse_query
from digests.language.synonyms import Synonyms, synonyms_of, widened
from digests.model import COUNTRIES, GRADES, Entry, Reading, Tag
from digests.store import Store, open_store

NOW = 1_772_582_400
YEARS = 3
SECTORS = ("ai", "trade", "energy", "finance", "health", "people", "security", "climate")
WORDS = {
    "en": "trade talks summit leaders agreed export control semiconductor hydrogen battery tariff "
    "growth market yen won yuan minister joint statement cooperation supply chain carbon "
    "emission tourism visa airline port shipping",
    "zh-Hans": "中国 日本 韩国 中日韩 贸易 会谈 首脑 会议 合作 半导体 出口 管制 供应链 氢能 电池 "
    "关税 增长 市场 部长 联合 声明 旅游 签证 航空 港口 碳排放 人工智能",
    "zh-Hant": "中國 日本 韓國 中日韓 貿易 會談 首腦 會議 合作 半導體 出口 管制 供應鏈 氫能 電池 "
    "關稅 成長 市場 部長 聯合 聲明 旅遊 簽證 航空 港口 碳排放 人工智慧",
    "ja": "中国 日本 韓国 日中韓 貿易 会談 首脳 会議 協力 半導体 輸出 規制 供給網 水素 電池 "
    "関税 成長 市場 大臣 共同 声明 観光 ビザ 航空 港湾 排出 人工知能 では から "
    "による",
    "ko": "중국 일본 한국 한중일 무역 회담 정상 회의 협력 반도체 수출 통제 공급망 수소 배터리 "
    "관세 성장 시장 장관 공동 성명 관광 비자 항공 항만 배출 인공지능",
}
QUERIES = {
    "one character": ["韓", "日", "氢", "한", "素"],
    "two characters": ["首尔", "半导", "東京", "관세", "水素", "会議"],
    "longer": ["半導体", "供应链", "人工智能", "정상회의", "semiconductor", "人工知能"],
    "three countries": ["中日韩", "日中韓会談", "한중일", "CJK"],
    "several words": ["半導體 關稅", "hydrogen battery -tariff", "수소 배터리 정상", '"supply chain" yen'],
    "filters": [
        "lang:ja 水素",
        "country:KR sector:ai 반도체",
        "from:30d trade",
        "from:2025-01 to:2025-06 会议",
        "grade:trilateral",
    ],
    "rare and absent": ["x99991", "zzzzz", "鑫森淼", "item 4242"],
    "the commonest": ["trade", "中国", "중국", "-nothing", "日本 中国"],
}


def sentence(random_: random.Random, language: str, words: int) -> str:
    vocabulary = WORDS[language].split()
    drawn = random_.choices(vocabulary, [1 / rank for rank in range(1, len(vocabulary) + 1)], k=words)
    return ("" if language.startswith(("zh", "ja")) else " ").join(drawn)


def entries(random_: random.Random, count: int) -> Iterator[tuple[Entry, Reading, int]]:
    """``count`` articles of some 300 characters, spread over :data:`YEARS`."""
    for number in range(count):
        language = random_.choice(list(WORDS))
        end = ". " if language in ("en", "ko") else "。"
        text = end.join(sentence(random_, language, random_.randint(6, 20)) for _ in range(6)) + f" x{number}"
        title = f"{sentence(random_, language, 6)} item {number}"
        published = NOW - int((count - number) / count * YEARS * 365 * 86_400)
        entry = Entry(
            "feed", f"https://{number % 300}.example/", "News", "JP", title, sentence(random_, language, 15), text
        )
        countries = tuple(sorted(random_.sample(COUNTRIES, random_.randint(0, 3))))
        sectors = tuple(Tag(name, 1.0) for name in random_.sample(SECTORS, random_.randint(0, 2)))
        yield entry, Reading(language, random_.choice(GRADES), countries, sectors, (), ()), published


def build(store: Store, count: int) -> None:
    articles = entries(random.Random(7), count)
    while batch := list(islice(articles, 1000)):
        with store.db.write():
            store.search.add(
                store.items.add(entry, reading, published=published, first_seen=published, pushable=True)
                for entry, reading, published in batch
            )


def ask(store: Store, query: str, synonyms: Synonyms) -> tuple[float, int]:
    """Milliseconds for the first page of stories, found by all that the words are called, and how many items hold
    them."""
    started = time.perf_counter()
    results = store.search.stories(widened(parse_query(query, NOW), synonyms), limit=5, now=NOW)
    return (time.perf_counter() - started) * 1000, results.total


def as_written(_folded: str, _capitals: bool) -> Sequence[str]:
    """No synonyms: what a search for exact words costs."""
    return ()


def measured(store: Store, synonyms: Synonyms) -> list[float]:
    """The times of all queries, each kind printed."""
    everything: list[float] = []
    for kind, queries in QUERIES.items():
        taken = [ask(store, query, synonyms) for query in queries for _ in range(5)]
        times = [milliseconds for milliseconds, _ in taken]
        everything += times
        found = ", ".join(f"{query} {ask(store, query, synonyms)[1]:,}" for query in queries)
        print(f"{kind:<16} median {quantiles(times, n=2)[0]:6.1f}  slowest {max(times):6.1f} ms   {found}")
    return everything


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "trilateral.db")
        started = time.perf_counter()
        build(store, count)
        seconds = time.perf_counter() - started
        print(f"{count:,} items stored and indexed in {seconds:.0f} s ({seconds / count * 1000:.2f} ms each)")
        print(f"{store.db.path.stat().st_size / 1e6:,.0f} MB")
        synonyms = synonyms_of(Names(load_names))
        synonyms("names are loaded by the first search", False)
        for title, known in (("by all names", synonyms), ("as written", as_written)):
            print(f"\n{title}")
            times = measured(store, known)
            print(f"{'all':<16} median {quantiles(times, n=2)[0]:6.1f}  p95 {quantiles(times, n=20)[-1]:6.1f} ms")
        store.close()


if __name__ == "__main__":
    main()
