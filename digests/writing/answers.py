"""What a model answered -> each text that was asked for, and what the claim gate says of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import regex

from digests.claims import SourceSentence, brief_faults, translation_faults
from digests.language.names import Names
from digests.model import Commission
from digests.writing.model import Answer

_NUMBERED = regex.compile(r"\s*+[\[(【]?(\d{1,2})(?:[\])】.:：、．]|\s?[.)])\s*+(\S.*)")
_THOUGHT = regex.compile(r"\A\s*+<think>.*?</think>", regex.DOTALL)
"""What models that think aloud put before their answer."""
_WHY: Mapping[str, str] = MappingProxyType(
    {
        "number": "the number {said} is not in the source",
        "date": "the date {said} is not in the source",
        "name": "{said} is not in the source",
        "country": "{said} is not in the source",
        "quotation": "the quotation {said} is not in the source",
        "missing": "{said} of the source is missing",
        "language": "it is written in another language",
        "length": "its length is wrong",
        "citation": "a sentence cites no source that there is: {said}",
        "markup": "it holds markup: {said}",
        "echo": "it repeats the instructions",
        "form": "it is not in the form that was asked for",
        "empty": "it is empty",
        "cut": "it is too long",
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One text: accepted with its claims, or refused with the reasons."""

    claims: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Sentences with the numbers of the grounds that they rest on, counted from 1."""
    faults: tuple[tuple[str, str], ...] = ()
    """(kind, what was found); () = it may be shown."""
    said: str = ""
    """What the model wrote."""

    @property
    def reason(self) -> str:
        """For the model, so that it can do better."""
        return "; ".join(dict.fromkeys(_WHY.get(kind, kind).replace("{said}", said) for kind, said in self.faults))


def outcomes(commissions: Sequence[Commission], answer: Answer, names: Names) -> list[Outcome]:
    """For each of ``commissions``, which one call asked for."""
    text = _THOUGHT.sub("", answer.text).strip()
    if answer.refused:
        return [Outcome(faults=(("refusal", ""),), said=text)] * len(commissions)
    if not text:
        return [Outcome(faults=(("empty", ""),))] * len(commissions)
    if commissions[0].kind == "brief":
        return [_brief(commissions[0], text, answer.whole, names)]
    whole = text if answer.whole else text.rpartition("\n")[0]  # of the line that was cut nobody knows the end
    found = _lines(whole, len(commissions))
    return [
        _translation(commission, found.get(number, ""), answer.whole, names)
        for number, commission in enumerate(commissions, start=1)
    ]


def _translation(commission: Commission, text: str, whole: bool, names: Names) -> Outcome:
    if not text:
        return Outcome(faults=(("form" if whole else "cut", ""),))
    (ground,) = commission.grounds
    faults = translation_faults(text, commission.language, [SourceSentence(ground.text, ground.language)], names)
    return Outcome(((text, (1,)),), tuple((fault.kind, fault.said) for fault in faults), text)


def _brief(commission: Commission, text: str, whole: bool, names: Names) -> Outcome:
    sources = [SourceSentence(ground.text, ground.language) for ground in commission.grounds]
    told = brief_faults(" ".join(text.split()), commission.language, sources, names)
    faults: tuple[tuple[str, str], ...] = tuple(
        (fault.kind, fault.said) for sentence in told for fault in sentence.faults
    )
    if not told:
        faults = (("empty", ""),)
    elif not whole:
        faults = (("cut", ""),)
    return Outcome(tuple((sentence.text, sentence.cites) for sentence in told), faults, text)


def _lines(text: str, wanted: int) -> dict[int, str]:
    """The numbered lines of an answer; a number that stands there twice, or was not asked for, is none. Where one line
    was asked for, it may stand without its number."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found: dict[int, list[str]] = {}
    for line in lines:
        if match := _NUMBERED.fullmatch(line):
            found.setdefault(int(match[1]), []).append(match[2].strip())
    if wanted == 1 and len(lines) == 1 and not found:
        return {1: lines[0]}
    return {number: several[0] for number, several in found.items() if len(several) == 1 and number <= wanted}
