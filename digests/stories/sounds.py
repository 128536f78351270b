"""How names sound, so that one name written in hangul, kana, hanja or Latin letters is seen to be one.

KS X 1001 lists its 4,888 hanja in the order of their Korean readings and Python's codec holds that order, so the
lengths of the runs are enough to have the readings: no dictionary is shipped.
"""

from functools import cache

import regex
from opencc import OpenCC

from digests.language.fold import fold

_HANJA_RUNS = (
    "가29각11간24갈10감20갑6강24개20객2갱4갹1거17건12걸4검7겁3게3격7견11결6겸6경45계24고39곡7곤10골3공17과13곽4관16괄4광13괘3괴9굉4교25구54국6군6"
    "굴4궁6권10궐5궤7귀5규15균7귤1극7근16금14급7긍4기64긴1길5끽1나25난7날2남10납4낭7내7녀1년3념5녕1노27농5뇌6뇨9눈1눌1뉴8능3니2닉2다2단20달5담17답5당1"
    "1대17덕2도40독10돈10돌2동17두11둔6득1등9라10락9란8랄2람10랍3랑8래4랭1략2량13려18력7련12렬6렴5렵1령18례5로18록7론1롱7뢰8료12룡1루13류14륙3륜6률"
    "4륭1륵2름1릉6리26린9림5립4마8막6만19말7망12매14맥5맹6멱2면11멸2명15몌1모24목7몰2몽3묘12무22묵2문12물3미19민13밀3박19반25발11방28배20백8번10벌"
    "4범9법2벽12변6별4병17보16복17본1볼1봉17부42북1분20불4붕6비43빈14빙4사60삭4산12살5삼8삽4상31새3색5생5서30석15선32설13섬8섭4성18세9소37속9손6솔"
    "1송8쇄5쇠2수61숙12순27술4숭3슬3습5승10시28식15신24실4심10십3쌍1씨1아18악14안10알4암8압4앙7애11액7앵4야11약10양30어10억5언6얼2엄6업2엔1여24역1"
    "3연46열7염15엽6영38예24오30옥5온6올1옹9와8완18왈1왕5왜4외7요36욕6용24우32욱9운13울3웅2원27월3위25유57육7윤16율1융5은7을1음6읍3응4의19이40익6인"
    "24일9임11입5잉4자26작13잔5잠6잡1장37재17쟁4저28적25전41절8점9접3정55제23조46족4존2졸3종17좌5죄1주40죽2준19줄1중4즉1즐1즙3증11지34직5진35질15"
    "짐3집6징3차15착7찬15찰5참10창22채12책4처4척15천19철10첨10첩10청9체9초27촉6촌4총10촬1최3추23축12춘3출3충6췌4취14측5층1치24칙3친1칠3침9칩1칭2쾌1"
    "타14탁16탄10탈2탐4탑3탕5태15택2탱1터1토4통7퇴6투6특2틈1파16판9팔3패11팽4퍅1편10폄1평5폐10포28폭6표14품2풍5피7필10핍2하14학5한14할2함12합7항17해"
    "18핵2행5향9허4헌4헐1험2혁4현21혈4혐1협12형20혜9호41혹3혼6홀3홍10화15확5환17활5황24회20획2횡3효13후13훈10훙1훤4훼3휘8휴5휼3흉5흑1흔4흘4흠3흡4흥1"
    "희20힐1"
)
"""KS X 1001 from 0xCAA1: a reading and how many hanja in a row have it."""

