import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.language.detect import detect, detect_entry
from digests.model import Entry

OURS = {
    "en": ["Leaders meet in Seoul for trilateral talks", "Xi meets Takaichi", "RCEP", "BOJ holds rates at 0.75%"],
    "zh-Hans": [
        "三国领导人会议在首尔举行",
        "商务部公告",
        "日本地震最新消息",
        "核污染水排海",
        "优衣库の新品上市",
        "和牛「すき焼き」在广州受欢迎",
    ],
    "zh-Hant": [
        "三國領導人會議在首爾舉行",
        "台積電熊本廠動土",
        "日本管制再出招　先進設備輸中須逐案許可",
        "財政司司長會見傳媒",
    ],
    "ja": [
        "3カ国の首脳がソウルで会談した",
        "日中韓首脳会談開催",
        "中国外相来日",
        "日本貿易統計",
        "防衛白書公表",
        "AI・DX推進",
    ],
    "ko": ["세 나라 정상이 서울에서 회담했다", "美·中 정상회담", "iPhone 17 Pro Max 발표", "韓日 外相會談 개최"],
}
OTHERS = {
    "de": "Die Außenminister der drei Länder haben sich auf ein gemeinsames Vorgehen geeinigt",
    "fr": "Les ministres des trois pays se sont réunis pour discuter du commerce régional",
    "es": "Corea del Norte lanza otro misil",
    "it": "Tre paesi firmano un accordo sul clima",
    "pt": "Os líderes dos três países concordaram em reforçar a cooperação econômica",
    "nl": "Drie landen tekenen handelsakkoord",
    "sv": "Ledarna för de tre länderna kom överens om att stärka samarbetet",
    "fi": "Kolme maata allekirjoitti kauppasopimuksen",
    "pl": "Trzy kraje podpisują umowę handlową",
    "cs": "Tři země podepsaly obchodní dohodu",
    "hu": "Észak-Korea újabb rakétát lőtt ki",
    "ro": "Liderii celor trei țări au convenit să consolideze cooperarea economică",
    "tr": "Üç ülke ticaret anlaşması imzaladı",
    "vi": "Lãnh đạo ba nước nhất trí tăng cường hợp tác kinh tế",
    "id": "Korea Utara kembali luncurkan rudal",
    "ms": "Pemimpin ketiga-tiga negara bersetuju untuk mengukuhkan kerjasama ekonomi",
    "tl": "Nagkasundo ang mga pinuno ng tatlong bansa na palakasin ang kooperasyon",
    "ru": "Три страны подписали торговое соглашение",
    "uk": "Лідери трьох країн домовилися зміцнювати економічну співпрацю",
    "mn": "Гурван улс худалдааны хэлэлцээр байгууллаа",
    "ar": "ثلاث دول توقع اتفاقا تجاريا",
    "fa": "رهبران سه کشور توافق کردند که همکاری اقتصادی را تقویت کنند",
    "he": "שלוש מדינות חתמו על הסכם סחר",
    "hi": "तीन देशों ने व्यापार समझौते पर हस्ताक्षर किए",
    "bn": "তিন দেশ বাণিজ্য চুক্তি সই করেছে",
    "th": "สามประเทศลงนามข้อตกลงการค้า",
    "el": "Τρεις χώρες υπογράφουν εμπορική συμφωνία",
}


