"""What a line or a sentence says on its own that makes it page furniture, in five languages.

Words and shapes that pages everywhere share; never the name of an outlet, a person or an event.
"""

import re

_FLAGS = re.IGNORECASE

# What stands before a sentence and is not part of it: list markers, a speaker's label, a dateline.
_BULLET = re.compile(
    r"\s*(?:[-*+•‣◦▪■□○●◇◆△▲▶▷※◎☆★·ㅇ∙]+\s+|\[[ xX]\]\s+|[□○●◇◆■▪ㅇ◦]|\(?\d{1,2}[.)）]\s+|\d{1,2}[、．]\s*|"
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]\s*|[①-⑳]\s*|"
    r"[가나다라마바사아]\.\s+|第[一二三四五六七八九十]+[、，]\s*|[a-z]\)\s+)"
)
_ANSWER = re.compile(r"\s*(?:A|Answer|答|답|답변|回答)\s*\d{0,2}\s*[:：.．]\s*", _FLAGS)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Za-z.'/ -]{{1,30}}(?:,\s*[A-Za-z.' -]{{2,30}})?,?\s*"
    rf"(?:{_MONTH}\s*\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)?"
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:--|—|–)\s*"
    r"|[【\[［（(][^】\]］）)\n]{1,30}(?:＝|=|電|电|讯|訊|기자|특파원|通信|日报|新聞|신문|뉴스|통신)"
    r"[^】\]］）)\n]{0,24}[】\]］）)]\s*(?:[^\s=]{2,12}\s*기자\s*=?\s*)?"
    r"|【[^】\n]{1,30}】\s*"
    r"|[^\s，。、,.]{2,14}(?:社|网|網|报|報)[^\s，。、,.]{0,10}\d{1,2}月\d{1,2}日[电電讯訊][　\s]*"
    r"(?:（[^）]{1,30}）)?\s*"
    r"|[^\s]{2,12}=[^\s]{2,12}\s*(?:기자|특파원)\s*=?\s*)"
)

# Headings after which a page speaks of itself.
_TAIL = re.compile(
    r"^\W*(?:about (?:the |this )?(?:authors?|writers?|speakers?|forum|company|publisher|editors?|project|us|"
    r"organi[sz]ers?|secretariat|[A-Z][\w&.' -]{1,60})$|(?:media|press|public|for more|"
    r"further)?\s*(?:contacts?|enquiries|inquiries|information)(?: details| information)?\s*[:：]?$|"
    r"notes? (?:to|for) (?:the )?editors?|related (?:articles?|stories|links?|news|content|topics)|read more|"
    r"more from|you (?:may|might) also like|recommended|most (?:read|popular)|also by this author|"
    r"further reading|see also|sources?$|references?$|footnotes?$|notes?$|comments?(?: \(\d+\))?$|disclaimer|"
    r"attachments?$|annex(?:es)?\b|appendix|list of participants|#{3,}$|ends?$|- ?ends? ?-|boilerplate|"
    r"upcoming events|subscribe|follow us|share this|to-?dos?$|to do$|action items$|关于(?:我们|作者|本刊|"
    r"[^，。]{2,24})$|關於(?:我們|作者|[^，。]{2,24})$|作者(?:简介|簡介|介绍|介紹)|(?:相关|相關|推荐|推薦|"
    r"延伸|更多|热门|熱門|参考|參考)(?:链接|連結|閱讀|阅读|新闻|新聞|报道|報導|文章|资料|資料|內容|"
    r"内容)?\s*[:：]?.{0,60}$|(?:媒体|媒體|新闻|新聞)?(?:联系|聯絡|聯繫)(?:人|方式|我们|我們)|(?:附件|附录|"
    r"附錄|附表|附注|註釋|注释|待办|待辦|备注|備註|編後|编后|编者按|编后语|免责声明|免責聲明|主办单位|"
    r"主辦單位)\s*[:：]?.{0,40}$|(?:筆者|著者|執筆者|講師|講演者|登壇者|発行者|当社|主催者|"
    r"会社)?(?:プロフィール|略歴|紹介|概要|について)$|.{2,24}について$|(?:関連|おすすめ|人気|あわせて読みたい|"
    r"参考)(?:記事|リンク|ニュース|資料|情報)?\s*[:：]?.{0,60}$|(?:本件に関する|報道機関)?(?:お問い?合わ?せ|"
    r"問い?合わ?せ|連絡)先?|(?:添付|別添|別紙|付録|参考)(?:資料)?\s*\d*$|編集後記|編集部より|あとがき|注$|"
    r"脚注|以上$|(?:필자|저자|글쓴이|강연자|기관|회사|기자)?\s*(?:소개|약력|프로필)$|(?:관련|추천|인기|"
    r"함께 보면 좋은|많이 본|이 시각|다른)\s*(?:기사|뉴스|글|링크|칼럼).{0,60}$|(?:붙임|별첨|첨부|참고|"
    r"참고자료|부록)\s*\d*\s*[:：.]?.{0,30}$|(?:문의|연락처|담당\s*부서|담당자|보도\s*문의|편집\s*후기|"
    r"할\s*일|각주|끝)\s*[:：]?.{0,40}$)",
    _FLAGS,
)

