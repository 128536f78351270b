"""Greetings, thanks, self-introductions, and what letters open and close with, in five languages."""

import re
from collections.abc import Mapping

_COURTESIES: Mapping[str, str] = {
    "en": r"\b(?:good (?:morning|afternoon|evening)|ladies and gentlemen|(?:your )?excellenc(?:y|"
    r"ies)\b|distinguished (?:guests|delegates|colleagues|participants)|dear (?:readers?|"
    r"friends?|colleagues|subscribers|members|all)"
    r"|thank you|thanks (?:to (?:all|every|our)|for)|(?:would like|want|wish|"
    r"wished) to (?:thank|welcome|congratulate|express)|thanked|many thanks|a warm welcome|"
    r"welcome (?:to (?:this|the|our|today|another|you|all)|back|you|everyone)|warm hospitality|"
    r"excellent arrangements|it is (?:a|an|my) (?:great |distinct |real )?(?:pleasure|honou?r|"
    r"privilege)|i am (?:delighted|honou?red|pleased|grateful|glad) to"
    r"|(?:let me|allow me to|may i) (?:begin|start|introduce|welcome|express|thank|conclude|"
    r"close)|my name is|i wish (?:you|the|this)|best wishes|happy new year|kind regards|"
    r"sincerely yours|(?:gratitude|appreciation|thanks) to the (?:government|people|host|"
    r"organi[sz]ers|city)|i (?:now )?(?:give the floor|declare)|congratulations"
    r"|dear (?:sir|madam|mr|mrs|ms|dr|prof|professor|team|editors?|partners?)|to whom it may concern|i hope (?:this|"
    r"you|all)"
    r"|(?:best|kind|warm) (?:regards|wishes)|yours (?:sincerely|faithfully|truly)|look(?:ing)? forward to (?:hearing|"
    r"seeing|your)"
    r"|please find (?:attached|enclosed|below)|(?:do not|don['’]t) hesitate|sent from my)\b",
    "zh": r"尊敬的|亲爱的|親愛的|各位(?:来宾|來賓|同事|朋友|嘉宾|嘉賓|读者|讀者|代表|媒体|媒體|女士|"
    r"同仁)|女士们|"
    r"女士們|先生们|先生們|朋友们|朋友們|同志们|大家(?:早上|上午|下午|晚上)?好|早上好|下午好|"
    r"晚上好|谢谢|謝謝|感谢|感謝|致谢|致謝|热情款待|熱情款待|周到安排"
    r"|欢迎(?:各位|大家|来到|收看|收听|您)|歡迎(?:各位|大家|來到|收看|您)|祝(?:大会|大會|会议|"
    r"會議|论坛|論壇|愿|願|各位|大家|本次|福)|预祝|預祝|圆满成功|圓滿成功|新年快乐|再见|再見|"
    r"很高兴|很高興|非常高兴|非常高興|荣幸|榮幸|我是[^，。]{2,12}(?:编辑|記者|记者|主持|編輯)|"
    r"接受(?:本报|本刊|本報|我们|我們)的?(?:采访|採訪|专访|專訪)|见字如面|展信"
    r"|您好|你好[！!，,。]|此致|(?:谨|謹)?致(?:以)?(?:敬礼|敬禮|敬意)|(?:顺|順)(?:颂|頌|祝)|商祺|台安|台鉴|台鑒|(?:钧|"
    r"鈞)(?:鉴|鑒)|敬(?:启|啟|上|祈)|(?:请|請|敬请|敬請)"
    r"(?:查收|查阅|查閱|知悉|惠予|见谅|見諒|不吝)|冒昧(?:打扰|打擾|来信|來信|致函)|收信|(?:期待|盼|静候|靜候)(?:您|贵|"
    r"貴)?的?(?:回复|回覆|回信|复函|佳音)",
    "ja": r"ご紹介(?:に|いただ)|御礼|お礼申|お見舞い|でございます。$|皆(?:さま|様|さん)|みなさ(?:ん|"
    r"ま)|ありがとうございま|感謝(?:申し上げ|いたし|の意|します)|ご(?:清聴|静聴)|よろしくお願い|"
    r"お願い(?:申し上げ|いたし|します)|おはよう|こんにちは|こんばんは|はじめまして|ようこそ|"
    r"お忙しい|お集まり|ご参加いただ|ご出席いただ|お越し|ご無沙汰|お久しぶり|光栄|お祈り|祈念|"
    r"祈(?:り|って)(?:ます|申し|おります)|乾杯"
    r"|(?:編集部|事務局|編集長|担当)(?:の.{1,8})?です|と申します|敬具|拝啓|前略|挨拶|"
    r"お世話になって|お疲れ(?:さま|様)|ご査収|ご確認(?:のほど|の上|ください|いただけ|お願い)|取り急ぎ|平素(?:より|は)|"
    r"ご清栄|ご健勝|ご活躍の(?:こと|段)|"
    r"突然の(?:メール|ご連絡)|ご返信|ご返事|ご一報|ご不明な点|何卒|(?:添付|下記)(?:の(?:とおり|"
    r"通り))?.{0,12}(?:お送り|送付)(?:いた|し)|おめでとう|寒い日|暑い日|季節",
    "ko": r"안녕하(?:십니까|세요)|감사(?:합니다|드립|드리|의 (?:뜻|말씀|인사)|하다는 뜻|를 (?:표|전))|"
    r"고맙습니다|환영합니다|환영의|반갑습니다|여러분|존경하는|귀빈|내빈|영광(?:입니다|으로|"
    r"스럽)|기쁘게 생각|뜻깊게 생각|인사\s?(?:말씀|드)|축하\s?(?:드|합니다|의)|기원합니다|"
    r"바쁘신|수고(?:하|가|많)|안녕하신지요|(?:메일|연락|인사)(?:을|를)?\s?(?:드립니다|드렸습니다|올립니다)|첨부(?:해|"
    r"하여)?\s?(?:드|드립|파일)|"
    r"(?:검토|확인|회신|협조|참고|양해)\s?(?:를|을)?\s?(?:부탁|바랍니다|해 주)|(?:드림|올림)[.]?$|"
    r"저는 .{2,20}(?:입니다|라고 합니다)[.]?$|환대|새해 복|잘 부탁",
}
_COURTESY = re.compile("|".join(_COURTESIES.values()), re.IGNORECASE)


def is_courtesy(text: str) -> bool:
    """Whether a line or sentence is said for politeness alone."""
    return bool(_COURTESY.search(text))
