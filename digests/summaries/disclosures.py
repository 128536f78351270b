"""What a document says of its own making: who paid, where figures come from, who drew, translated or corrected it, when
it may be printed and where it stood before. In five languages; words that such notes share, never a name.

A verb of paying or printing alone is news ("the fund supported the survey"): each pattern wants the document, or the
disclaimer, beside it.
"""

import re
from collections.abc import Mapping

_THIS_EN = (
    r"(?:this|our|the present) (?:[\w-]+ ){0,2}(?:study|research|survey|fieldwork|work|paper|report|article|project|"
    r"story|series|reporting|essay|investigation|analysis|translation|publication|trip|journey|interview)"
)
_THIS_ZH = (
    r"(?:本|该|該|此)(?:次|项|項|篇)?(?:研究|报告|報告|调查|調查|调研|調研|课题|課題|文章|文|项目|計畫|系列报道|系列報導|"
    r"论文|論文|采访|採訪)"
)
_THIS_JA = r"(?:本|この|当|筆者の|取材班の)(?:研究|調査|稿|論文|報告書?|記事|連載|取材|翻訳|企画|プロジェクト)"
_THIS_KO = r"(?:이|본|이번) (?:연구|조사|보고서|논문|기사|글|취재|기획|번역|프로젝트|원고|칼럼)"