# A line or sentence that is furniture wherever it stands.
_ALWAYS = re.compile(
    # contacts, counters, sharing, subscriptions, translation, printing, apps, cookies
    r"[\w.+-]+@[\w-]+\.[\w.]+|(?:tel|fax|phone|電話|电话|전화|ＴＥＬ|팩스|传真|傳真|"
    r"内線)\s*[.:：)]?\s*[(+]?\d|\+\d{1,3}[- ]\d|\(\d{2,4}-\d{3,4}-\d{4}\)|translate now|一键翻译|一鍵翻譯|"
    r"翻译本页|번역하기|翻訳する|机器翻译|machine translat|(?:已?阅读|已?閱讀|浏览|瀏覽|点击|點擊|觀看|閲覧|"
    r"再生|조회|추천|공감|비공감|좋아요|댓글|在看|点赞|點讚|人气|views?|reads?|shares?|likes?|"
    r"comments?)(?:人数|人數|次数|次數|量|数|數|수|回数)?\s*[:：]?\s*[\d,.]+\s*(?:万|萬|천|만|k|m)?\+?(?:\s|$|"
    r"次|人|回|명|건)|\b\d[\d,.]*[km]? (?:views|reads|shares|likes|comments|min(?:ute)?s? read)\b|"
    r"\bmin(?:ute)? read\b|^\W*(?:share|分享|シェア|공유|转发|轉發|ツイート|tweet|print|email|e-mail|bookmark|"
    r"收藏|打印|列印|印刷|인쇄|스크랩|download|下载|下載|ダウンロード|listen to)\b.{0,80}$|分享(?:到|至)|"
    r"打印本页|列印本頁|このページを印刷|(?:facebook|whatsapp|linkedin|twitter|카카오톡|微信|微博|kakaotalk|"
    r"telegram|\bLINE)\b.{0,30}(?:share|follow|公众号|公眾號|채널|구독|제보|friend|複製|\|)|subscri(?:be|"
    r"ption)|sign up|newsletter (?:sign|deliver)|unsubscribe|登录|登入|注册会员|订阅|訂閱|購読|会員登録|"
    r"登録はこちら|配信停止|구독|로그인|회원가입|뉴스레터 신청|follow us|join our|扫码|掃碼|二维码，|长按|"
    r"關注我們|关注我们|フォローする|download (?:the|our) app|App，|アプリを|앱 다운|click here|点击(?:这里|"
    r"此处|查看)|點擊|こちら(?:から|を|へ)?[（(。]|こちら$|여기를 클릭|바로가기|cookie|クッキー|쿠키|"
    r"privacy policy|私隱政策|隐私政策|隱私權|プライバシーポリシー|개인정보\s?처리|terms of (?:use|service)|"
    r"利用規約|이용약관|使用条款|使用條款|©|\(c\) ?\d|copyright|all rights reserved|版权所有|版權所有|著作権|"
    r"无断转载|無斷轉載|無断転載|무단\s?전재|저작권|不得转载|不得轉載|转载请|轉載請|转载自|轉載自|"
    r"未经.{0,12}(?:授权|许可|允许)|未經.{0,12}(?:授權|許可|同意)|CC[ -]BY|공공누리|reprint(?:ed)? (?:with|"
    r"from|by) permission|republished|originally (?:published|appeared)|this (?:article|story|piece|post|"
    r"transcript|interview) (?:was|has been|is|first|originally|appeared)\b|views? expressed|"
    r"opinions? expressed|(?:do|does) not (?:necessarily )?(?:reflect|represent)|(?:观点|觀點|看法|立场|立場|"
    r"言论|言論).{0,12}(?:不代表|仅代表|僅代表|与本|與本)|(?:仅|僅)代表(?:作者|个人|個人)|(?:見解|意見|"
    r"内容)は.{0,24}(?:個人|筆者|所属)|본지의?\s*편집\s*방향|본\s?(?:기사|칼럼|글)[은는].{0,30}(?:다를|무관|"
    r"아님)|investment advice|投资建议|投資建議|投資助言|투자\s?(?:권유|조언)|(?:以|以其)(?:中文|英文|日文|"
    r"韩文|韓文)(?:文本|版)?为准|以.{1,12}(?:文|版)(?:本)?[為为][准準]|同等作准|同等作準|equally authentic|"
    r"正文と(?:する|し)|의 해석.{0,10}우선|(?:稿|文|記事|资料|資料|報告|記錄|纪要|录音|录像|録)(?:は|由|系|係|"
    r"根据|根據|经).{0,40}(?:作成|整理|翻译|翻譯|編集|要約|构成|構成|删减|刪減|编辑整理)|(?:edited|condensed|"
    r"abridged) (?:for|and)|transcript (?:has|was|provided)|編集(?:・|して)?(?:構成|再構成)|재구성(?:했|하)|"
    r"이\s?(?:보도자료|기사|글|자료|문서)[은는]|high-resolution|for (?:immediate release|enquiries|inquiries|"
    r"more information|further information|details|media)|not for (?:release|publication)|embargo|"
    r"please (?:contact|visit|email|e-mail|call|see|note)|詳しくは|詳細は.{0,24}(?:ください|ご覧|サイト|まで)|"
    r"(?:更多|详细|詳細)(?:信息|資訊|内容|內容)?请|자세한\s?(?:내용|사항|정보)[은는]|문의\s?(?:하|:|처)|"
    r"お問い?合わ?せ|ご応募|ご覧ください|申し込みは|お申し?込み|欢迎(?:投稿|订阅|关注|来稿)|歡迎(?:投稿|訂閱|"
    r"來稿)|제보|(?:责任?编辑?|責任?編輯?|編輯|编辑|校对|校對|审核|審核|責任編集|編集|編集長|監修|文責|작성자|"
    r"편집자?|사진|제작|撰文|撰稿|翻译|翻譯|訳|통역|整理|採訪|采访|記者|记者|文|图|"
    r"圖)\s*[:：／/|]\s*[^\s，。]{1,12}|skip to|back to (?:top|home)|本文へ|トップページ|ページ(?:の先頭|"
    r"トップ)|返回(?:顶部|首页|頂部|首頁)|回到頂部|본문\s?바로|맨\s?위로|목록으로|^\W*(?:home|主页|主頁|首页|"
    r"首頁|ホーム|홈)\s*[|｜>＞»/›]|(?:上一篇|下一篇|前の記事|次の記事|이전\s?글|다음\s?글|previous|"
    r"next)\s*[:：>＞»›]|(?:continue|keep) reading|tags?\s*[:：]|标签\s*[:：]|標籤\s*[:：]|タグ\s*[:：]|"
    r"태그\s*[:：]|keywords?\s*[:：]|关键词\s*[:：]|關鍵詞\s*[:：]|키워드\s*[:：]|キーワード\s*[:：]|"
    r"updated?\s*[:：]|posted (?:on|by|in)|published\s*[:：]|last (?:updated|modified)|发布时间|發布時間|"
    r"发稿时间|更新時間|更新时间|掲載日|公開日|最終更新|입력\s*[:：]?\s*\d|수정\s*[:：]?\s*\d|"
    r"등록\s*[:：]?\s*\d|보도시점|배포\s?(?:일시|일)|^\W*(?:here['’]s what (?:we|you) (?:know|need)|"
    r"what (?:we|to) know|key (?:points|takeaways)|at a glance|highlights|in this issue|in brief)\b|"
    r"annex [a-z\d]\b|附件\s*[一二三四五\d]*\s*[:：]|別添\d?\s*[:：]|붙임\s*\d?\s*[:：.]",
    _FLAGS,
)