SHARED = {
    "zh-Hant": ["日本首相訪問韓國", "日中外相通話", "日銀維持利率不變", "日本前首相過世", "外相會談"],
    "zh-Hans": ["日本前首相去世", "日本首相就任", "国家主席出席", "日方表示", "日本防卫白皮书公布"],
    "ja": ["日韓首相会談", "政府追加予算決定", "北朝鮮弾道弾発射", "円安進行", "三国首脳", "上海市場", "首相記者会見"],
}
"""Headlines of words that all three write, told by a character or two."""


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for told in (OURS, SHARED) for language in told for text in told[language]]
)
def test_our_languages_are_told_apart_even_in_a_headline(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_another_language_is_named_not_forced(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text", ["", " \n", "😀🎉", "123 % …", "\x00\x07", "https://news.example/a?b=c", "<p><br/></p>"]
)
def test_what_says_nothing_has_no_language(text: str) -> None:
    assert detect(text) == "und"
    assert detect(text, "ja") == "und"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kankoku no daitouryou ga Tokyo wo otozureta", "ja-Latn"),
        ("Zhong Ri Han ziyou maoyi xieding tanpan", "zh-Latn"),
        ("Hanguk gwa Ilbon i hyeopryeok handa", "ko-Latn"),
        ("Takaichi to visit Seoul and Gyeongju", "en"),
    ],
)
def test_romanised_text_is_named_by_its_syllables(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Korean word 정 (jeong) has no translation", "en"),
        ("<p><a href='https://en.example/'>三国</a>の会談</p>", "ja"),
        ("RCEP・CPTPPをめぐる協議", "ja"),
        ("韩国“먹방”文化走红", "zh-Hans"),
        ("\u202b한국\u202c 수출", "ko"),
    ],
)
def test_the_script_that_carries_a_mixed_text_decides(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("hint", "language"),
    [
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("zh", "zh-Hans"),
        ("zh_CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("ZH-hant-hk", "zh-Hant"),
    ],
)
def test_a_hint_decides_what_all_three_could_have_written(hint: str, language: str) -> None:
    assert detect("外交部", hint) == language


@pytest.mark.parametrize("hint", ["en", "en-US", "ko", "", "x", "??"])
def test_a_wrong_or_empty_hint_changes_nothing(hint: str) -> None:
    assert detect("中国外相来日", hint) == "ja"
    assert detect("三國領導人會議", hint) == "zh-Hant"


def test_a_short_name_is_what_its_publisher_says() -> None:
    assert detect("Harbour Business", "en") == "en"
    assert detect("Business News Asia", "en-GB") == "en"
    assert detect("Corea del Norte lanza otro misil", "en") == "es"


@pytest.mark.parametrize(
    "headline",
    [
        "Li Qiang to visit Seoul, Tokyo in May",
        "Yoon Suk-yeol, Kishida Fumio meet in Seoul",
        "Han Duck-soo meets Li Qiang in Jakarta",
        "Busan-Fukuoka ferry resumes",
        "Tokyo, Seoul, Beijing agree on FTA",
    ],
)
def test_a_headline_full_of_names_is_told_by_the_words_between_them(headline: str) -> None:
    assert detect(headline) == detect(headline, "en") == detect(headline, "ja") == "en"


def test_a_headline_full_of_names_in_another_language_is_not_forced() -> None:
    assert detect("Xi Jinping bertemu Kishida Fumio di Bali") == "id"
    assert detect("Kishida Fumio Bali'de Xi Jinping ile bir araya geldi") == "tr"


def test_a_headline_without_kana_is_told_by_what_follows_it() -> None:
    headline = Entry("feed", "https://a.example/", "A", "XX", "東京")
    assert detect_entry(Entry("feed", "f", "A", "XX", "東京", lead="首脳が会談した。")) == "ja"
    assert detect_entry(Entry("feed", "f", "A", "XX", "東京", text="領導人舉行會談，並發表聲明。")) == "zh-Hant"
    assert detect_entry(Entry("feed", "f", "A", "TW", headline.title)) == "zh-Hant"


def test_a_million_letters_of_one_word_are_answered_at_once() -> None:
    assert detect("x" * 1_000_000) == "en"
    assert detect("ア" * 1_000_000) == "ja"


@given(st.text(max_size=80), st.text(max_size=6) | st.none())
def test_any_text_has_an_answer(text: str, hint: str | None) -> None:
    assert detect(text, hint).replace("-", "").isalpha()


def test_the_sample_set_is_read_without_a_mistake(testdata: Path) -> None:
    for line in (testdata / "gold" / "dev" / "items.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for text in (row["title"], row["summary"], row["text"]):
            assert detect(text) == row["lang"], text
