"""Is a line of a document's head nothing but a date? What stands beside it decides: a label, a place, a source, a
byline, a weekday may; words that say something are the text's, and a sentence is no date line at all. Pure.
"""

import re
from dataclasses import dataclass
from enum import Enum

from digests.sources.dates.calendar import Calendar, Spotted


class Beside(Enum):
    """What stands beside a date in its line."""

    NOTHING = "nothing that a reader would miss"
    WORDS = "words that say something"
    SENTENCE = "the sentence that it is a part of"


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date in a line of its own."""

    seconds: int | None
    """``None`` where no year is written: whoever knows the day of reading knows it."""
    raw: str
    alone: bool
    """Whether nothing is lost where the line is left out, but for the author."""
    author: str | None = None
    """Whoever the line names as the writer beside the date."""


_WEEKDAY = (
    r"\(?(?:(?:星期|週|周|礼拜|禮拜)[1-6一二三四五六日天]|[月火水木金土日](?:曜日?)?(?:[・,]?祝日?)?|[월화수목금토일](?:요일)?|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?)\)"
    r"|(?:星期|週|周|礼拜|禮拜)[1-6一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|"
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
)
_LABEL = (
    r"(?:原稿|記事|文书|文書|新闻|新聞|资料|資料|報道|情報|最終|最后|最後|初回|기사|보도|최종|최초|자료)?\s?"
    r"(?:発表|公表|掲載|配信|更新|公開|作成|発行|発信|投稿|送信|制定|改正|改訂|発出|記入|提出|署名|採択|成立|发布|發布|发表|發表|公布|刊登|刊载|"
    r"发稿|發稿|发文|發文|成文|签发|簽發|上传|上傳|印发|印發|撰写|编辑|編輯|修改|修订|修訂|通过|通過|签署|簽署|"
    r"입력|수정|등록|게재|게시|배포|작성|승인|발행|발표|송고|보도|전송|업데이트|갱신|공개|채택|서명)"
    r"\s?(?:年月日|日期|日時|日时|日付|時間|时间|時刻|时刻|日|于|於|일시|일자|일|시간|시점|시각|날짜)?"
    r"|(?:發布|发布|發文|发文|發行|发行|主辦|主办|承辦|承办)(?:單位|单位|機關|机关|部門|部门)"
    r"|(?:日付|日期|日時|現在|付け?|时间|時間|年月日|날짜|일시|일자|시간|즉시)"
    r"|\b(?:(?:first|last|date|originally)\s+)?(?:published|posted|updated|modified|released?|issued|created|filed|dated?|adopted|signed|"
    r"done|embargo(?:ed)?(?: until)?|for immediate release)\b(?:\s+(?:on|at|in))?"
)
_BYLINE = re.compile(
    r"(?P<a>[가-힣]{2,4})\s?(?:기자|특파원|논설위원|선임기자)(?![가-힣])|(?:글|저자|필자)\s?[:·=/]\s?(?P<b>[가-힣]{2,4})(?![가-힣])|"
    r"(?:本[报報刊社网網])?(?:特约|特約)?(?:记者|記者|通讯员|作者|撰文|撰稿|責任編輯|责任编辑|责编|執筆|筆者)\s?[:/]?\s?"
    r"(?P<c>[\u4e00-\u9fff]{2,4})(?![\u3041-\u3096\u4e00-\u9fff])|"
    r"(?P<d>[\u30a1-\u30ff\u4e00-\u9fff]{2,8})\s?(?:記者|特派員|論説委員|編集委員)(?![\u3041-\u9fff])|"
    r"\b[Bb][Yy]:? (?P<e>(?:[A-Z][\w.'’-]+\s?){1,4})"
)
_NO_NAME = re.compile("本[报報紙刊社网網]|特[约約]|(?i:staff|the|our)\\b")
_NAME = "[\\u30a1-\\u30ff\\u4e00-\\u9fffA-Z・]"
_SOURCE = re.compile(
    rf"(?:来源|來源|出所|出典|提供|출처)\s?:\s?[^\W\d_]{{2,14}}(?!\w)|"
    rf"(?:来源|來源|出所|出典|提供|자료|출처|제공|\bsource)\s?:?|{_NAME}{{1,14}}(?:新聞|新闻|日报|日報|晚报|晚報|时报|時報|早报|早報|"
    r"通信社?|通讯社?|通訊社?|电视台?|電視台?|テレビ|放送|ニュース|新闻网|新聞網|网|網|社|報)|[가-힣A-Z]{1,10}(?:뉴스|신문|일보|방송|통신)"
    rf"|{_NAME}{{1,8}}[課室](?!{_NAME})"
    rf"|{_NAME}{{2,16}}(?:省|庁|廳|部|処|處|厅|局|委員会|委员会|委員會|秘书处|秘書處|大使馆|大使館|领事馆|領事館|協会|协会|協會)"
    rf"(?:{_NAME}{{0,10}}(?:課|室|司|处|處|局|部|班|係))?"
    r"|[가-힣]{1,12}(?:부|처|청|위원회|사무국|대사관|협회|공사|재단)(?![가-힣])(?:\s[가-힣]{1,10}(?:과|실|국|팀)(?![가-힣]))?"
    r"|\b(?:[A-Z][\w&.]{0,30}+\s){0,3}(?:News|Times|Post|Daily|Herald|Agency|Press|Journal|Today|Yonhap|Kyodo|Xinhua|Jiji|Reuters|"
    r"AFP|AP|NHK|KBS|CCTV|CGTN)\b"
)
_ISSUER = re.compile(
    rf"(?:{_NAME}{{2,16}}(?:省|庁|廳|部|厅|局|委員会|委员会|委員會|秘书处|秘書處|大使馆|大使館|領事館|领事馆)|[가-힣]{{1,12}}(?:부|처|청|위원회|대사관))"
    r"\s?(?:新聞稿|新闻稿|新聞發布|プレスリリース|報道発表|報道資料|보도자료|보도참고자료)?"
)
_EDITION = (
    r"(?:報道資料|報道発表(?:資料)?|新闻稿|新聞稿|보도\s?(?:참고)?\s?자료)|"
    r"(?:朝刊|夕刊|号外|電子版|デジタル版|オンライン|조간|석간|초판)|第?\s?\d{1,5}\s?(?:号|號|期|호|版|面)|제\s?\d{1,5}\s?호|"
    r"\b(?:no|vol|issue)\.?\s?\d{1,5}\b|\b\d{1,3} min(?:ute)?s? read\b|[\d,]{1,9}\s?(?:views?|次|回|뷰)|"
    r"(?:조회|浏览|瀏覽|阅读|閱讀|点击|點擊|閲覧)\s?(?:수|次数|次數|人数|人數|量|数|數)?\s?:?\s?[\d,]+\s?[次回]?"
)
_SPAN = (
    r"^(?:\s?[~〜～至到]\s?|[-–—])\d{1,2}\s?[日일号號]?(?!\d)|(?<!\d)\d{1,2}\s?[日일]?\s?[~〜～\-–—至到]\s?$|"
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s?(?:and|&)\s?$"
)
_AGES = (
    r"\((?:令和|平成|昭和|西暦|公元|西元|서기|民國|中華民國|農曆|农历|음력)?\s?\d{0,4}\s?年?[^()]{0,6}\)|(?:西暦|公元|西元|서기)|"
    r"(?:農曆|农历|旧暦|음력)\s?\d{1,2}\s?[月월]\s?\d{0,2}\s?[日일]?"
)
_ZONE = (
    r"\b(?:GMT|UTC|[JKC]ST|HKT|[ECMP][SD]T|BST|CES?T|Z)\b(?:\s?[+-]?\s?\d{1,2}:?\d{0,2})?|[+-]\d\d:?\d\d\b|"
    r"\(?(?:北京|日本|东京|東京|首尔|台北|臺北|香港|现地|現地|当地|當地|标准|標準|한국|서울|현지)\s?(?:标准|標準)?(?:时间|時間|時|시간|시각)\)?|"
    r"\b(?:local|beijing|tokyo|seoul|korea|japan|china)(?: standard)? time\b"
)
_ADDRESS = r"\S{1,64}@\S{1,64}|https?://\S+|www\.\S+"
_WITH_IT = re.compile(
    "|".join((_ADDRESS, _AGES, _WEEKDAY, _ZONE, _EDITION, rf"(?<!\w)(?:{_LABEL})(?!\w)", _SPAN)), re.IGNORECASE
)
"""What goes with a date and says nothing by itself."""
_APART = re.compile(r"[\s,，、。;；:：|｜/／・·()（）【】\[\]〔〕「」『』<>《》〈〉\"'“”‘’—–―~〜*_#=＝^•●■◆▶▲※«».…+-]+")
_JOINING = frozenset(
    ["on", "at", "in", "the", "of", "and", "by", "from", "de", "to", "am", "pm", "for", "local", "time"]
)
_PARTICLE = re.compile(
    r"[가-힣]{1,20}(?:에서|에게|으로|까지|부터|한다|했다|된다|됐다|이다|합니다|습니다)|[가-힣]{2,20}(?:은|는|을|를|의|에|과|와)"
)
_SPEAKS = re.compile(
    "[会會議议談谈協协作声聲明宣言約约盟發发開开催召行動动表訪访問问經经済济貿贸易環环技術术災灾結结果概要旨報报告計计畫划策統统選选挙舉"
    "首脳脑腦相合同意力締缔署新共公式中日韓韩朝米美欧歐国國三年月人事件機机構构食水氢氫能源価價格増增減减]"
    "|회의|회담|성명|선언|합의|협력|발표|정상|한중|한일|중일|공동|결과|계획|보고|협정|체결|추진|개최|방문|논의|대책|시행|출범|"
    "サミット|フォーラム|セミナー|シンポジウム|ワークショップ|プロジェクト|"
    "(?i:^(?:summits?|meetings?|statements?|talks|agreements?|reports?|forums?|conferences?|dialogues?|declarations?|"
    "communiques?|minutes|speech|remarks|readout|briefing|visits?|ministers?|leaders|ports?|trade|news|notice)$)"
)
"""Characters and words of which names of people and places are seldom made, and headlines often."""
_CITIES = (
    "東京 东京 北京 ソウル 首尔 首爾 서울 도쿄 베이징 京都 大阪 横浜 神戸 神户 名古屋 札幌 仙台 広島 广岛 "
    "福岡 福冈 那覇 奈良 新潟 金沢 長崎 上海 天津 重庆 重慶 广州 廣州 深圳 成都 杭州 南京 西安 武汉 武漢 "
    "青岛 青島 大连 大連 厦门 廈門 昆明 拉萨 海口 三亚 香港 澳门 澳門 台北 臺北 高雄 台中 釜山 仁川 大邱 "
    "光州 大田 济州 済州 濟州 世宗 慶州 庆州 平壌 平壤 부산 인천 대구 광주 대전 제주 세종 경주 평창 여수 "
    "수원 오사카 교토 후쿠오카 상하이 칭다오 홍콩 워싱턴 뉴욕 런던 파리 제네바 하노이 방콕 싱가포르 "
    "자카르타 华盛顿 華盛頓 纽约 紐約 联合国 聯合國 伦敦 倫敦 巴黎 日内瓦 日內瓦 河内 曼谷 新加坡 雅加达 "
    "莫斯科 布鲁塞尔 つくば さいたま いわき むつ えびの 日本 中国 中國 韓国 韩国 韓國 한국 중국 일본 "
    "tokyo beijing seoul busan osaka kyoto kobe nagoya sapporo sendai fukuoka shanghai tianjin guangzhou "
    "shenzhen chengdu qingdao dalian xiamen jeju incheon daegu gwangju daejeon gyeongju sejong pyongyang "
    "taipei macau japan china korea"
)
_PLACES = frozenset(_CITIES.split())
_OPENING = (
    "new san los ho kuala hong st nha da phnom tel port fort addis abu buenos rio sao cape south north republic ulan"
)
_FIRST_HALVES = frozenset(_OPENING.split())
_LONGEST = 120
"""Characters of a line that may be a date line."""
_LONGEST_NAME = 4
_MOST_NAMES = 2


def is_issuer(line: str) -> bool:
    """Whether a line is only the name of an office or outlet, alone or with the kind of what it issues."""
    return bool(_ISSUER.fullmatch(line.strip()))


def date_line(line: str, calendar: Calendar) -> DateLine | None:
    """The date in a line of a head, and whether the line is nothing else; ``None`` where it holds none, or a sentence
    holds it."""
    if len(line) > _LONGEST:
        return None
    spotted = calendar.spot_clear(line)
    if spotted is not None:
        beside = _beside(*_without_second(spotted, calendar))
        if beside is Beside.SENTENCE:
            return None
        author = _author(spotted.before) or _author(spotted.after)
        return DateLine(spotted.seconds, spotted.raw, beside is Beside.NOTHING, author)
    spotted = calendar.spot(line) or calendar.spot_yearless(line)
    if spotted is None or _beside(spotted.before, spotted.after) is not Beside.NOTHING:
        return None
    if spotted.dayless and _APART.sub("", spotted.before + spotted.after):
        return None
    if calendar.is_counted_back(line) and _APART.sub("", _bared(spotted.before) + _bared(spotted.after)):
        return None  # 3년 전 stands in headlines too, beside words that might be names
    return DateLine(spotted.seconds, spotted.raw, True, _author(spotted.before) or _author(spotted.after))


def _author(beside: str) -> str | None:
    """Whom what stands beside a date names as the writer; a desk's own reporter has no name."""
    names = (next(filter(None, found.groups()), "").strip(" .,") for found in _BYLINE.finditer(beside))
    return next((name for name in names if name and not _NO_NAME.match(name)), None)