# A picture's credit at the end of a line, or its caption's label at the head.
_CREDIT = re.compile(
    r"(?:摄|攝|撮影|供图|供圖|提供写真|写真提供|資料写真|资料图片|資料圖片|資料照|资料图|图片来源|圖片來源|"
    r"圖源|圖片|摄影|촬영|사진\s?제공|자료\s?사진|사진=|뉴시스|photo(?: credit| by|:|/)|photograph(?:s|"
    r"y)? (?:by|are)|file photo|courtesy of|image(?: credit|:| source)|getty images|handout|イメージ画像|"
    r"写真[:：=＝／])[）)】\]]?\s*[:：]?.{0,20}$|^\W*(?:photo|image|picture|pictured|caption|credit|figure \d|"
    r"fig\. ?\d|table \d|chart \d|図\s?\d|表\s?\d|図表|写真|圖\s?\d|图\s?\d|表格|사진|그림\s?\d|"
    r"표\s?\d)\s*[:：.=＝／/】）]",
    _FLAGS,
)

# Courtesies and openings of speeches, letters and interviews.
_COURTESY = re.compile(
    r"\b(?:good (?:morning|afternoon|evening)|ladies and gentlemen|(?:your )?excellenc(?:y|ies)|"
    r"distinguished (?:guests|delegates|colleagues|participants)|dear (?:readers?|friends?|colleagues|"
    r"subscribers|members|all)|thank(?:s|ed|ing)?\b(?! to (?:the|a) (?:deal|agreement|new))|thank you|"
    r"welcome (?:to|back|you)|warm hospitality|excellent arrangements|it is (?:a|an|my) (?:great |"
    r"distinct )?(?:pleasure|honou?r|privilege)|i am (?:delighted|honou?red|pleased) to|(?:let me|"
    r"allow me to) (?:begin|start|introduce|welcome|express|thank)|my name is|i wish (?:you|the|this)|"
    r"best wishes|happy new year|see you|kind regards|sincerely|expressed (?:its|their|his|her|deep|sincere|"
    r"heartfelt)?\s*(?:deep |sincere |heartfelt )?(?:gratitude|appreciation|thanks))\b|尊敬的|各位(?:来宾|"
    r"來賓|同事|朋友|嘉宾|嘉賓|读者|讀者|代表|媒体|媒體|女士)|女士们|女士們|先生们|先生們|朋友们|朋友們|"
    r"同志们|大家(?:早上|上午|下午|晚上)?好|早上好|下午好|晚上好|谢谢|謝謝|感谢|感謝|致谢|致謝|热情款待|"
    r"熱情款待|欢迎(?:各位|大家|来到|收看|收听)|歡迎(?:各位|大家|來到|收看)|祝(?:大会|大會|会议|會議|论坛|"
    r"論壇|愿|願|各位|大家|本次|福)|预祝|預祝|圆满成功|圓滿成功|新年快乐|再见|再見|很高兴|很高興|很荣幸|"
    r"很榮幸|十分荣幸|倍感荣幸|接受(?:本报|本刊|我们|我們|采访|採訪|专访|專訪)|我是[^，。]{2,12}(?:编辑|記者|"
    r"记者|主持|編輯)|ご紹介(?:に|いただ)|御礼|お礼申|お見舞い|ございます。$(?<=でございます。)|皆(?:さま|様|"
    r"さん)|みなさ(?:ん|ま)|ありがとうございま|感謝(?:申し上げ|いたし|の意|します)|ご清聴|ご静聴|"
    r"よろしくお願い|お願い(?:申し上げ|いたし|します)|おはよう|こんにちは|こんばんは|はじめまして|ようこそ|"
    r"お忙しい|お集まり|ご参加いただ|お越し|ご無沙汰|お久しぶり|光栄|お祈り|祈念|祈り(?:ます|申し)|乾杯|"
    r"事務局の.{1,8}です|と申します|敬具|拝啓|前略|挨拶|안녕하(?:십니까|세요)|감사(?:합니다|드립|의|하다|"
    r"를 표)|고맙습니다|환영합니다|환영의|반갑습니다|여러분|존경하는|귀빈|내빈|영광(?:입니다|으로)|"
    r"기쁘게 생각|뜻깊게 생각|인사\s?(?:말씀|드)|축하\s?(?:드|합니다|의)|기원합니다|바쁘신|"
    r"저는 .{2,20}(?:입니다|라고 합니다)[.]?$|환대에|독자\s?여러분",
    _FLAGS,
)