_RUN = regex.compile(r"(\D)(\d+)")
_INITIALS = "kknttrmppss.sssktph"
_VOWELS = "a a ia ia u i iu i u ua ua i iu u u ui ui iu u ui i".split()  # noqa: SIM905 - read as a table
_FINALS = ".kkknnn.rrrrrrrrmpp..nssk.ph"
"""Sounds of the 19 initials, 21 vowels and 28 finals of a hangul syllable, in the order of Unicode; "." is none."""
_LATIN_SOUNDS = (
    ("sch", "s"),
    ("tch", "s"),
    ("tsu", "su"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "s"),
    ("ts", "s"),
    ("th", "t"),
    ("ph", "p"),
    ("ck", "k"),
    ("ng", "n"),
    ("qu", "ku"),
    ("ce", "si"),
    ("ci", "si"),
    ("eo", "u"),
    ("eu", "u"),
    ("ae", "i"),
    ("oo", "u"),
    ("ee", "i"),
)
_LATIN = str.maketrans(
    {
        "c": "k",
        "g": "k",
        "q": "s",
        "x": "s",
        "z": "s",
        "j": "s",
        "d": "t",
        "b": "p",
        "f": "p",
        "v": "p",
        "l": "r",
        "e": "i",
        "y": "i",
        "o": "u",
        "w": "u",
    }
)
_KANA = (
    "ア a イ i ウ u エ i オ u カ ka キ ki ク ku ケ ki コ ku サ sa シ si ス su セ si ソ su "
    "タ ta チ si ツ su テ ti ト tu "
    "ナ na ニ ni ヌ nu ネ ni ノ nu ハ ha ヒ hi フ hu ヘ hi ホ hu マ ma ミ mi ム mu メ mi モ mu ヤ ia ユ iu ヨ iu "
    "ラ ra リ ri ル ru レ ri ロ ru ワ ua ヲ u ン n ガ ka ギ ki グ ku ゲ ki ゴ ku ザ sa ジ si ズ su ゼ si ゾ su "
    "ダ ta ヂ si ヅ su デ ti ド tu バ pa ビ pi ブ pu ベ pi ボ pu パ pa ピ pi プ pu ペ pi ポ pu ヴ pu "
    "ァ a ィ i ゥ u ェ i ォ u ャ ia ュ iu ョ iu"
)
_KANA_SOUNDS = dict(zip(_KANA.split()[::2], _KANA.split()[1::2], strict=True))
_DOUBLED = regex.compile(r"(.)\1+")
_FOREIGN_F = regex.compile(r"フ(?=[ァィェォ])")
_HELPING_VOWEL = regex.compile(r"(?<=[^aiu])u(?![aiu])")
"""The vowel that kana and hangul put after a consonant standing alone; with it goes every ``u`` in such a place."""


@cache
def _plain_table() -> dict[int, str]:
    """Traditional and Japanese forms of a character -> the simplified one."""
    han = [chr(code) for code in range(0x4E00, 0x9FFF)]
    modern = OpenCC("jp2t").convert("\n".join(han)).split("\n")
    return {ord(before): fold(after) for before, after in zip(han, modern, strict=True) if fold(after) != before}


def plain_han(text: str) -> str:
    """Traditional, simplified and Japanese forms of a character as one: ``澤`` and ``沢`` become ``泽``."""
    return text.translate(_plain_table())


@cache
def _hanja() -> dict[int, str]:
    readings: dict[int, str] = {}
    codes = (bytes((high, low)) for high in range(0xCA, 0xFE) for low in range(0xA1, 0xFF))
    for reading, count in _RUN.findall(_HANJA_RUNS):
        for _ in range(int(count)):
            character = plain_han(fold(next(codes).decode("euc_kr")))
            readings.setdefault(ord(character), even_hangul(reading))
    return readings


def in_hangul(text: str) -> str:
    """Han characters of ``plain_han`` text by their Korean reading, the rest as it is: ``环境部长`` -> ``환경부장``."""
    return even_hangul(text.translate(_hanja()))


@cache
def _even_initials() -> dict[int, str]:
    """A Korean word's first ㄹ is written ㄴ or ㅇ (力: 력, 역): both as one, wherever they stand."""
    front = {2, 3, 6, 7, 12, 17, 20}  # vowels with i or y before which ㄴ falls silent as well
    table: dict[int, str] = {}
    for rest in range(588):
        silent = rest // 28 in front
        table[0xAC00 + 5 * 588 + rest] = chr(0xAC00 + (11 if silent else 2) * 588 + rest)
        if silent:
            table[0xAC00 + 2 * 588 + rest] = chr(0xAC00 + 11 * 588 + rest)
    return table


def even_hangul(text: str) -> str:
    """Hangul with the initial-sound rule taken back, so that a reading inside a word and at its start agree."""
    return text.translate(_even_initials())


def sound_of_hangul(word: str) -> str:
    """``칭다오`` -> ``sintau``: a rough key that ``Qingdao`` and ``チンタオ`` share."""
    sounds = []
    for character in word:
        code = ord(character) - 0xAC00
        if 0 <= code < 11172:
            initial, vowel, final = code // 588, code // 28 % 21, code % 28
            sounds.append(_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final])
    return _squash("".join(sounds))


def sound_of_kana(word: str) -> str:
    """``コインマル`` -> ``kuinmar``."""
    spelt = (
        _FOREIGN_F.sub("プ", word)
        .replace("プァ", "パ")
        .replace("プィ", "ピ")
        .replace("プェ", "ペ")
        .replace("プォ", "ポ")
    )
    return _squash("".join(_KANA_SOUNDS.get(character, "") for character in spelt))


def sound_of_latin(word: str) -> str:
    """``CoinMaru`` -> ``kuinmar``."""
    word = word.casefold()
    for letters, sound in _LATIN_SOUNDS:
        word = word.replace(letters, sound)
    return _squash(word.translate(_LATIN))


def _squash(sounds: str) -> str:
    return _DOUBLED.sub(r"\1", _HELPING_VOWEL.sub("", sounds.replace(".", "")))
