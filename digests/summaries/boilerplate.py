"""What a line or a sentence says on its own that makes it page furniture, in five languages.

Words and shapes that pages everywhere share; never the name of an outlet, a person or an event. A line with no end of
sentence is furniture by its shape (see ``furniture``); the words here are for what looks like a sentence.
"""

import re
from collections.abc import Mapping

_FLAGS = re.IGNORECASE

# ---- what stands before a sentence and is not part of it

_MARKER = re.compile(
    r"\s{0,5}(?:[-*+•‣◦▪■□○●◇◆△▷▶※◎☆★·ㅇ∙]{1,9}\s{1,5}|\[[ xX]\]\s{1,5}|[□○●◇◆■▪ㅇ◦]"
    r"|\(?\d{1,2}[.)）]\s{1,5}|\d{1,2}[、．]\s{0,5}"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]\s{0,5}|[①-⑳]\s{0,5}|"
    r"[가나다라마바사아]\.\s{1,5}"
    r"|[(（]?[a-zA-Z][)）]\s{1,5}|[ivx]{1,4}[.)]\s{1,5})"
)
_ANSWER = re.compile(r"\s{0,5}(?:A|Answer|答|답|답변|回答)\s{0,5}\d{0,2}\s{0,5}[:：.．)]\s{0,5}", _FLAGS)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s{{0,5}}\d{{1,2}}(?:,\s{{0,5}}\d{{4}})?|\d{{1,2}}\s{{1,5}}{_MONTH}(?:\s{{1,5}}\d{{4}})?)"
_DASH = r"\s{0,5}(?:--|—|–|-(?=\s))\s{0,5}"
_AGENCY = r"\s{0,5}\([^)\n]{1,40}\)"
_DATELINE = re.compile(
    rf"\s{{0,5}}(?:[A-Z][A-Z.'/ -]{{2,30}}(?:,\s{{0,5}}[A-Za-z.' -]{{2,30}})?(?:,?\s*{_DAY})?(?:{_AGENCY})?{_DASH}"
    rf"|[A-Z][A-Za-z.'/ -]{{1,30}}(?:,\s{{0,5}}[A-Za-z.' -]{{2,30}})?(?:,?\s*{_DAY}(?:{_AGENCY})?|{_AGENCY}){_DASH}"
    r"|【[^】\n]{1,30}】\s{0,5}"
    r"|[\[［（(][^\]］）)\n]{1,30}(?:＝|=|電|电|讯|訊|기자|특파원|通信|通讯|日报|日報|新聞|新闻|신문|뉴스|통신)"
    r"[^\]］）)\n]{0,24}[\]］）)]\s{0,5}(?:[^\s=]{2,12}\s{0,5}기자)?\s{0,5}[=-]?\s{0,5}"
    r"|［[^］\n]{1,30}］\s{0,5}-?\s{0,5}"
    r"|[^\s，。、,.]{2,14}(?:社|网|網|报|報|"
    r"台)[^\s，。、,.]{0,10}\d{1,2}日[^\s，。、,.]{0,4}[电電讯訊][　\s]{0,5}(?:（[^）]{1,30}）)?\s{0,5}"
    r"|(?:本[报報刊网網]|综合|綜合)(?:[^\s，。]{0,8})(?:讯|訊|电|電|报道|報道|"
    r"報導)[　\s]{0,5}(?:（[^）]{1,30}）)?[　\s]{0,5}"
    r"|[^\s]{2,12}=[^\s]{2,12}\s{0,5}(?:기자|특파원)\s{0,5}=?\s{0,5})"
)

# ---- headings after which a page speaks of itself

