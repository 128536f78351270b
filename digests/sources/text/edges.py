"""What stands above and below an article on its page -> gone from its text, so that a story shows and a search finds
the article. Pure.

Only whole lines, only at the edges, and only what says of itself that it is no article: buttons, counters, rights,
tags, lists of other pages, who the author is. Whatever could be the article's own stays; what is quoted is decided in
``stories.furniture``.
"""

import re

_LONGEST = 160
"""Characters of a line that is looked at."""
_BELOW = 12
"""Lines that may follow the heading of a list of other pages, or of what is said of the author."""
_OF_AUTHOR = 1_200
"""Characters that are said of an author at most."""

_BUTTONS = (
    r"translate(?: now| this (?:page|article))?|一[键鍵]翻[译譯]|翻[译譯]本[页頁]|(?:この記事を)?翻訳(?:する)?|"
    r"번역하기",
    r"(?:share|print|save|e-?mail|bookmark|copy link|tweet|facebook|twitter|x|line|whatsapp|wechat|weibo|linkedin|"
    r"kakaotalk|"
    r"telegram|pinterest|reddit)(?: (?:this|article|story|page|on|via|to|with|facebook|twitter|x|line|whatsapp|"
    r"linkedin))*",
    r"(?:分享|转发|轉發|收藏|点赞|點讚|打印|列印|复制链接|複製連結|扫一扫|微信|微博|朋友圈)(?:到|至|本文|本页|给好友|"
    r"[、，,|/:：\s]|分享|微信|微博|朋友圈|QQ空间)*",
    r"(?:シェア|ツイート|ポスト|保存|印刷|メールで送る|お気に入り(?:に追加)?|ブックマーク)(?:する)?",
    r"(?:공유|인쇄|스크랩|기사 ?저장|글자 ?크기|좋아요|추천|URL ?복사|카카오톡|페이스북|트위터)(?: ?(?:하기|조절|변경|"
    r"보내기))?",
    r"(?:please )?(?:follow us(?: on .{0,40})?|log ?in|sign in|subscribe(?: (?:now|here|today))?)[.!]?",
    r"(?:get|join|subscribe to|sign up (?:for|to)) (?:our|the|this) .{0,40}(?:newsletters?|alerts?|updates?|"
    r"mailing list)[.!]?",
    r"(?:欢迎|歡迎|立即|点击|點擊|扫码|掃碼|长按).{0,12}(?:订阅|訂閱|关注|關注|下载|下載|注册|註冊|二维码).{0,20}|"
    r"(?:订阅|訂閱)本[刊报報]",
    r"(?:メールマガジン|メルマガ|ニュースレター|会員|読者)(?:の)?(?:登録|購読|申込み?)(?:は(?:こちら|無料))?|ログイン|"
    r"フォロー(?:する|はこちら)",
    r"(?:뉴스레터 ?)?(?:구독|신청|로그인|회원 ?가입)(?:하기|하세요|해주세요)?[.!]?",
    r"(?:back to )?(?:top|home|menu)(?: page)?|skip to (?:main )?content|advertisement|sponsored(?: content)?",
    r"(?:返回|回到)(?:顶部|頂部|首页|首頁|列表)|首[页頁]|主[页頁]|[广廣]告|上一[篇页].{0,60}|下一[篇页].{0,60}",
    r"ホーム|広告|本文へ(?:移動|ジャンプ|スキップ)?|(?:トップ|ページ(?:の)?(?:先頭|トップ)|一覧)(?:へ|に)?(?:戻る)?|"
    r"(?:前|次)の(?:記事|ページ)(?:へ|[:：].{0,60})?",
    r"광고|홈(?:으로)?|(?:맨 ?위로|목록(?:으로|보기)?)|본문 ?바로 ?가기|(?:이전|다음) ?(?:글|기사)(?: ?[:：].{0,60})?",
    r"(?:(?:read|see|view)(?: the)? (?:more|full (?:story|article|text)|original))[.…»›>]*|continue reading.{0,60}",
    r"(?:阅读|閱讀|查看)(?:全文|更多|原文)|(?:続き|全文)を読む|(?:関連|次の|おすすめ)記事(?:を(?:読む|見る)|はこちら|"
    r"一覧)?|더 ?보기|(?:기사 ?)?(?:전문|원문) ?보기",
)
_COUNTERS = (
    r"(?:已?阅读|已?閱讀|浏览|瀏覽|点击|點擊|观看|觀看|閲覧|再生|조회|추천|공감|좋아요|댓글|点赞|點讚|评论|評論|"
    r"コメント|views?|reads?|comments?|"
    r"shares?|likes?)(?:人数|人數|次数|次數|量|数|數|수|回数|件数)?\s{0,5}[:：]?\s{0,5}[(（]?\s{0,5}[\d,.]{1,20}\s{0,5}(?:万|萬|천|만|k|"
    r"m)?\+?(?:次|人|回|명|건|件|개|条)?[)）]?",
    r"[\d,.]{1,20}[km]? (?:views?|reads|shares?|likes?|comments?)|\d+ min(?:ute)?s? read",
)
_RIGHTS = (
    r"(?:[ⓒ©]|\(c\)|copyright\b|版权所有|版權所有|저작권자).{0,120}",
    r".{0,60}all rights reserved.{0,60}",
    r"[^。.]{0,40}(?:無断(?:転載|複製|引用)[^。]{0,16}(?:禁(?:止|じます)|お断り[^。]{0,6})|(?:禁(?:止)?(?:无断|無斷|"
    r"転載|转载|轉載))|(?:禁止|请勿|請勿|不得)(?:转载|轉載))[^。.]{0,20}[。.]?",
    r"[^.]{0,50}무단 ?(?:전재|복제|배포)[^.]{0,50}금지[^.]{0,12}[.]?",
    r"(?:未经|未經)[^。]{0,16}(?:授权|授權|许可|許可|允许|允許|同意)[^。]{0,24}(?:转载|轉載|使用|复制|"
    r"複製)[^。]{0,12}。?",
)
_LABELS = (
    r"[(（【\[]?(?:tags?|keywords?|topics?|filed under|标签|標籤|关键词|關鍵詞|タグ|キーワード|태그|"
    r"키워드)\s*[:：].{0,140}",
    r"[(（【\[]?(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|校對)\s*[:：／/]\s*[^\s。]{2,12}[)）】\]]?",
    r"#?[^\s#,，、]{1,30}(?:[\s,，、]{0,4}#[^\s#,，、]{1,30}){1,20}",
)
_LINE = re.compile(f"(?:{'|'.join((*_BUTTONS, *_COUNTERS, *_RIGHTS, *_LABELS))})", re.IGNORECASE)
_BARE = " \t　*_#|｜·•>＞»›«‹<＜▶▲▼→←↑[]【】〈〉《》()（）…"
_AUTHOR = re.compile(
    r"about the (?:authors?|writers?)|author (?:bio|profile)|(?:作者|撰稿人)(?:简介|簡介|介绍|介紹)|[关關][于於]作者|"
    r"(?:筆者|著者|執筆者)(?:の)?(?:プロフィール|略歴|紹介)|(?:필자|저자|글쓴이)\s?(?:소개|약력)",
    re.IGNORECASE,
)
_OTHER_PAGES = re.compile(
    r"(?:related|more|recommended|latest|most (?:read|popular)|trending|top)(?: (?:articles?|stories|news|posts?|"
    r"reading|"
    r"links?|coverage|from .{1,40}))|you (?:may|might) also like|read (?:next|also)|(?:相关|相關|延伸|推荐|推薦|热门|"
    r"熱門|更多)"
    r"(?:阅读|閱讀|新闻|新聞|文章|报道|報導|链接|連結|推荐)|(?:関連|おすすめ|人気)(?:の)?(?:記事|ニュース|リンク)|"
    r"あわせて読みたい|"
    r"(?:관련|추천|인기|많이 본|최신)\s?(?:기사|뉴스|글)|(?:leave a |post a )?(?:comments?|reply)|コメント(?:する|"
    r"を書く)?|"
    r"(?:发表|發表)?(?:评论|評論)|댓글(?: ?쓰기)?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。．.！？!?][\"'」』”’）)]*$")


