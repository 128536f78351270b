"""What the language model took and gave, as the admins are told: tokens, money, texts, and what was refused."""

from collections.abc import Iterator, Mapping

from bot.desk.request import Ask
from bot.render.escape import bold
from bot.render.texts import Texts
from bot.render.words import Words
from digests.store.news.writing_account import MILLION

_MONTH = 30 * 86_400
_DIGITS = 4


def model_account(ask: Ask) -> Iterator[str]:
    """Lines of /stats; none where there is no model."""
    model, store, words = ask.desk.writings.model, ask.desk.store, ask.words
    if model is None:
        return
    month = store.writing_account.since(ask.now - _MONTH)
    yield bold(words.texts("stats.model", name=model))
    for when, account in (("today", store.writing_account.of_day(ask.now)), ("month", month)):
        yield words.texts(f"stats.model.{when}", took=_took(account, words))
    waiting = store.writings.standing(ask.now).get("waiting", 0)
    yield words.texts("stats.model.texts", waiting=words.number(waiting), **_counts(month, words))
    yield from _refused(month, words)


def _took(account: Mapping[str, int], words: Words) -> str:
    tokens = account.get("tokens.in", 0) + account.get("tokens.out", 0)
    cost = round(account.get("cost", 0) / MILLION, _DIGITS)
    calls = words.number(account.get("calls", 0))
    return words.texts("stats.model.took", calls=calls, tokens=words.number(tokens), cost=words.number(cost))


def _counts(account: Mapping[str, int], words: Words) -> dict[str, str]:
    return {name: words.number(account.get(name, 0)) for name in ("good", "verbatim", "hits")}


def _refused(account: Mapping[str, int], words: Words) -> Iterator[str]:
    for what in ("reject", "fault"):
        counts = {
            key.partition(".")[2]: amount for key, amount in account.items() if key.partition(".")[0] == what and amount
        }
        said = [
            f"{words.number(amount)} × {_called(what, kind, words.texts)}"
            for kind, amount in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ]
        if said:
            yield words.texts(f"stats.model.{what}", reasons=words.listed(said))


def _called(what: str, kind: str, texts: Texts) -> str:
    """In words; a status of HTTP, or what no version of ours knows, as it is."""
    return texts(f"stats.{what}.{kind}") if f"stats.{what}.{kind}" in texts.keys else kind