_TAIL_KINDS: Mapping[str, str] = {
    "people and bodies": r"about (?:the |this |our )?(?:authors?|writers?|speakers?|interviewee|forum|company|"
    r"publisher|editors?|project|us"
    r"|organi[sz]ers?|secretariat|[A-Z][\w&.' -]{1,60})$|speaker bio\w*|boilerplate|关于(?:我们|"
    r"作者|本刊|[^，。]{2,24})$"
    r"|關於(?:我們|作者|[^，。]{2,24})$|作者(?:简介|簡介|介绍|介紹)|(?:嘉宾|受访者|受訪者|机构|"
    r"機構|公司)(?:简介|簡介|介绍|介紹)"
    r"|(?:筆者|著者|執筆者|講師|講演者|登壇者|発行者|当社|主催者|会社|団体)?(?:プロフィール|"
    r"略歴|紹介|概要)$|.{2,24}について$"
    r"|(?:필자|저자|글쓴이|강연자|기관|회사|기자|연사)?\s{0,5}(?:소개|약력|프로필)$",
    "contacts": r"(?:media|press|public|for more|for further|further|editorial)?\s{0,5}(?:contacts?|enquiries|"
    r"inquiries|information)"
    r"(?: details| information)?\s{0,5}[:：]?$|notes? (?:to|for) (?:the )?editors?|(?:媒体|媒體|"
    r"新闻|新聞)?(?:联系|聯絡|聯繫)(?:人|方式|我们|我們)"
    r"|(?:本件に関する|報道機関|取材に関する)?(?:お?問い?合わ?せ|連絡)先?|(?:문의|연락처|"
    r"담당\s{0,5}부서|담당자|보도\s{0,5}문의)\s{0,5}[:：]?.{0,40}$",
    "other pages": r"related (?:articles?|stories|links?|news|content|topics|reading)|read more|more from|"
    r"you (?:may|might) also like|recommended"
    r"|most (?:read|popular|viewed)|also by this author|trending|further reading|see also|"
    r"in other news|what to read next"
    r"|(?:相关|相關|推荐|推薦|延伸|更多|热门|熱門|精彩|猜你喜欢)(?:链接|連結|閱讀|阅读|新闻|"
    r"新聞|报道|報導|文章|资料|資料|內容|内容)?\s{0,5}[:：]?.{0,60}$"
    r"|(?:関連|おすすめ|人気|あわせて読みたい|こちらも)(?:記事|リンク|ニュース|情報)?\s{0,5}[:：]?.{0,60}$"
    r"|(?:관련|추천|인기|함께 보면 좋은|많이 본|이 시각|다른|최신)\s{0,5}(?:기사|뉴스|글|링크|칼럼).{0,60}$",
    "attachments": r"sources?$|references?$|footnotes?$|notes?$|attachments?$|annex(?:es)?\b|appendix|"
    r"list of participants|bibliography"
    r"|(?:附件|附录|附錄|附表|附注|註釋|注释|参考资料|參考資料|参考文献|備註|备注|出席名单|"
    r"与会人员)\s{0,5}[:：]?.{0,40}$"
    r"|(?:添付|別添|別紙|付録|参考)(?:資料)?\s{0,5}\d*$|脚注|注$|参考文献|(?:붙임|별첨|첨부|참고|"
    r"참고자료|부록|각주)\s{0,5}\d*\s{0,5}[:：.]?.{0,30}$",
    "closings": r"#{3,90}$|- ?(?:end|30)s? ?-|ends$|comments?(?: \(\d+\))?$|disclaimer|upcoming events|"
    r"subscribe|follow us|share this"
    r"|to-?dos?$|to do$|action items$|editor'?s note$|from the editors?$|待办|待辦|编后|編後|"
    r"编者按|免责声明|免責聲明|编辑后记"
    r"|編集後記|編集部より|あとがき|お知らせ$|以上$|편집\s{0,5}후기|할\s{0,5}일|알림|끝$",
}
_TAIL = re.compile("^\\W{0,40}(?:" + "|".join(_TAIL_KINDS.values()) + ")", _FLAGS)

# ---- furniture wherever it stands

