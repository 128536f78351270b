"""Stories to render, written for these tests."""

from digests.model import Digest, DigestStory, Quote, Section, SourceLink

NOW = 1_795_500_000
"""Tuesday 24 November 2026, 06:00 UTC."""


def source(publisher: str, country: str, n: int = 1) -> SourceLink:
    url = f"https://{country.lower()}{n}.news.example/2026/11/{n}?a=1&b=2"
    return SourceLink(publisher, country, url, f"https://{country.lower()}.news.example/rss", NOW - 3600 * n)


def quote(text: str, language: str, publisher: str, country: str) -> Quote:
    return Quote(1, text, language, publisher, country, source(publisher, country).url)


def hydrogen(story_id: int = 1, headline: str = "日中韓、水素の共通認証で合意") -> DigestStory:
    """A story told by Japan and China, about all three, read in Japanese."""
    return DigestStory(
        story_id=story_id,
        headline=headline,
        headline_language="ja",
        url="https://jp1.news.example/2026/11/1?a=1&b=2",
        published=NOW - 7200,
        grade="trilateral",
        countries=("CN", "JP", "KR"),
        sectors=("energy", "standards"),
        mechanisms=("tcs",),
        quotes=(
            quote(
                "日本、中国、韓国の三か国は24日、水素の品質認証を共通にすることで合意した。", "ja", "東方経済新聞", "JP"
            ),
            quote("2027年4月から適用する。", "ja", "東方経済新聞", "JP"),
        ),
        others=(quote("三国将自明年4月起互认氢能质量认证。", "zh-Hans", "亚太观察报", "CN"),),
        sources=(source("東方経済新聞", "JP"), source("亚太观察报", "CN")),
        reporting=("CN", "JP"),
        silent=("KR",),
        reasons=("sector:energy", "grade:trilateral", "follow:tcs", "silent:KR"),
        grown_by=2,
    )


def korean(story_id: int = 2) -> DigestStory:
    """A story that only Korea tells, with brackets in its headline and a drop without address."""
    return DigestStory(
        story_id=story_id,
        headline="<속보> 한일중 AI 안전 <공동선언> 채택",
        headline_language="ko",
        url=None,
        published=NOW - 90_000,
        grade="trilateral",
        countries=("CN", "JP", "KR"),
        sectors=("ai",),
        mechanisms=(),
        quotes=(),
        others=(),
        sources=(SourceLink("동아시아일보", "KR", None, "drop:a.txt", NOW),),
        reporting=("KR",),
        silent=(),
        reasons=(),
    )


def a_digest(*sections: Section, language: str = "ja", considered: int = 64) -> Digest:
    return Digest(language, "Asia/Tokyo", NOW, NOW - 86_400, sections, considered)