_KINDS: Mapping[str, tuple[str, ...]] = {
    "who paid": (
        rf"{_THIS_EN} (?:was|is|were|has been|received|benefited)\b.{{0,40}}(?:support|fund|financ|sponsor|grant|"
        rf"commission|made possible)",
        r"\b(?:had|has|have|having|played|plays|took|with) no (?:part|role|say|influence|involvement|hand|input|"
        r"control) (?:in|on|over) (?:the|its|their|our|this|any|how)\b.{0,60}(?:conclusion|finding|analysis|design|"
        r"result|content|text|editorial|report|writing|written|decision to publish|publication|interpretation)",
        r"\b(?:declares?|disclosed?|reports?|has|have) no (?:competing|conflicts?|financial|"
        r"commercial)\b.{0,20}(?:interests?|ties|stakes?|relationships?)",
        r"\b(?:conflicts? of|competing) interests?\s*[:：]",
        r"^\W*(?:disclosures?|funding|acknowledge?ments?)\s*[:：]",
        r"(?:author|writer|reporter)s?(?:’s|'s|’|')? (?:travel|trip|flights?|stay|accommodation)\b.{0,40}(?:paid|"
        r"covered|provided)",
        r"\bpaid for (?:the|our) (?:author|writer|reporter)",
        r"(?:neither|did not|has not|had not|never|without having) (?:\w+ ){0,3}?(?:saw|seen?|read|reviewed?|approved?|"
        r"vetted?)\b.{0,40}\b(?:manuscript|piece|article|text|story|report|paper|draft|copy)\b",
        r"\b(?:funding|support|money|grants?) for (?:the|this|our) (?:analysis|study|research|work|fieldwork|survey|"
        r"report|article|series|reporting|project) (?:came|comes|was|is|were)\b",
        r"\b(?:none|neither|all|both) of the (?:authors|writers|reporters)\b",
        r"\bcorrespondence (?:should|may|can|to|concerning)\b",
        r"\b(?:authors?|writers?|reporters?|research team) (?:thanks?|acknowledges?|(?:is|are) grateful)\b",
        r"\b(?:writer|author|reporter|photographer)s?['’]s? .{0,30}\b(?:paid|covered|provided|met) (?:for )?by\b",
        r"(?:未|没有|沒有|不)(?:参与|參與|介入|干预|干預).{0,10}(?:设计|設計|分析|撰写|撰寫|编辑|編輯|结论|結論|"
        r"内容|內容|写作|寫作)",
        r"(?:本稿|記事|内容|編集|執筆|結論|分析)(?:の(?:内容|編集|執筆))?に(?:は|も)?.{0,16}(?:関与|"
        r"関わ)[^。]{0,6}(?:ない|ません|いない)",
        rf"{_THIS_ZH}.{{0,20}}(?:由|得到|获得?|獲得?|受到?|承蒙).{{0,40}}(?:资助|資助|赞助|贊助|经费|經費|支持|委托|"
        rf"委託)",
        r"(?:资助|資助|出资|出資|赞助|贊助|委托|委託)(?:方|机构|機構|单位|單位|者).{0,16}(?:未|没有|沒有|"
        r"不).{0,4}(?:参与|參與|介入|干预|干預|影响|影響)",
        r"利益(?:冲突|衝突|关系声明|關係聲明)",
        r"(?:基金|资助|資助)(?:项目|項目|编号|編號)\s*[:：]",
        rf"{_THIS_JA}[はも、].{{0,50}}(?:助成|支援|補助|委託|寄付|協賛)(?:金|事業)?(?:を(?:受け|得)|により|による|"
        rf"のもと)",
        r"利益相反",
        r"(?:助成|出資|資金提供|委託|協賛|スポンサー)(?:元|者|団体|企業|側)?[はがも、].{0,30}(?:関与|関わっ|"
        r"影響).{0,8}(?:ない|ません|いない)",
        r"科研費",
        rf"{_THIS_KO}(?:은|는|도).{{0,50}}(?:지원|후원|연구비|기금|의뢰|협찬)(?:을|를|으로|로)? ?(?:받|아|이루|수행|"
        rf"작성|진행|제작)",
        r"이해\s?(?:상충|충돌)",
        r"(?:연구비|지원|후원|의뢰|협찬)[가-힣]{0,4}\s?(?:기관|단체|기업|재단|측)?[은는이가].{0,40}(?:관여|개입|"
        r"영향).{0,8}(?:않|없)",
    ),
    "where figures come from": (
        r"^\W*(?:data |chart |table |map |figure )?(?:sources?|data|method(?:ology)?|sample|base)\s*(?:[:：]|\|)\s",
        r"(?:figures?|totals?|numbers?|percentages?|shares?|columns?|sums?|values?|amounts?)\b.{0,30}(?:may|might|do|"
        r"does|will) not (?:add|sum|total)",
        r"\b(?:because of|due to|owing to) rounding",
        r"\bfigures? (?:are|is|have been) (?:rounded|converted|provisional|seasonally)",
        r"\bmargin of (?:sampling )?error",
        r"\bn\s?=\s?\d",
        r"\b(?:converted|conversions?) (?:at|use)\b.{0,30}(?:rate|exchange)",
        r"^\W*(?:(?:资料|資料|数据|數據|图表|圖表|统计|統計|信息|資訊|素材|图|圖|表)(?:来源|來源|出处|出處|整理)|"
        r"数据说明|數據說明|统计口径|統計口徑|调查方法|調查方法|(?:制|製)(?:图|圖|表))\s*[:：｜|]",
        r"^\W*(?:图表|圖表|表格)(?:数据|數據|资料|資料)\s*[:：]",
        r"(?:因|由于|由於|经|經)?四(?:舍|捨)五入",
        r"(?:抽样|抽樣)误?誤?差",
        r"(?:数据|數據|资料|資料|统计|統計)(?:截至|截止|更新至).{4,16}[。）)]?$",
        r"^\W*(?:出所|出典|資料|データ|データ出所|調査方法|図表?作成|単位)\s*[:：＝=｜|／]",
        r"四捨五入",
        r"標本誤差",
        r"端数(?:処理|を)",
        r"合計(?:は|が|と|に).{0,16}一致しな",
        r"^\W*(?:자료|출처|자료원|단위|조사\s?방법|그래픽|자료\s?출처|자료\s?제공)\s*[:：=｜|]",
        r"반올림",
        r"표본\s?오차",
        r"오차\s?범위는",
        r"(?:합계|총합)[가이는은].{0,16}(?:일치하지|다를)",
    ),
    "who drew": (
        r"^\W*(?:本文|文中)的?(?:图片|圖片|配图|配圖|照片|插图|插圖|图表|圖表).{0,16}(?:由|为|為|系|係|来自|來自|皆|均)",
        r"^\W*(?:illustrations?|graphics?|maps?|cartography|infographics?|charts?|pictures?|photos?|photography|"
        r"images?|video)(?: by|\s*[:：©])",
        r"\b(?:photograph|picture|image|photo)s?\b.{0,40}\b(?:courtesy|credit)",
        r"^\W*(?:插图|插圖|绘图|繪圖|漫画|漫畫|题图|題圖|封面图|封面圖|配图|配圖|图片说明|圖片說明)\s*[:：｜|]",
        r"^\W*(?:本文|文中)(?:图片|圖片|配图|配圖|照片)(?:均)?(?:由|为|為|来自|來自)",
        r"^\W*(?:イラスト|図版|作図|挿絵|画像)\s*[:：＝=／・]",
        r"(?:画像|図版|写真)(?:は|の)(?:すべて|いずれも)?.{0,20}(?:提供|撮影)(?:。|です。|による。)?$",
        r"^\W*(?:일러스트|삽화|그림|이미지|영상)\s*[:：=]",
        r"(?:사진|그림)(?:은|는).{0,20}(?:제공|촬영)(?:했다|이다|한 것이다)?\.?$",
    ),
    "what was put right": (
        r"[“「『][^”」』]{1,24}[”」』](?:误|誤)(?:作|为|為|写|寫|植|排)",
        r"向(?:广大|廣大)?(?:读者|讀者|用户|用戶)(?:致歉|道歉|表示歉意|致以歉意)",
        r"잘못 (?:적|표기|기재|보도|썼|쓴|전).{0,16}(?:고쳤|고칩|바로잡|정정|수정)",
        r"\b(?:an?|the|our) (?:earlier|previous|original|first|print) (?:version|edition|headline) of (?:this|the|"
        r"our)\b",
        r"\b(?:this|the|our) (?:article|story|piece|post|report|page|headline|text|figure) (?:was|has been|"
        r"is) (?:since )?(?:correct|amend|updat|revis|clarif)",
        r"\bwe (?:regret|apologi[sz]e for) (?:the|this|any) (?:error|mistake|confusion)",
        r"\b(?:incorrectly|wrongly|mistakenly|erroneously) (?:stated|said|gave|identified|described|reported|"
        r"attributed|named|put)\b.{0,80}\b(?:article|story|version|edition|report|headline|caption|issue)",
        r"\b(?:article|story|version|edition|headline|caption|issue)\b.{0,60}\b(?:misstated|misspell?ed|misidentified|"
        r"incorrectly|wrongly|mistakenly|erroneously)\b",
        r"(?:本|该|該|此)?(?:文|报道|報導|稿件|版本|页面|頁面)(?:先前|此前|早前|原先|初稿|旧版|舊版).{0,30}(?:有误|"
        r"有誤|错误|錯誤|误|誤|错|錯)",
        r"(?:先前|此前|早前|旧|舊|前一|上一)(?:版本|版|期).{0,30}(?:有误|有誤|误写|誤寫|误作|誤作|误为|誤為|错误|錯誤|"
        r"写成|寫成)",
        r"(?:特此|谨此|謹此|现予|現予)(?:更正|说明|說明|致歉|订正|訂正)",
        r"(?:已|现已|現已)(?:作|予以|做了)?(?:更正|订正|訂正|勘误|勘誤)",
        r"(?:当初|以前|初出時|掲載時|公開時|前号|前回|旧版).{0,40}(?:誤り|誤って|誤記|訂正|修正|間違)",
        r"お詫び(?:し|の上|して).{0,6}訂正",
        r"訂正(?:し|いたし).{0,6}お詫び",
        r"(?:記事|本文|見出し|数値|表記)(?:の一部)?を(?:更新|修正|訂正|加筆)(?:し|いた)",
        r"(?:앞서|당초|처음|지난\s?호|이전)\s?.{0,30}(?:잘못|오기|오류|틀리).{0,20}(?:바로잡|정정|수정|고쳐|고칩)",
        r"(?:바로잡|정정합|정정했)",
        r"(?:기사|본문|제목)(?:가|를|의 일부를?) (?:수정|정정|보완)(?:되|됐|했|합)",
        r"독자\s?여러분께\s?사과",
    ),
    "who translated": (
        r"\btranslator['’]?s? (?:remarks?|comments?|preface)\s*[:：]",
        r"\b(?:translator['’]?s?|translation) (?:notes?|by)\b",
        r"\btr(?:ans)?l?\. ?note\b",
        r"\b(?:square )?brackets (?:are|mark|were added)",
        r"\b(?:added|supplied|inserted) by the translator",
        r"(?:英語|中国語|韓国語|ハングル|原文)(?:版|の原文|原稿)?(?:から|より|を)(?:の)?(?:翻訳|訳出|和訳|訳した)",
        r"(?:译|譯)者(?:注|註|按|说明|說明|附|加|略|所)",
        r"(?:译|譯)文(?:仅|僅|略有)",
        r"(?:译|譯)(?:注|註)",
        r"(?:方|六角)括号",
        r"方括號",
        r"(?:译|譯)(?:自|出)",
        r"(?:为|為)(?:方便|便于|便於)(?:读者|讀者|阅读|閱讀)",
        r"訳者(?:注|註|による|が|は|あとがき|補)",
        r"訳注",
        r"〔[^〕]{0,20}〕(?:は|内は)",
        r"옮긴이",
        r"역자(?:가|는|의|\s?주|\s?註)",
        r"역주",
        r"(?:영어|일본어|중국어|원문)(?:판|본)?(?:에서|을|를|으로 된 글을) (?:우리말로 )?(?:옮|번역)",
    ),
    "when it may be printed": (
        r"\bembargo(?:ed)? (?:until|till|to|lifts?|ends?|expires?|is lifted)",
        r"^\W*embargo\b",
        r"\bnot (?:to be|for) (?:release|released|publication|published|broadcast|quoted|circulation|distribution)\b",
        r"\bhold for release",
        r"\bfor release (?:at|on|after|from)\b",
        r"(?:解禁|禁发|禁發|限发|限發)(?:时间|時間|日時|期)",
        r"(?:请|請)(?:各媒体|各媒體)?(?:勿|不要|于|於).{0,24}(?:之?前|以前)?.{0,8}(?:发布|發布|發佈|刊发|刊發|刊登|"
        r"报道|報導|播发|播發)",
        r"(?:之?前|以前)(?:请勿|請勿|不得|严禁|嚴禁).{0,8}(?:发布|發布|發佈|刊|报道|報導|播|引用)",
        r"(?:まで|以前)(?:は|の|には)?.{0,6}(?:報道|公表|掲載|配信|引用)(?:は|を|の)?.{0,6}(?:お控え|控え|しない|禁|"
        r"お断り|なさらない|ご遠慮)",
        r"取扱(?:い)?(?:注意|厳重)",
        r"報道解禁",
        r"解禁は",
        r"엠바고",
        r"보도\s?(?:시점|유예)",
        r"(?:이후|부터|까지|전에는?|전까지는?)\s?(?:보도|게재|배포|인용)(?:해|하여|하지|를|을|는)",
    ),
    "where it stood before": (
        r"\b(?:first|originally|previously) (?:appeared|published|ran|printed|posted|delivered|aired|carried|"
        r"written) (?:in|on|by|at|as|for|under)\b",
        r"\b(?:a|an earlier|this|the) (?:longer |shorter |different |print |full )?version of (?:this|the|it)\b",
        r"\b(?:is|was) (?:adapted|excerpted|extracted|abridged|drawn|reprinted|reproduced) (?:from|with|by)\b",
        r"(?:原载|原載|首发|首發|初刊|首刊|原刊|初载|初載)(?:于|於|在|登|[:：])",
        r"(?:本文|文章|本稿|此文|原文|讲稿|講稿|全文).{0,24}(?:首发|首發|(?:发|發)表(?:于|於|在)|刊(?:于|於|登|载|載)|"
        r"节选|節選|摘编|摘編|改写自|改寫自|改编自|改編自|收录|收錄)",
        r"转自",
        r"轉自",
        r"初出(?:は|[:：＝=／]|$)",
        r"(?:本稿|本文|本記事|この記事|この文章|小論|拙稿).{0,40}(?:掲載|発表|収録|寄稿)(?:された|した|され)",
        r"(?:から|より|を)(?:転載|抜粋|再録)(?:した|し、|。)",
        rf"{_THIS_KO}(?:은|는).{{0,50}}(?:실린|실렸|게재|발표한|발표했|수록|발췌|간추)",
        r"(?:에서|으로부터)\s?(?:전재|발췌)",
        r"(?:처음|먼저) (?:실린|실렸|게재)",
    ),
    "who may print it": (
        r"(?:are|is) welcome to (?:reprint|republish|quote|reuse|share|reproduce)",
        r"\b(?:used|quoted|reprinted|republished|reproduced|shared|reuse|reprint|republish)\b.{0,60}\b(?:as long as|"
        r"provided|on condition)",
        r"\b(?:reprint|republi|reproduc|quot|cop(?:y|ie)|distribut|re-?us|excerpt|"
        r"syndicat)\w*\b.{0,60}\b(?:permission|permitted|credit(?:ed)?|attribution|acknowledge|free of charge|"
        r"licen[cs]e|without charge|rights? (?:holder|are reserved)|is given|forbidden|prohibited|is welcome|"
        r"are welcome|allowed)\b",
        r"\b(?:may|can) be (?:freely )?(?:quoted|reprinted|republished|shared|copied|reused|excerpted)\b",
        r"\bfree to (?:republish|reprint|quote|reuse)",
        r"(?:转载|轉載|转发|轉發|引用|摘编|摘編|翻印|复制|複製|转引|轉引).{0,16}(?:请|請|须|須|需|应当|應當|注明|註明|"
        r"标明|標明|许可|許可|授权|授權|联系|聯繫|违者|違者|必究)",
        r"(?:欢迎|歡迎)(?:转载|轉載|转发|轉發|引用)",
        r"(?:转载|轉載|转引|轉引)(?:规则|規則|须知|須知|说明|說明|授权|授權)",
        r"(?:転載|引用|複製|再配布|二次利用|転用|複写).{0,16}(?:際|場合|とき|には|は).{0,20}(?:明記|明示|許諾|許可|"
        r"承諾|了承|ください|下さい|禁|お断り|ご遠慮|自由|連絡)",
        r"出典を(?:明記|明示|示)",
        r"(?:전재|인용|복제|배포|재배포|재사용|전송|퍼가).{0,20}(?:출처|밝혀|밝히|명시|허락|허가|금지|금합|동의|승인)",
        r"출처를?\s?(?:밝|명시|표기|남)",
    ),
}
_DISCLOSURE = re.compile("|".join(one for kind in _KINDS.values() for one in kind), re.IGNORECASE)