_KINDS: Mapping[str, str] = {
    "contact": r"[\w.+-]@[\w-]{1,63}\.[\w.]|(?:tel|fax|phone|電話|电话|전화|팩스|传真|傳真|"
    r"内線)\s{0,5}[.:：)]?\s{0,5}[(+]?\d{2}|\+\d{1,3}[- ]\d|\(\d{2,4}-\d{3,4}-\d{4}\)"
    r"|for (?:enquiries|inquiries|more information|further information|details|"
    r"media enquiries),|please (?:contact|visit|email|e-mail|call|see|note|click|register|send|"
    r"forward)"
    r"|\b(?:rsvp|contact us|write to us|get in touch)\b|(?:更多|详细|詳細)(?:信息|資訊|内容|"
    r"內容|情况|情況)?请|如有.{0,12}(?:请|請)|(?:请|請)(?:联系|聯絡|聯繫|访问|訪問|登录|点击|"
    r"點擊|关注|關注|扫)"
    r"|詳しくは|詳細は.{0,24}(?:ください|ご覧|サイト|まで)|お?問い?合わ?せ|ご応募|お(?:送り|"
    r"寄せ|待ち|読み)(?:ください|しています|しております)|ご投稿|への投稿は|ご覧ください|"
    r"お?申し?込み(?:は|先|方法)|자세한\s?(?:내용|사항|정보)[은는]|문의\s?(?:하|:|처|는)|"
    r"제보(?:는|하|를)",
    "counter": r"(?:已?阅读|已?閱讀|浏览|瀏覽|点击|點擊|观看|觀看|閲覧|再生|조회|추천|공감|비공감|좋아요|"
    r"댓글|在看|点赞|點讚|人气|人氣)(?:人数|人數|次数|次數|量|数|數|수|"
    r"回数)?\s{0,5}[:：]?\s{0,5}[\d,.]{1,20}\s{0,5}(?:万|萬|천|만|k|m)?\+?(?:\s|$|次|人|回|명|건)"
    r"|\b\d[\d,.]{0,20}[km]? (?:views|reads|shares|likes|comments|followers)\b|\bmin(?:ute)?s? read\b",
    "sharing": r"^\W*(?:share|分享|シェア|공유|转发|轉發|ツイート|tweet|print|email|bookmark|收藏|打印|"
    r"列印|印刷|인쇄|스크랩|download|下载|下載|ダウンロード|listen to)\b.{0,80}$"
    r"|分享(?:到|至)|打印本页|列印本頁|このページを印刷|(?:facebook|whatsapp|linkedin|twitter|"
    r"카카오톡|微信|微博|telegram|\bLINE\b).{0,12}(?:share|follow|公众号|公眾號|채널|친구|复制|"
    r"複製|\|)",
    "subscription": r"\bsubscribe (?:to|now|here|today|for)\b|\bsubscribers? only\b|sign up (?:for|to|here|now)|"
    r"\bunsubscribe\b|forwarded this|you are receiving|follow us|join our|download (?:the|"
    r"our) app|click here|log ?in to"
    r"|(?:欢迎|歡迎|立即|点击|點擊|(?<![申邀聘])[请請]|长按|扫码|掃碼).{0,10}(?:订阅|訂閱|关注|關注|下载|下載|"
    r"登录|注册|投稿|转发|轉發|报名|報名)|长按.{0,6}二维码|(?:订阅|訂閱)本(?:刊|报|報)|公众号|公眾號"
    r"|会員登録|ご登録|購読(?:は|の|申し込み|登録)|登録はこちら|配信(?:停止|を希望)|"
    r"メールマガジン|フォロー(?:して|する|をお)|アプリを|こちら(?:から|を|へ|まで|です)?[（(。]|"
    r"(?:를|을) 구독(?:하|해)|구독\s?(?:신청|하기|은|과 좋아요)|회원가입|수신\s?거부|앱(?:을|"
    r"에서)? (?:다운|받|설치)|여기를 클릭",
    "translation": r"translate now|一键翻译|一鍵翻譯|翻译本页|번역하기|machine translat|translated (?:from|by|"
    r"into (?:english|japanese|chinese|korean))|(?:英文|日文|中文|韩文|韓文|原文)(?:原文|版)?(?:翻译|翻譯|见|請見|"
    r"请见)|日本語訳|"
    r"訳文|원문은|번역(?:본|문)?(?:은|입니다)",
    "privacy": r"(?:uses?|accept|our) cookies|cookie (?:policy|settings|preferences)|使用\s?cookie|"
    r"クッキー(?:を|の)使|쿠키를|privacy policy|私隱政策|隐私政策|隱私權|プライバシーポリシー|"
    r"개인정보\s?처리|terms of (?:use|service)|利用規約|이용약관|使用条款|使用條款|by continuing",
    "rights": r"©|\(c\) ?\d|copyright \d|all rights reserved|版权所有|版權所有|无断转载|無斷轉載|"
    r"無断(?:転載|複製)|무단\s?(?:전재|복제|배포)|저작권자|不得转载|不得轉載|转载请|轉載請|"
    r"转载自|轉載自|转载须|禁止(?:转载|轉載|転載)"
    r"|未经.{0,12}(?:授权|许可|允许|同意)|未經.{0,12}(?:授權|許可|同意)|\bCC[ -]BY|공공누리|"
    r"reprint(?:ed)? (?:with|from|by) permission|republished (?:from|with|under)|"
    r"may (?:not )?be reproduced|originally (?:published|appeared)",
    "provenance": r"^\W*(?:this|the) (?:article|story|piece|post|transcript|interview|column|document|page|"
    r"release|newsletter|conversation)(?: above| below)? (?:was|has been|is|first|originally|"
    r"appeared|may)\b.{0,60}(?:edit|condens|publish|translat|appear|record|conduct|prepar|"
    r"provid|reproduc|part of|updated|written)"
    r"|(?:edited|condensed|abridged) for\b|(?:reporting|editing|additional reporting|writing|"
    r"compiled|photography) by [A-Z]|contributed to this (?:report|story|article)|(?:full|"
    r"complete) (?:text|transcript|report|statement|list) (?:is|can|will|of)|"
    r"^\W*(?:editor[’']s note|correction|clarification|update)\s{0,5}[:：]"
    r"|以(?:中文|英文|日文|韩文|韓文|.{1,6})(?:文本|版|版本)?[为為]准|同等作[准準]|"
    r"equally authentic|正文とする|정본(?:으로|이다)|(?:本稿|本記事|本文|本报告|本纪要|本文件|"
    r"本记录|本資料|この資料|この記事|このページ|本议事录|議事録)(?:は|由|系|係|根据|根據|经|為|"
    r"为).{0,50}(?:作成|整理|翻译|翻譯|翻訳|編集|要約|构成|構成|删减|刪減|编辑|再構成|掲載|授权|"
    r"編輯|摘自)"
    r"|(?:文責|聞き手|構成|執筆|取材・文|记录|紀錄|記錄|整理|采写|採寫|撰文|翻译|翻譯|通訳|校对|"
    r"校對|审核|編集|责编|責編|责任编辑|責任編輯|责任编辑|編輯|编辑)\s{0,5}[:：／/＝=]|(?:就此|"
    r"就有关问题)?(?:回答|答复|接受)了?(?:记者|記者|本[报刊報])的?(?:提问|提問|采访|採訪)|"
    r"記者(?:団)?の質問に答え|취재진의? 질문에 답|answered (?:reporters|questions)|"
    r"\bappeared first on\b|^\W*(?:read|see|view|watch|listen to) (?:the )?(?:full|more|"
    r"original|rest|whole|entire)\b|^\W*(?:阅读全文|閱讀全文|查看原文|点击查看|続きを読む|"
    r"全文を読む|この記事は有料|有料会員|더\s?보기|기사\s?전문|전문\s?보기)|^\W*(?:编者按|"
    r"編者按|更正|勘误|勘誤|編集部注|편집자\s?주|바로잡습니다|정정)"
    r"|이\s?(?:보도자료|기사|글|자료|문서|인터뷰|페이지)[은는].{0,60}(?:따라|작성|번역|정리|"
    r"편집|이용|재구성|게재|제공)|(?:정리|대담|진행|취재|편집)\s{0,5}[=:：]",
    "disclaimer": r"(?:views?|opinions?|statements?)(?: and opinions)?(?: expressed)? .{0,40}(?:are|"
    r"is) (?:solely |entirely )?(?:those of|the author)|views? expressed|(?:do|"
    r"does) not (?:necessarily )?(?:reflect|represent) the|(?:观点|觀點|看法|立场|立場|言论|"
    r"言論|内容|內容).{0,12}(?:不代表|仅代表|僅代表|与本|與本)|(?:仅|僅)代表(?:作者|个人|個人)|"
    r"仅供参考|僅供參考"
    r"|(?:見解|意見|内容)は.{0,24}(?:個人|筆者|所属|代表する)|(?:본지|본사|"
    r"당사)의?\s{0,5}(?:편집\s{0,5}방향|입장)|편집\s{0,5}방향과|본\s?(?:기사|칼럼|글)[은는].{0,30}(?:다를|"
    r"무관|아님)|investment advice|投资建议|投資建議|投資助言|投資勧誘|투자\s?(?:권유|조언)",
    "navigation": r"skip to|back to (?:top|home)|本文へ(?:移動|ジャンプ)|トップページ|ページ(?:の先頭|トップ)|"
    r"返回(?:顶部|首页|頂部|首頁)|回到頂部|본문\s?바로|맨\s?위로|목록으로|^\W*(?:home|主页|主頁|"
    r"首页|首頁|ホーム|홈)\s{0,5}[|｜>＞»/›]|(?:上一篇|下一篇|前の記事|次の記事|이전\s?글|다음\s?글|"
    r"previous|next)\s{0,5}[:：>＞»›]|(?:continue|keep) reading|^\W*advertisement"
    r"|^\W*(?:tags?|标签|標籤|タグ|태그|keywords?|关键词|關鍵詞|キーワード|키워드|posted (?:on|"
    r"by|in)|published|last (?:updated|modified)|发布时间|發布時間|发稿时间|更新時間|更新时间|"
    r"来源|來源|出典|出处|掲載日|公開日|最終更新|입력|수정|등록|출처|보도시점|배포\s?(?:일시|"
    r"일))\s{0,5}[:：]",
    "framing": r"^\W*(?:here['’]s what (?:we|you) (?:know|need)|what (?:we|to) know|key (?:points|"
    r"takeaways)|at a glance|highlights|in this issue|in brief|for immediate release|"
    r"embargoed)\b|annex [a-z\d]\b|^\W*附件\s{0,5}[一二三四五\d]{0,4}\s{0,5}[:：]|別添\d?\s{0,5}[:：]|"
    r"^\W*붙임\s{0,5}\d?\s{0,5}[:：.]|high-resolution (?:photo|image)"
    r"|^\W*(?:present|attendees?|participants|apologies|in the chair|chair|venue|date|time|"
    r"place|出席(?:者|人员|人員)?|欠席者?|列席|主持(?:人)?|缺席|时间|時間|地点|地點|日時|場所|"
    r"会場|議長|司会|참석자?|불참자?|일시|장소|사회)\s{0,5}[:：]|(?:meeting|"
    r"session) (?:was )?(?:called to order|adjourned|closed at|opened at|rose at)|散会|散會|"
    r"休会し|閉会し|개회를 선언|폐회를 선언|산회",
    "self reference": r"in (?:this|our next|the next|last month's) (?:issue|edition|newsletter)|see you (?:next|"
    r"in|again|soon)|until next (?:time|month|week)|thanks? for (?:reading|joining|watching|"
    r"listening)|(?:努めて|取り組んで|邁進して)(?:まいりました|まいります|おります)|来月号|次号|"
    r"今号|前号|本号では|本期(?:导读|內容|内容|通讯)|下期(?:再见|见|預告|"
    r"预告)|다음\s?호|이번\s?호|지난\s?호",
}
_ALWAYS = re.compile("|".join(_KINDS.values()), _FLAGS)