def trimmed(text: str) -> str:
    """``text`` (a paragraph a line) without the page around it; as it is where nothing else would be left."""
    lines = text.split("\n")
    start, end = 0, _lower(lines, 0)
    while start < end and (not lines[start].strip() or _is_page(lines[start])):
        start += 1
    return "\n".join(lines[start:end]) if any(line.strip() for line in lines[start:end]) else text


def _lower(lines: list[str], start: int) -> int:
    """The number of the line below which only the page is left."""
    end = _above(lines, start, len(lines))
    for heading in range(max(start + 1, end - _BELOW - 1), end):
        if _heads_page(lines[heading], [line for line in lines[heading + 1 : end] if line.strip()]):
            return _above(lines, start, heading)
    return end


def _above(lines: list[str], start: int, end: int) -> int:
    while end > start and (not lines[end - 1].strip() or _is_page(lines[end - 1])):
        end -= 1
    return end


def _is_page(line: str) -> bool:
    bare = line.strip(_BARE)
    return not bare or (len(bare) <= _LONGEST and bool(_LINE.fullmatch(bare)))


def _heads_page(line: str, below: list[str]) -> bool:
    """Whether a line is the heading of what is said of the author, or of a list of other pages: titles, no sentence."""
    bare = line.strip(f"{_BARE}:：")
    if _AUTHOR.fullmatch(bare):
        return sum(map(len, below)) <= _OF_AUTHOR
    return bool(_OTHER_PAGES.fullmatch(bare)) and not any(_SENTENCE.search(one.strip()) for one in below)