_OF_ITSELF = (
    r"\b(?:the|its) (?:author|writer|translator|photographer|illustrator|columnist)s?\b",
    r"\bthis (?:column|volume|issue|notice|note|essay|talk|text|page|edition|paper|piece|article|story|brief|"
    r"bulletin)\b",
    r"^\W*(?:all |the |some )?(?:photograph|picture|drawing|illustration|quotation)s?\b.{0,50}\b(?:was|were|are|by)\b",
    r"^\W*(?:some |the |all )?names?\b.{0,40}\bchanged\b",
    r"^\W*(?:the )?(?:data|figures|numbers) (?:were|are|was|come|came) (?:drawn|taken|compiled|collected|supplied|"
    r"provided|tabulated|gathered|from)\b",
    r"\b(?:replies|respondents|questionnaires?)\b",
    r"\bas we (?:wrote|reported|said|printed)\b",
    r"\bwe are sorry\b",
    r"\b(?:rendered|put) into (?:english|chinese|japanese|korean)\b",
    r"\b(?:before|if|when) you (?:copy|quote|reprint|use)\b",
    r"^\W*(?:exchange|conversion) rates?\b",
    r"作者|译者|譯者|编者|編者|本文|文中|表(?:中|内|內)(?:数|數)|(?:照片|图片|圖片|插图|插圖)(?:均|皆|由|为|為|系|係)|"
    r"(?:问|問)卷|稿件|化名|本(?:栏|欄|刊)|(?:课题|課題|研究|调查|調查)(?:经费|經費)|初步(?:统计|統計|核算)数?數?",
    r"筆者は[^。]{0,24}(?:利害|関係を|所属|持たない)|本稿|本欄|この(?:文章|記事|原稿)|図表|仮名|速報値|写真は|"
    r"調査は[^。]{0,40}(?:郵送|回答|実施|行い)|(?:調査|研究|取材)費|公表をお待ち|(?:事前|あらかじめ)に?ご連絡",
    r"필자는[^.]{0,24}(?:이해관계|소속|관계가)|(?:이|본) 글|도표|가명|잠정치|사진은|조사는[^.]{0,40}(?:응답|실시)|"
    r"(?:조사|연구|취재) ?(?:비용|비)|(?:이후|부터)에? 사용|먼저 연락",
)
_TELLING = re.compile("|".join(_OF_ITSELF), re.IGNORECASE)


def speaks_of_itself(text: str) -> bool:
    """Whether a sentence speaks of its page, its maker or its making: at the foot of a document that is furniture, and
    elsewhere an essayist's own voice."""
    return bool(_TELLING.search(text))


def is_disclosure(text: str) -> bool:
    """Whether a line or sentence tells of the document's own making, and so of nothing that it reports."""
    return bool(_DISCLOSURE.search(text))