def _without_second(spotted: Spotted, calendar: Calendar) -> tuple[str, str]:
    """What stands before and after a date, a second one (updated …) taken out."""
    second = calendar.spot_clear(spotted.after)
    return spotted.before, f"{second.before} {second.after}" if second else spotted.after


def _beside(before: str, after: str) -> Beside:
    before, after = _bared(before), _bared(after)
    left, right = _APART.split(before), _APART.split(after)
    if not (_stands_apart(left[-1]) and _stands_apart(right[0])):
        return Beside.SENTENCE
    tokens = [token for token in left + right if token]
    if any(_is_of_a_sentence(token) for token in tokens):
        return Beside.SENTENCE
    if _are_names(_unknown(tokens)):
        return Beside.NOTHING
    return Beside.SENTENCE if _unknown(left) and _unknown(right) else Beside.WORDS


def _bared(beside: str) -> str:
    """What stands beside a date, without what goes with one."""
    return _SOURCE.sub(" ", _BYLINE.sub(" ", _WITH_IT.sub(" ", beside)))


def _stands_apart(token: str) -> bool:
    """Whether what touches a date may do so: nothing, digits, or a place (於釜山)."""
    return not token or not token[0].isalpha() or token.lstrip("於于在").casefold() in _PLACES


def _unknown(tokens: list[str]) -> list[str]:
    """The words that are neither places we know nor joining words; the halves of a place's name count once."""
    found: list[str] = []
    for place, token in enumerate(tokens):
        low = token.lstrip("於于在").casefold()
        first_half = low in _FIRST_HALVES and place + 1 < len(tokens)
        if token and not (low in _PLACES or low in _JOINING or first_half or low.isdecimal()):
            found.append(token)
    return found


def _is_of_a_sentence(token: str) -> bool:
    low = token.casefold()
    if low in _PLACES or low in _JOINING:
        return False
    if token.isascii():
        return token.isalpha() and token.islower()
    hiragana = re.search("[ぁ-ゖ]", token) is not None
    return hiragana or bool(_PARTICLE.fullmatch(token)) or len(token) > 3 * _LONGEST_NAME


def _are_names(words: list[str]) -> bool:
    """Whether a few words may be the names of a place and a person: short, and none that headlines are made of."""
    latin = sum(word.isascii() for word in words)
    return len(words) <= _MOST_NAMES and latin <= 1 and all(_is_name(word) for word in words)


def _is_name(word: str) -> bool:
    if _SPEAKS.search(word):
        return False
    if word.isascii():
        return word[:1].isupper() and word.isalpha()
    return bool(re.fullmatch("[ァ-ヿー]{2,10}", word)) or (len(word) <= _LONGEST_NAME and word.isalpha())
