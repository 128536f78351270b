"""Links as they stand in feeds -> the address of the article: resolved, unwrapped, without what only counts readers."""

import base64
import binascii
import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

_COUNTERS = re.compile(
    r"""(?:utm_.+|utm|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl
    |_hsenc|_hsmi|mkt_tok|oly_(?:anon|enc)_id|vero_id|spm|scm|wt\.(?:mc_id|rss_.+|z_.+)|wt_mc|xtor|at_(?:medium|campaign|.*_type)
    |ns_(?:mchannel|source|campaign|linkname|fee)|ocid|ncid|cmpid|n_cid|icid|ito|iref|smid|sr_share|guccounter|guce_.+
    |__twitter_impression|isappinstalled|nsukey|share_token|share_source|weibo_id|feedtype|feedname|rssid|rss_id
    |jsessionid|phpsessid|aspsessionid\w*|session_?id
    |pk_(?:campaign|kwd|source|medium)|mtm_.+|piwik_.+|hss_channel|trk|trkcampaign|cx_.+|ref_src|ref_url|_openstat)""",
    re.I | re.X,
)
"""Parameters that name a campaign or a reader, never an article."""

_SESSION = re.compile(r";jsessionid=[^?#/;]*", re.I)
_SOURCES = re.compile(
    r"ref|referer|referrer|from|fr|source|src|partner|emc|mod|cloc|via|medium|input|output|feed|cp|cmp|rss|s_cid|ref_?type",
    re.I,
)
"""Parameters that are dropped only where their value speaks of a feed (``ref=rss``, ``partner=rssnyt``)."""
_OF_A_FEED = re.compile(r"rss|feed|atom", re.I)
_FRAGMENT = re.compile(r"xtor=.*|ref=rss.*|:~:text=.*|utm_.*|rss.*|top|", re.I)

_TARGETS = ("url", "u", "q", "target", "to", "dest", "destination", "redirect", "redirect_url", "redir", "link", "murl",
            "pfurl", "uddg", "z", "r", "goto", "rurl", "href")  # fmt: skip