_QUESTION = re.compile(
    r"[?？][」』”’）)】\\x22'*]*$|(?:でしょうか|ますか|ですか|ませんか|のか|だろうか)[。.]?[」』”]*$|(?:까|나요|"
    r"가요|은요|는요)[.?]?[”\"]*$|(?:吗|嗎|呢)[。？]?[”」]*$"
)
_QUESTION_LABEL = re.compile(
    r"^\W*(?:Q|Question|问|問|질문|문|質問|提问|提問|Interviewer|Reporter|Moderator|Host|记者|記者|主持人|"
    r"司会|聞き手|インタビュアー|編集部|编辑部|編輯部|기자|진행자|사회자|본지|本报|本刊|本報|本誌|"
    r"本紙)\s*\d{0,2}\s*(?:[:：．]|\.\s|\)\s|）)",
    _FLAGS,
)
_DASHED_QUESTION = re.compile(r"^\s*(?:[-–—―─]{2,}|[―—─])\s*\S")
_ANSWER_LABEL = re.compile(r"^\W*(?:A|Answer|答|답|답변|回答)\s*\d{0,2}\s*[:：.．)]\s*", _FLAGS)


def opening(line: str) -> int:
    """How many characters at the head of ``line`` are a list marker, an answer's label or a dateline."""
    at = 0
    for pattern in (_BULLET, _BULLET, _ANSWER, _DATELINE):
        found = pattern.match(line, at)
        if found and found.end() < len(line):
            at = found.end()
    return at


def opens_tail(line: str) -> bool:
    """Whether ``line`` is a heading after which the page speaks of itself: its author, contacts, related pages."""
    return len(line) <= 90 and bool(_TAIL.match(line.strip(" 　[]【】<>＜＞「」*#_-—:：")))


def is_boilerplate(text: str) -> bool:
    """Whether a line or sentence is furniture wherever it stands."""
    return bool(_ALWAYS.search(text))


def is_credit(line: str) -> bool:
    """Whether a line ends in a picture's credit or opens with its label: a caption."""
    return bool(_CREDIT.search(line))


def is_courtesy(text: str) -> bool:
    """Greetings, thanks, self-introductions."""
    return bool(_COURTESY.search(text))


def is_question(text: str) -> bool:
    return bool(_QUESTION.search(text.strip()))


def opens_question(line: str) -> bool:
    """Whether the line is labelled as a question of an interviewer, or set off by a dash as Japanese papers do."""
    return bool(_QUESTION_LABEL.match(line) or _DASHED_QUESTION.match(line))


def opens_answer(line: str) -> bool:
    return bool(_ANSWER_LABEL.match(line))
