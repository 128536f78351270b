"""Which ideograph is meant by a radical that stands in its place, as PDF writers and fonts leave them in texts.

Source: the property Equivalent_Unified_Ideograph of the Unicode Character Database (EquivalentUnifiedIdeograph.txt,
Unicode 14; UAX 44), block CJK Radicals Supplement. The Kangxi Radicals carry theirs as compatibility decompositions.
"""

import unicodedata

_SUPPLEMENT = """
    ⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑
    ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王
    ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽𦥑
    ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長
    ⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼
    ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟
"""
_KANGXI = range(0x2F00, 0x2FD6)

IDEOGRAPHS = {ord(pair[0]): pair[1] for pair in _SUPPLEMENT.split()} | {
    number: unicodedata.normalize("NFKC", chr(number)) for number in _KANGXI
}
"""Radical -> ideograph, for ``str.translate``. ⺀ and ⺚ (U+2E9A is not assigned) stand for none."""
JAPANESE = {0x2F3E: "戸", 0x2FCA: "黒"}
"""Where Japan writes another ideograph than the one that Unicode names: its fonts draw 神戸 and 目黒 with these."""
