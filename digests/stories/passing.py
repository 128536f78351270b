"""What a page says of the hour and of its readers, which changes while the article stays. Pure."""

import regex

_PASSING = regex.compile(
    r"(?:\b(?:last )?updated?\s?:?\s?)?\b(?:\d{1,4}|an?|one)\s?(?:second|minute|min|hour|hr|day|week)s?\s+ago\b"
    r"|\bjust now\b"
    r"|(?:更新|수정|입력)?\s?[:：]?\s?(?<!\d)\d{1,4}\s?(?:秒|分|分钟|分鐘|小时|小時|時間|日|天|週間|周)\s?(?:前|以前|之前)|刚刚|剛剛|たった今"
    r"|(?:(?:최종 ?)?수정|입력|업데이트)?\s?[:：]?\s?(?<!\d)\d{1,4}\s?(?:초|분|시간|일|주)\s?전|방금"
    r"|(?<![\d,.])[\d,.]{1,12}[km]?\s?(?:views?|reads?|likes?|shares?|comments?|followers?)\b"
    r"|(?:阅读|閱讀|浏览|瀏覽|点击|點擊|観覧|閲覧|再生|조회|추천|공감|좋아요|댓글|评论|評論|コメント|点赞|點讚|views?|"
    r"comments?|likes?)\s?(?:人数|人數|次数|次數|量|数|數|수|回数|件数)?\s?[:：(（]?\s?[\d,.]{1,12}\s?(?:万|萬|천|만|k|m|次|人|回|"
    r"명|건|件|개){0,3}[)）]?"
    r"|(?:(?:last )?updated?|as of|更新(?:日時|时间|時間|于|於)?|最終更新|(?:최종 ?)?수정|입력|업데이트)\s?"
    r"(?:at|on|[:：])?\s?"
    r"[\d(（][\d\s年月日时時分点點/.:：()（）년월일시분-]*",
    regex.IGNORECASE,
)


def passing(text: str) -> str:
    """``text`` without how long ago it was, who has read it and when it was last touched."""
    return _PASSING.sub(" ", text)
