"""What a sentence does: decides, measures, dates, proposes; or recalls, praises, quotes, tells a story. Pure.

Words of news and official prose in five languages. Each cue is one pattern; a sentence has a cue or has not.
"""

import re
from collections.abc import Mapping

_PATTERNS: Mapping[str, str] = {
    # ---- what makes a sentence news
    "decision": r"\bagreed\b|\bagree (?:to|on|that)\b|\bdecided\b|\bdecision to\b|\badopt(?:ed|s)\b|"
    r"\bsigned\b|\bsigning of\b|\bconcluded (?:an?|the|on)\b|\barrangement concluded\b|"
    r"\bapprov(?:ed|es)\b|\bendorsed\b|\bresolved to\b|\bpledged\b|\bcommitted (?:to|themselves|"
    r"itself)\b|\blaunch(?:ed|es|ing)?\b|\bannounced\b|\bunveiled\b|\bset up\b|\bestablish(?:ed|"
    r"es|ing|ment of)?\b|"
    r"\bcreate[sd]?\b|\bundertook\b|\bunder (?:the|an|this|a) (?:new )?(?:agreement|deal|"
    r"arrangement|accord|plan|memorandum|pact|scheme|programme|program)\b|\bratified\b|"
    r"\bsuspend(?:ed|s)?\b|\blift(?:ed|s)\b|\bban(?:ned|s)?\b|"
    r"\bimpos(?:ed?|es)\b|\bshall\b|\bintroduc(?:e|es|ed|ing)\b|\bjointly\b|\bto (?:hold|"
    r"establish|launch|create|share|expand|extend|introduce) (?:a|an|the)\b|"
    r"商定|同意|决定|決定|达成|達成|签署|簽署|签订|簽訂|通过了|通過了|审议通过|宣布|发布|發布|"
    r"公布|批准|设立|設立|建立|启动|啟動|成立(?!以来|以來|于|於)|确定|確定|生效|实施|實施|施行|"
    r"承诺|承諾|共识|共識|"
    r"一致认为|一致認為|敲定|拍板|落实|上调|下调|上調|下調|联合(?!国)|聯合(?!國)|互认|互認|开通|"
    r"開通|统一|統一|"
    r"合意|決定|決めた|決めまし|決まった|署名|調印|採択|締結|結んだ|発表|設立(?!以来|から)|創設|立ち上げ|"
    r"開始|始め(?:る|ます|た|まし)|導入|実施し|実施する|施行|発効|承認|可決|表明|一致し|"
    r"ことで一致|ことに(?:した|しまし|なった|なりまし)|公表|公開し|共同で|義務(?:付|づ)け|"
    r"取り決め|まとめた|"
    r"합의|하기로|기로 (?:했|하|뜻|결)|결정|채택|서명|체결|발표|설립(?! 이후| 이래|된 지)|신설|"
    r"출범|시행|발효|도입|"
    r"착수|승인|의결|공동으로|공동 ?운용|선언|약속|통보하|개설|구축|맺고|맺었",
    "future": r"\bwill\b|\bplan(?:s|ned)? to\b|\bis (?:planned|scheduled|due|expected)\b|\bare (?:planned|"
    r"scheduled|due|expected)\b|\bby (?:20\d\d|the end of|(?:next|this) )|\bfrom (?:January|"
    r"February|March|April|May|June|July|August|September|October|November|December|20\d\d|"
    r"next)|\bstarting (?:in|on|from)\b|\bnext year\b|\baims? to\b|\btarget(?:s|ed)?\b|"
    r"\bwould\b|"
    r"将|將|计划|計劃|拟(?![定议])|擬(?!定)|预计|預計|力争|力爭|年底前|月底前|之前完成|明年|"
    r"起，|起将|日起|月起|年起|到20\d\d年|至20\d\d年|今后|未来三年|目标|目標|会在|會追加|会追加|"
    r"爭取|争取|"
    r"予定|計画|方針|見通し|見込|目指(?:す|し)|来年|来月|来春|来年度|までに|から(?:、|本格|順次|始)|"
    r"月から|年から|日から|年度から|今後|開きます|延びます|増え(?:ます|、)|します。$|"
    r"계획|방침|예정|전망|목표|내년|다음 달|까지|부터|할 것|로 늘|로 확대|추진|겠습니다|겠다[.]|"
    r"한다[.]?$|된다[.]?$",
    "obligation": r"\bmust\b|\bshould\b|\bought to\b|\bneeds? to\b|\bhas to\b|\bhave to\b|\brequire[sd]?\b|"
    r"\boblige[sd]?\b|\burge[sd]?\b|\bcall(?:ed|s)? (?:for|on)\b|\bpropos(?:e|es|ed|al)\b|"
    r"\brecommend(?:s|ed)?\b|\bsuggest(?:s|ed)?\b|\bcould\b|"
    r"应当|應當|应该|應該|必须|必須|需要|有必要|呼吁|呼籲|建议|建議|要求|提出|主张|主張|倡议|"
    r"倡議|不得|有权|有權|有望|可以|应由|应先|须|須|"
    r"べき|必要(?:が|だ|です)|求め|提案|提言|義務|訴え|なければならない|ねばならない|促し|呼びかけ|求められ|"
    r"해야|야 한다|필요가|필요하|제안|촉구|요구|의무|강조했|권고|기회다|시급|바람직|관건",
    "measure": r"\d[\d,.]{0,15}+\s?(?:%|percent|per cent|percentage points?|million|billion|trillion|tonnes?|"
    r"tons?|megawatts?|gigawatts?|MW|GW|km|kilomet|hectares?|cases|people|companies|countries|"
    r"hours|minutes|seconds|days|years|months|cents|yen|won|yuan|dollars)|[$€£¥￥₩]\s?\d|"
    r"\d[\d,.]{0,15}+\s?(?:％|%|个百分点|個百分點|万|萬|亿|億|兆|千|百|倍|吨|噸|公里|小时|小時|天|人|"
    r"人次|家|项|項|个|個|座|台|艘|美元|元|日元|日圓|韩元|韓元|分之|成|歐元|欧元|架|辆|例|起)|"
    r"[一二三四五六七八九十百千两兩]{2,12}+(?:万|萬|亿|億|吨|噸|人|家|种|種|项|項|张|張|倍|元|年|"
    r"个月|個月|瓩|公里|小时|度)|[一二三四五六七八九](?:成|倍)|"
    r"[一二三四五六七八九十百千]{2,12}+(?:人|隻|件|社|円|校|回|機関|都市|か所|分|時間|日|館|点)|"
    r"\d[\d,.]{0,15}+\s?(?:％|%|ポイント|万|億|兆|千|人|件|社|円|ドル|トン|キロ|時間|分|秒|日間|年間|"
    r"カ国|か国|ヶ国|都市|割|倍|台|隻|基|品目|機関|校|社)|[一二三四五六七八九十百千]{1,12}+(?:万|億|"
    r"トン|工場|か年|カ年|社|倍|割)|"
    r"\d[\d,.]{0,15}+\s?(?:%|％|퍼센트|포인트|만|억|조|천|명|건|개|곳|대|척|원|달러|톤|t|㎞|km|시간|"
    r"분|초|일|년|개국|배|종|가구|마리|회|MW|GW)",
    "change": r"\b(?:rose|risen|fell|fallen|grew|grown|increased?|decreased?|declined?|dropped|doubled|"
    r"tripled|halved|rais(?:e|ed|ing)|cut|reduc(?:e|ed|ing)|lower(?:ed)?|extend(?:ed)?|"
    r"expand(?:ed|s)?|up from|down from|jumped|surged|record|only|save|cost|gain|compared with|"
    r"accounts? for)\b|"
    r"增长|增長|增加|下降|减少|減少|上升|提高|降低|降至|降到|升至|增至|延长|延長|扩大|擴大|缩短|"
    r"縮短|提前|超过|超過|突破|占|仅|僅|只有|達到|达到|同比|翻番|由.{1,16}(?:到|至|降|升)|缺口|"
    r"押后|押後|推迟|推遲|高出|减排|"
    r"増え|増加|減り|減少|減る|下が|上が|で済|なくな|半分|減ら|伸び|上回|下回|超え|過去最高|"
    r"最多|拡大|縮小|引き上げ|"
    r"引き下げ|延長|短縮|倍増|三倍|半減|首位|占め|前年|にとどま|だけ|のみ|達し|上昇|下落|"
    r"증가|늘었|늘어|늘리|감소|줄었|줄어|줄이|줄고|줄며|줄게|늘고|늘며|늘게|확대|축소|인상|인하|"
    r"연장|단축|최고|최대|넘어|달했|"
    r"달한다|이른다|차지|그쳤|뿐이|불과|대비|로 높|로 낮|배로|급증|급감",
    "finding": r"\b(?:found|shows?|showed|according to|estimates?|estimated|survey|data|figures|reported|"
    r"statistics|study|records?)\b|测算|測算|估计|估計|估算|数据显示|數據顯示|统计|統計|调查|"
    r"調查|报告显示|報告顯示|显示|顯示|据|據|根据|根據|承认|承認|結果顯示|结果显示|"
    r"調査|統計|推計|試算|によると|によれば|分かった|わかった|明らかに|判明|データ|報告書|集計|"
    r"조사|통계|추산|추정|따르면|나타났|집계|분석|보고서|기록을 보면|밝혀졌|드러났|결과",
    # ---- what makes it something else
    "ceremony": r"\b(?:minutes of|without amendment|agenda was|visited|toured|laid (?:flowers|a wreath|"
    r"wreaths)|posed for|attended by|attend(?:ed)?|"
    r"gathered|participants?|took part|dinner|banquet|lunch|coffee|photograph|applause|hosted|"
    r"was (?:held|convened|opened)|met (?:in|at|on)|opened (?:in|at)|exchanged views|"
    r"in a spirit of|frank|cordial|mutual respect|presentations?|delegates? (?:from|recalled)|"
    r"recalled|in attendance|welcomed by|on the sidelines|chaired)\b|"
    r"参观|參觀|考察|合影|出席|列席|参加|參加|齐聚|齊聚|举行(?:了)?(?:会议|會議|会谈|仪式|。)|"
    r"舉行(?:了)?|召开|召開|主持|共进|宴会|晚宴|致辞|致辭|听取|聽取|回顾|回顧|坦诚|坦誠|"
    r"友好的气氛|深入交换|交换(?:了)?(?:意见|看法)|交換(?:了)?(?:意見|看法)|慰问|忆及|"
    r"來自.{2,20}代表|来自.{2,30}(?:代表|学生|专家|官员)|"
    r"出席|参加し|参加者|視察|訪問|訪れ|見学|懇談|会食|開かれた|開かれまし|開催され|意見交換|"
    r"意見を交わ|和やか|集ま|記念撮影|座談会|交流会|聞きまし|"
    r"참석|참가|방문|둘러보|시찰|만찬|오찬|기념촬영|열린 뒤|열렸다|개최됐|개최되|의견을 (?:나|"
    r"교환)|교환했|관람|체험",
    "diplomatic": r"\b(?:reaffirmed|reiterated|welcomed|noted|took note|recalled|stressed|emphasi[sz]ed|"
    r"underlined|underscored|expressed|recogni[sz]ed|acknowledged|looked forward|look forward|"
    r"encouraged|appreciat(?:ed|ion)|shared the view|highlighted|affirmed)\b|"
    r"重申|欢迎|歡迎|注意到|期待|强调|強調|鼓励|鼓勵|赞赏|讚賞|肯定|忆及|认识到|認識到|"
    r"支持(?:东盟|東協)|表示(?:愿|願|赞赏|关切|歡迎|欢迎)|高度评价|高度評價|"
    r"再確認|歓迎し|歓迎する|留意|期待(?:し|を|が)|強調し|評価し|認識を共有|確認し(?:た|ました)|重要性|改めて|"
    r"재확인|환영(?:했|한다|하)|주목(?:했|한다)|기대(?:했|한다|를)|강조(?:했|한다|하)|평가(?:했|"
    r"한다)|공감|인식을 같이|높이 평가",
    "open_end": r"\b(?:no (?:agreement|conclusion|decision|consensus|breakthrough)|not (?:reached|"
    r"established|agreed|decided|include|mention)|views differed|differed|differences remain|"
    r"was discussed|were discussed|remains? (?:unclear|to be)|premature|undecided|"
    r"without (?:agreement|result)|working group will|further (?:discussion|study)|referred to|"
    r"consider(?:ed|ing)?|unresolved)\b|"
    r"尚未|未达成|未達成|没有达成|沒有達成|意见不一|意見不一|分歧|不尽相同|不盡相同|有待|留待|"
    r"继续讨论|繼續討論|继续保持|进一步(?:研究|论证|讨论)|進一步(?:研究|討論)|没有表态|沒有表態|"
    r"反应不一|反應不一|不透明|未提及|"
    r"見送|先送り|結論は出|至らな|まとまらな|隔たり|溝は|継続(?:協議|審議)|引き続き(?:議論|"
    r"協議)|触れな|不透明|課題|"
    r"결론을? (?:내지|못|나지)|합의(?:하지|에 이르지) 못|이견|추후|다시 논의|계속 논의|미정|"
    r"불투명|언급하지|온도 차|유보",
    "next_meeting": r"\bnext (?:meeting|session|round|summit|dialogue|forum|conference)\b.{0,50}\b(?:will|is|"
    r"to be|in)\b|\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|"
    r"rd|th)) (?:meeting|session|round|summit|dialogue|forum|conference)\b.{0,20}\bwill be\b|"
    r"\bwill (?:host|chair) the next\b|"
    r"(?:下次|下一(?:轮|輪|届|屆|次)|下届|下屆).{0,20}(?:将|將|在|于|於|定于)|次回.{0,24}(?:開|"
    r"予定|議長|行)|(?:다음|차기) (?:회의|회담|협상|대화|포럼|회기)",
    "background": r"\b(?:since (?:19|20)\d\d|founded in|established in (?:19|20)\d\d|in (?:19|20)[01]\d|"
    r"at present|currently|until now|previously|earlier|last (?:year|month|week)|years? ago|"
    r"had been|used to|history|traditionally|long been|the usual|once|before)\b|"
    r"此前|之前|以往|过去|過去|历来|曾经|曾經|曾|目前|近年来|近年來|多年来|去年|前年|早在|"
    r"始建于|成立于|成立於|长期以来|一直|迄今|背景|在此之前|"
    r"これまで|従来|かつて|以前|当時|昨年|一昨年|去年|近年|年前|長年|長く|もともと|初めて(?:開|"
    r"会|訪)|以来|覚えて|"
    r"지금까지|그동안|그간|과거|당시|지난해|작년|재작년|최근|년 전|이후|예전|오랫동안|처음 열린",
    "quoted": r"[“\\x22「『].{12,}|\bsaid\b|\bsays\b|\badded\b|\btold\b|\bin (?:his|her) words\b|说[：:，。]|"
    r"說[：:，。]|表示[，：:]|指出[，：:]|笑着说|坦言|举例说|と(?:述べ|語|話|強調|指摘|説明|"
    r"訴え|いう)|そうです|(?:라고|다고|라며|다며) (?:말|했|전|설명|강조|지적|밝)",
    "person": r"\b(?:I|my|me|myself|one (?:exporter|delegate|resident|student|shop\w*|official)|"
    r"residents?|shopkeepers?|grand(?:mother|father|son|daughter)|mother|father|villagers?|"
    r"children|schoolchildren|pupils|[\w-]+[- ]years?[- ]old|smiled|laughed|remember(?:ed|s)?|"
    r"recalls|morning|evening|breakfast|dinner|kitchen)\b|"
    r"我(?!们|們|国|國|方|部|会|會|市|省)|岁的|歲的|老人|孩子|居民|村民|牧民|店主|老板|老闆|"
    r"厂长|廠長|清晨|早上|早晨|夜里|夜裡|傍晚|笑|眼泪|眼淚|咖啡|出差|妈妈|媽媽|奶奶|爷爷|爺爺|"
    r"母亲|母親|父亲|父親|同学|同學|"
    r"私(?:が|は|も|自身|の|ども自身)|僕|歳の|さん(?:は|が|の)|住民|子ども|こども|祖父|祖母|"
    r"父は|母は|父の|母の|朝|夕方|夜|笑|昼食|夕食|思い出|覚えて|"
    r"나는|내가|저는|제가|저도|우리 집|어릴 적|할머니|할아버지|아버지|어머니|아들|딸|아이들|주민|마을|"
    r"씨[는은가의]|씨\(|아침|저녁|새벽|웃|눈물|기억",
    "hedge": r"\b(?:perhaps|maybe|might|may|seems?|nobody|sceptics?|skeptics?|critics?|experts?|"
    r"analysts?|observers?|some say|others will say|worry|hope|fear|admittedly|of course|"
    r"true but)\b|"
    r"或许|或許|也许|也許|可能|似乎|专家|專家|分析人士|观察人士|观察家|业内|有人|担心|擔心|质疑|"
    r"質疑|批评|批評|虽然|雖然|当然|"
    r"かもしれ|もちろん|懸念|専門家|識者|との見方|との声|批判|懐疑|とみられ|ようだ|気がし|"
    r"지도 모른|물론|우려|전문가|업계|시각|비판|회의론|지적한다|지적했|듯하|것 같|관측",
    "connective": r"^(?:But|However|Yet|And|Still|Also|He|She|It|They|This|That|These|Those|Such|If|Then|"
    r"Others?)\b|^(?:但|不过|不過|然而|可是|而|这|這|此|他|她|它|其中|另外|此外|因此|所以)|"
    r"^(?:しかし|だが|ただ|また|その|この|これ|それ|もちろん|一方|では|そして|さらに)|"
    r"^(?:그러나|하지만|다만|그런데|또|이는|이는|그는|그 |이 |이런|물론|나머지|한편)",
}

_COMPILED: Mapping[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
CUES: tuple[str, ...] = tuple(_PATTERNS)
_LONGEST = 1000
"""Characters of a sentence that are searched: longer ones are never quoted, and a megabyte of digits takes minutes."""


def cues(sentence: str) -> tuple[bool, ...]:
    """Which of ``CUES`` the sentence has, in their order."""
    return tuple(pattern.search(sentence[:_LONGEST]) is not None for pattern in _COMPILED.values())
