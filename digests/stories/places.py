"""Places by their Han name and how they sound, so that 金沢 meets Kanazawa and 가나자와. Chinese and Korean names too.

A name in Han characters says nothing of its sound; everyone else spells the sound. Regions and larger cities of the
three countries, as any atlas lists them.
"""

from functools import cache

import ahocorasick

from digests.language.fold import fold
from digests.stories.sounds import plain_han, sound_of_latin

_JAPAN = """
北海道 Hokkaido 青森 Aomori 岩手 Iwate 宮城 Miyagi 秋田 Akita 山形 Yamagata 福島 Fukushima 茨城 Ibaraki 栃木 Tochigi
群馬 Gunma 埼玉 Saitama 千葉 Chiba 東京 Tokyo 神奈川 Kanagawa 新潟 Niigata 富山 Toyama 石川県 Ishikawa 福井 Fukui
山梨 Yamanashi 長野 Nagano 岐阜 Gifu 静岡 Shizuoka 愛知 Aichi 三重県 Mie 滋賀 Shiga 京都 Kyoto 大阪 Osaka 兵庫 Hyogo
奈良 Nara 和歌山 Wakayama 鳥取 Tottori 島根 Shimane 岡山 Okayama 広島 Hiroshima 山口県 Yamaguchi 徳島 Tokushima
香川 Kagawa 愛媛 Ehime 高知 Kochi 福岡 Fukuoka 佐賀 Saga 長崎 Nagasaki 熊本 Kumamoto 大分 Oita 宮崎 Miyazaki
鹿児島 Kagoshima 沖縄 Okinawa 札幌 Sapporo 函館 Hakodate 旭川 Asahikawa 釧路 Kushiro 仙台 Sendai 盛岡 Morioka
水戸 Mito 宇都宮 Utsunomiya 前橋 Maebashi 横浜 Yokohama 川崎 Kawasaki 横須賀 Yokosuka 鎌倉 Kamakura 箱根 Hakone
軽井沢 Karuizawa 松本 Matsumoto 金沢 Kanazawa 能登 Noto 輪島 Wajima 名古屋 Nagoya 豊田市 Toyota 浜松 Hamamatsu
四日市 Yokkaichi 伊勢 Ise 志摩 Shima 大津市 Otsu 神戸 Kobe 姫路 Himeji 堺市 Sakai 関西 Kansai 舞鶴 Maizuru
倉敷 Kurashiki 下関 Shimonoseki 松山 Matsuyama 高松 Takamatsu 北九州 Kitakyushu 九州 Kyushu 佐世保 Sasebo 別府 Beppu
那覇 Naha 石垣 Ishigaki 与那国 Yonaguni 対馬 Tsushima 小笠原 Ogasawara 硫黄島 Ioto 尖閣 Senkaku 竹島 Takeshima
佐渡 Sado 柏崎 Kashiwazaki 刈羽 Kariwa 六ケ所 Rokkasho 泊原発 Tomari 川内原発 Sendai 高浜 Takahama 女川 Onagawa
浜岡 Hamaoka 美浜 Mihama 玄海 Genkai 千歳 Chitose 苫小牧 Tomakomai 熊谷 Kumagaya 日立市 Hitachi 筑波 Tsukuba
柏市 Kashiwa 成田 Narita 羽田 Haneda 霞が関 Kasumigaseki 靖国 Yasukuni 築地 Tsukiji 豊洲 Toyosu 渋谷 Shibuya
新宿 Shinjuku 秋葉原 Akihabara 上野 Ueno 嘉手納 Kadena 普天間 Futenma 辺野古 Henoko 岩国 Iwakuni
"""
_CHINA = """
北京 Beijing 上海 Shanghai 天津 Tianjin 重慶 Chongqing 河北省 Hebei 山西省 Shanxi 遼寧 Liaoning 吉林 Jilin
黒竜江 Heilongjiang 黑龙江 Heilongjiang 江蘇 Jiangsu 浙江 Zhejiang 安徽 Anhui 福建 Fujian 江西 Jiangxi 山東 Shandong
河南 Henan 湖北 Hubei 湖南 Hunan 広東 Guangdong 海南 Hainan 四川 Sichuan 貴州 Guizhou 雲南 Yunnan 陝西 Shaanxi
甘粛 Gansu 青海 Qinghai 広西 Guangxi 寧夏 Ningxia 新疆 Xinjiang 香港 Hongkong 澳門 Macau 石家荘 Shijiazhuang
瀋陽 Shenyang 大連 Dalian 長春 Changchun 延辺 Yanbian 丹東 Dandong 南京 Nanjing 蘇州 Suzhou 無錫 Wuxi 揚州 Yangzhou
塩城 Yancheng 連雲港 Lianyungang 杭州 Hangzhou 寧波 Ningbo 温州 Wenzhou 台州 Taizhou 湖州 Huzhou 紹興 Shaoxing
義烏 Yiwu 舟山 Zhoushan 合肥 Hefei 福州 Fuzhou 廈門 Xiamen 泉州 Quanzhou 南昌 Nanchang 済南 Jinan 青島 Qingdao
煙台 Yantai 威海 Weihai 曲阜 Qufu 済寧 Jining 淄博 Zibo 濰坊 Weifang 鄭州 Zhengzhou 洛陽 Luoyang 武漢 Wuhan
長沙 Changsha 広州 Guangzhou 深圳 Shenzhen 珠海 Zhuhai 東莞 Dongguan 佛山 Foshan 海口 Haikou 三亜 Sanya 博鰲 Boao
成都 Chengdu 貴陽 Guiyang 昆明 Kunming 西安 Xian 敦煌 Dunhuang 蘭州 Lanzhou 西寧 Xining 南寧 Nanning 桂林 Guilin
銀川 Yinchuan 烏魯木斉 Urumqi 哈爾浜 Harbin 雄安 Xiongan 釣魚島 Diaoyu 玛多 Maduo 果洛 Golog 那曲 Nagqu
唐山 Tangshan 徐州 Xuzhou 常州 Changzhou 南通 Nantong 嘉興 Jiaxing
"""
_KOREA = """
首爾 Seoul 釜山 Busan 大邱 Daegu 仁川 Incheon 光州 Gwangju 大田 Daejeon 蔚山 Ulsan 世宗 Sejong 京畿道 Gyeonggi
江原道 Gangwon 忠清 Chungcheong 全羅 Jeolla 慶尚 Gyeongsang 済州 Jeju 水原 Suwon 龍仁 Yongin 平沢 Pyeongtaek
華城 Hwaseong 城南 Seongnam 坡州 Paju 春川 Chuncheon 江陵 Gangneung 平昌 Pyeongchang 清州 Cheongju 天安 Cheonan
全州 Jeonju 群山 Gunsan 木浦 Mokpo 麗水 Yeosu 光陽 Gwangyang 慶州 Gyeongju 浦項 Pohang 亀尾 Gumi 安東 Andong
昌原 Changwon 巨済 Geoje 鬱陵 Ulleung 独島 Dokdo 板門店 Panmunjom 開城 Kaesong 金浦 Gimpo 利川 Icheon 鎮海 Jinhae
泗川 Sacheon 高興 Goheung 羅老 Naro 古里 Kori 月城 Wolseong 霊光 Yeonggwang 平壌 Pyongyang 寧辺 Yongbyon
豊渓里 Punggye 鴨緑江 Amnok 白頭山 Baekdu 白翎島 Baengnyeong 龍山 Yongsan 汝矣島 Yeouido 江南区 Gangnam
松島国際 Songdo
"""


@cache
def _finder() -> ahocorasick.Automaton:
    finder = ahocorasick.Automaton()
    words = (_JAPAN + _CHINA + _KOREA).split()
    for name, spelling in zip(words[::2], words[1::2], strict=True):
        finder.add_word(plain_han(fold(name)), sound_of_latin(spelling))
    finder.make_automaton()
    return finder


@cache
def known_sounds() -> frozenset[str]:
    """The sounds of all places: a name this short is one only if it is among them."""
    return frozenset(_finder().values())


def places(text: str) -> set[str]:
    """How the places named in ``plain_han`` text sound."""
    return {sound for _, sound in _finder().iter_long(text)}