_CREDIT = re.compile(
    r"(?:摄|攝|撮影|供图|供圖|写真提供|写真は.{1,20}提供|資料写真|资料图片|資料圖片|資料照|"
    r"资料图|图片来源|圖片來源|圖源|摄影|촬영|사진\s?제공|자료\s?사진|사진\s?[=:]|제공\s?사진|"
    r"photo(?: credit| by|:|/)|photograph(?:s|y)? (?:by|:)|file photo|courtesy of|"
    r"image(?: credit|:| source)|getty images|handout|イメージ画像|写真[:：=＝／/])"
    r"[）)】\]]?\s{0,5}[:：]?[^。.]{0,20}[）)】\]。.]?$"
    r"|^\W*(?:photo|image|picture|pictured|caption|credit|figure \d+|fig\. ?\d+|table \d+|"
    r"chart \d+|図\s?\d+|表\s?\d+|図表\s?\d*|写真\d?|圖\s?\d*|图\s?\d*|图片|圖片|사진\s?\d*|"
    r"그림\s?\d+|표\s?\d+)\s{0,5}[:：.=＝／/】）]"
    r"|^\s{0,5}▲|^\W*(?:사진은|写真は|图为|圖為|图中|上图|上圖|上の写真)",
    _FLAGS,
)

_NOTE = re.compile(
    r"^\s{0,5}(?:※|＊|\*\s?\S|†|(?:注|註|주|note|nb)\s?\d*\s{0,5}[:：)）.])|^\W*(?:编者按|編者按|"
    r"编者的话|編者的話|導讀|导读|编辑部按|"
    r"編集部(?:注|より)|편집자\s?(?:주|말)|(?:붙임|별첨|첨부|附件|附录|附錄|別添|別紙|annex|"
    r"attachments?|enclosures?)[\s\d:：.]|editor[’']s note|correction|更正|勘误|勘誤|正誤|訂正)",
    _FLAGS,
)

