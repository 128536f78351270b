"""A small archive filled by hand: four stories in five languages, and a desk over it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.desk.context import Desk
from config.settings import load_settings
from digests.model import Entry, Evidence, Grade, Item, Reading, Sentence, Tag
from digests.store import Store, open_store
from digests.stories.telling import tell
from tests import loaded

NOW = 1_795_500_000
"""Tuesday 24 November 2026, 06:00 UTC."""
_HOUR = 3600

_PLACES = {
    "en": ("Sample Wire", "XX"),
    "zh-Hans": ("样本快讯", "CN"),
    "zh-Hant": ("範例日報", "TW"),
    "ja": ("サンプル通信", "JP"),
    "ko": ("샘플일보", "KR"),
}

_HYDROGEN = {
    "en": (
        "Three neighbours to share hydrogen certificates",
        "China, Japan and South Korea agreed on Tuesday to recognise each other's hydrogen certificates. "
        "The limit is 3.4 kilograms of carbon dioxide.",
    ),
    "zh-Hans": ("中日韩氢能证书互认", "中日韩三国24日商定互认氢能证书。首批12艘船4月启运。"),
    "zh-Hant": ("日中韓相互承認氫能憑證", "日中韓三國24日宣布相互承認氫能憑證。"),
    "ja": ("日中韓、水素の証明書を相互承認", "日本、中国、韓国は24日、水素の証明書を相互に承認することで合意した。"),
    "ko": (
        "한일중, 수소 인증 상호 인정",
        "한국과 중국, 일본이 24일 수소 인증서를 서로 인정하기로 했다. 운송비는 15% 준다.",
    ),
}
_CHIPS = {
    "ja": ("半導体材料を日韓で共同備蓄", "経済産業省は23日、半導体材料の共同備蓄を韓国と始めると発表した。"),
    "zh-Hant": ("日韓共同儲備半導體材料", "日本與南韓23日宣布共同儲備半導體材料。"),
}
_LABEL = {
    "en": ("One label for <AI> pictures & video", "Regulators of the three countries agreed on one AI label."),
    "ko": ("<속보> 한중일, AI 표식 통일", "한국과 중국, 일본 규제 당국이 인공지능(AI) 표식을 통일한다."),
    "zh-Hans": ("中日韩统一人工智能标识", "中国、日本、韩国监管部门24日宣布统一人工智能标识。"),
}
_DRILL = {"ja": ("首都直下地震を想定、鉄道各社が合同訓練", "鉄道各社は23日、合同の訓練をした。水素バスも使った。")}


def a_desk(folder: Path, *, now: int = NOW, **settings_of: str) -> Desk:
    """A desk over the archive in ``folder``, its clock standing at ``now``; no token, no admin, unless
    ``settings_of`` names some."""
    without = {"TELEGRAM_BOT_TOKEN": "", "TRILATERAL_ADMINS": "", "TRILATERAL_LLM_URL": "", "TRILATERAL_LLM_MODEL": ""}
    settings = load_settings(**{"TRILATERAL_DATA_DIR": str(folder), **without, **settings_of})
    if not settings.database.exists():
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        settings.database.write_bytes(_filled(now))
    store = open_store(settings.database)
    return Desk(settings, loaded.catalogue(), store, loaded.texts(), lambda: now, names=loaded.names())


@cache
def _filled(now: int) -> bytes:
    """The archive as a file; to copy it takes a tenth of the time that it takes to make."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "trilateral.db")
        store = open_store(path)
        fill(store, now)
        store.close()
        return path.read_bytes()


def fill(store: Store, now: int) -> None:
    tell_story(store, now, "hydrogen", _HYDROGEN, "trilateral", ("energy", "standards"), ("CN", "JP", "KR"), ("tcs",))
    tell_story(store, now, "chips", _CHIPS, "bilateral", ("semiconductors", "supply-chain"), ("JP", "KR"))
    tell_story(store, now, "label", _LABEL, "trilateral", ("ai",), ("CN", "JP", "KR"))
    tell_story(store, now, "drill", _DRILL, "national", ("disaster",), ("JP",))


def tell_story(
    store: Store,
    now: int,
    name: str,
    told: dict[str, tuple[str, str]],
    grade: Grade,
    sectors: tuple[str, ...],
    countries: tuple[str, ...],
    mechanisms: tuple[str, ...] = (),
) -> None:
    """A story as each language of ``told`` (headline, text) has it, an hour apart, the last an hour ago."""
    items = [
        _item(store, name, language, title, text, now - _HOUR * (5 - place), grade, sectors, countries, mechanisms)
        for place, (language, (title, text)) in enumerate(told.items())
    ]
    store.search.add(items)
    store.joins.open(tell(items), items, follows=None, now=now)


def _item(
    store: Store,
    name: str,
    language: str,
    title: str,
    text: str,
    published: int,
    grade: Grade,
    sectors: tuple[str, ...],
    countries: tuple[str, ...],
    mechanisms: tuple[str, ...],
) -> Item:
    publisher, country = _PLACES[language]
    domain = language.lower()
    entry = Entry(
        source="feed",
        feed=f"https://{domain}.news.example/rss",
        publisher=publisher,
        country=country,
        title=title,
        lead=text,
        text=text,
        url=f"https://{domain}.news.example/{name}",
        published=published,
        language=language,
    )
    reading = Reading(
        language=language,
        grade=grade,
        countries=countries,
        sectors=tuple(Tag(sector, 0.9, (Evidence(title[:4], "title", 0, 4),)) for sector in sectors),
        mechanisms=tuple(Tag(mechanism, 0.8) for mechanism in mechanisms),
        summary=(Sentence(text, "text", 0, len(text)),),
    )
    return store.items.add(entry, reading, published=published, first_seen=published, pushable=True)