_REDIRECTORS = re.compile(
    r"""(?:www\.)?google\.[a-z.]+/url|l\.facebook\.com|lm\.facebook\.com|l\.instagram\.com|t\.umblr\.com|out\.reddit\.com
    |(?:www\.)?linkedin\.com/(?:redir|safety)|slack-redir\.net|vk\.com/away|link\.zhihu\.com|weibo\.cn/sinaurl
    |link\.csdn\.net|link\.juejin\.cn|www\.douban\.com/link2|c\.pc\.qq\.com|www\.bing\.com/news/apiclick|duckduckgo\.com/l/
    |redirect\.viglink\.com|click\.linksynergy\.com|[a-z0-9]+\.safelinks\.protection\.outlook\.com|cr\.naver\.com
    |(?:www\.)?youtube\.com/redirect|rss\.feedsportal\.com
    |[^?]*/(?:redirect|redir|away|jump|click|clk|out|exit|track|go|link|rd)(?:\.\w+)?/?$""",
    re.I | re.X,
)
"""Host and path of pages that only send the reader on, to an address in their query."""
_PREFIXES = re.compile(
    r"https?://(?:web\.archive\.org/web/\d{4,14}[a-z_]*/|rd\.yahoo\.co\.jp/.*?\*|(?:www\.)?google\.[a-z.]+/amp/(?=s/|[\w.]+/)"
    r"|[a-z0-9-]+\.cdn\.ampproject\.org/[cv]/(?=s/|[\w.]+/)|href\.li/\?|anonym\.to/\?|urldefense\.com/v3/__)(.+)",
    re.I,
)
_GOOGLE_NEWS = re.compile(r"https?://news\.google\.com/(?:__i/)?(?:rss/)?(?:articles|read)/(CBMi[\w-]+)")
_HTTP = re.compile(rb"https?://[\x21-\x7e]{4,}?(?=[\xd2\x00-\x1f\x80-\xff]|$)")
_ABSOLUTE = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[\w~%+,=@!:./-]*(?:\?[\w~%+,=@!:./&-]+)?", re.A)
"""An address that is absolute and ordinary already: most are, and taking them apart changes nothing."""
_GLUED = re.compile(
    r"(?:https?://)?[\w.-]{1,253}(?::\d{1,5})?/?(?=https?(?::|%3a)/{1,2}[\w-])|(https?://[\w.:-]+/)[^?#]*?(?=\1)", re.I
)
"""A site's own address before one that is absolute already: ``https://host.examplehttps://…``, ``http://host/https://…``;
and further down a path where both are of one site."""
_TWICE = re.compile(r"\A(?:https?:/+)+(?=https?:/)", re.I)
"""The scheme twice: ``https://https://host``."""
_MISSPELT = re.compile(r"h?ttp(?P<s>s)?(?:[:：][/／\\]+|//|[:：](?=www\d?\.))", re.I)
"""A scheme as people copy it: ``ttps://``, ``https//``, ``https:/``, ``http:\\``, ``https：／／``, ``http:www.``."""
_FULL_WIDTH = str.maketrans("：／．？＝＆＃\\", ":/.?=&#/")
_ONE_SLASH = re.compile(r"(https?)(?::|%3a)/+", re.I)
_SUFFIXES = (
    "com net org info edu gov mil int biz news asia media press online site example test jp kr cn tw hk mo sg uk us eu"
    " ca au nz in de fr ru my th vn id ph"
)
_BARE_HOST = re.compile(
    rf"(?:www\d?\.[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:{_SUFFIXES.replace(' ', '|')}))(?::\d{{1,5}})?"
    r"(?=[/?#]|$)",
    re.I,
)
"""A host at the beginning of a link that says no scheme; ``view.do`` and ``index.php`` are none."""
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?(?=[/?#]|$)", re.A)
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that no address shows and a terminal acts on; they stay, in the form that addresses have for them."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_DEPTH = 4
"""Wrappers within wrappers that are still opened."""


def clean(link: str | None, base: str = "") -> str | None:
    """The article's http(s) address: made absolute against ``base`` (the feed's own address), wrappers opened,
    tracking parameters and empty fragments dropped. ``None`` for what is no web address."""
    address = absolute(link, base)
    for _ in range(_DEPTH):
        if address is None:
            return None
        inner = _unwrapped(address)
        if inner is None:
            break
        address = absolute(inner, address)
    return _without_counters(address) if address else None


def absolute(link: str | None, base: str = "") -> str | None:
    """``link`` resolved against ``base``; ``None`` where that gives no http(s) address with a host."""
    text = re.sub(r"[\t\r\n]", "", link or "").strip().replace(" ", "%20")
    text = _UNSEEN.sub(lambda match: quote(match[0], errors="replace"), text)
    if not text:
        return None
    if _ABSOLUTE.fullmatch(text) and "http" not in text[4:]:
        return text
    text = _alone(text, base)
    try:
        parts = urlsplit(urljoin(base, re.sub(r"^feed:(?://)?(?=https?:)|^feed(?=://)", _feed_scheme, text)))
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            return None
        return urlunsplit(parts._replace(netloc=_host(parts), path=parts.path or "/"))
    except ValueError:
        return None


def _alone(text: str, base: str) -> str:
    """The link without a host glued before it, and with its scheme where it names only the host."""
    text = _spelt(_TWICE.sub("", text)).removeprefix(":")
    if glued := _GLUED.match(text):
        text = _ONE_SLASH.sub(r"\1://", text[glued.end() :], count=1)
    if host := _BARE_HOST.match(text) or _of_the_same_house(text, base):
        own = (urlsplit(base).scheme or "https") if host.group().lower() in base.lower() else "https"
        text = f"{own}://{text}"
    return text


def _of_the_same_house(text: str, base: str) -> re.Match[str] | None:
    """A host at the beginning, under whatever domain, whose last two labels are those of the feed's own."""
    host, own = _HOST.match(text), (urlsplit(base).hostname or "").lower()
    labels = host.group().partition(":")[0].lower().split(".") if host else []
    return host if labels and not own.replace(".", "").isdigit() and own.split(".")[-2:] == labels[-2:] else None


def _spelt(text: str) -> str:
    """The link with its scheme spelt as it should be; signs of full width and backslashes are the copier's, then."""
    scheme = _MISSPELT.match(text)
    if scheme is None or re.fullmatch("https?://", scheme.group()):
        return text
    rest = text[scheme.end() :]
    odd = re.search(r"[：／\\]", scheme.group())
    return f"http{scheme['s'] or ''}://{rest.translate(_FULL_WIDTH) if odd else rest}"


def _feed_scheme(match: re.Match[str]) -> str:
    return "" if match.group().startswith("feed:") else "http"


def _host(parts: SplitResult) -> str:
    """The host in lower case, without the scheme's own port; a user name is kept as given."""
    user, at, _ = parts.netloc.rpartition("@")
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    return f"{user}{at}{host}" + (f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else "")


def _unwrapped(address: str) -> str | None:
    if match := _PREFIXES.match(address):
        inner = match[1].removesuffix("__") if "urldefense" in address else match[1]
        inner = unquote(inner) if re.match(r"https?%3a", inner, re.I) else inner
        return inner if re.match(r"https?:", inner) else "https://" + inner.removeprefix("s/")
    if match := _GOOGLE_NEWS.match(address):
        return _from_google_news(match[1])
    if "?" not in address:  # what only sends on says where to in its query
        return None
    parts = urlsplit(address)
    if not _REDIRECTORS.match(f"{parts.hostname}{parts.path}"):
        return None
    targets = {name.lower(): value for name, value in parse_qsl(parts.query)}
    return next((targets[name] for name in _TARGETS if re.match(r"https?://", targets.get(name, ""))), None)


def _from_google_news(token: str) -> str | None:
    """The older identifiers hold the address itself, in base64; the newer ones do not and stay as they are."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    match = _HTTP.search(raw)
    return match.group().decode("ascii") if match else None


def _without_counters(address: str) -> str:
    if ";" in address:
        address = _SESSION.sub("", address)
    if "?" not in address and "#" not in address:
        return address
    parts = urlsplit(address)
    fragment = "" if _FRAGMENT.fullmatch(parts.fragment) else parts.fragment
    query = "&".join(part for part in parts.query.split("&") if not _counts(part))
    return urlunsplit(parts._replace(query=query, fragment=fragment))


def _counts(part: str) -> bool:
    """Whether ``name=value`` names no article. What is kept is kept as written: values in EUC-KR or Shift_JIS would not
    survive being decoded and encoded again."""
    name, _, value = part.partition("=")
    if _COUNTERS.fullmatch(unquote(name)):
        return True
    return bool(_SOURCES.fullmatch(unquote(name)) and _OF_A_FEED.search(value))