# ---- questions

_QUESTION = re.compile(
    r"[?？][」』”’）)\]】\"'*]*$|(?:でしょうか|ますか|ですか|ませんか|のか|だろうか|ましたか)[。.]?[」』”]*$"
    r"|(?:까|나요|가요|은요|는요|은지요|는지요)[.?]?[”\"]*$|(?:吗|嗎|呢)[。？]?[”」]*$"
)
_QUESTION_LABEL = re.compile(
    r"^\W*(?:(?:Q|Question|问|問|질문|문|質問|提问|提問|Interviewer|Reporter|Moderator|Host|"
    r"司会|聞き手|インタビュアー|編集部|编辑部|編輯部"
    r"|진행자|사회자|본지|本报|本刊|本報|本誌|本紙)|"
    r"[^:：。，,\n]{0,16}(?<!告诉)(?<!告訴)(?<!对)(?<!對)(?<!向)(?:记者|記者|主持人|기자))"
    r"\s{0,5}\d{0,2}\s{0,5}(?:[:：．]|\.\s|\)\s|）)",
    _FLAGS,
)
_DASHED_QUESTION = re.compile(r"^\s*(?:[-–—―─]{2,}|[―—─])\s*\S")


def opening(line: str) -> int:
    """How many characters at the head of ``line`` are list markers, an answer's label or a dateline."""
    at = 0
    for pattern in (_MARKER, _MARKER, _ANSWER, _DATELINE):
        found = pattern.match(line, at)
        if found and found.end() < len(line):
            at = found.end()
    return at


def opens_tail(line: str) -> bool:
    """Whether ``line`` is a heading after which the page speaks of itself: its author, contacts, related pages."""
    return len(line) <= 90 and bool(_TAIL.match(line.strip(" 　[]【】<>＜＞「」*_-—:：0123456789.")))


def is_boilerplate(text: str) -> bool:
    """Whether a line or sentence is furniture wherever it stands."""
    return bool(_ALWAYS.search(text))


def is_credit(line: str) -> bool:
    """Whether a line ends in a picture's credit or opens with its label: a caption."""
    return bool(_CREDIT.search(line))


def opens_note(line: str) -> bool:
    """Whether the line is a note of the editors or a footnote, whatever it says."""
    return bool(_NOTE.match(line))


def is_question(text: str) -> bool:
    return bool(_QUESTION.search(text.strip()[-40:]))


def opens_question(line: str) -> bool:
    """Whether the line is labelled as an interviewer's, or set off by a dash as Japanese papers do."""
    return bool(_QUESTION_LABEL.match(line) or _DASHED_QUESTION.match(line))
