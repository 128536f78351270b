"""Is a generated text a plain text in the language asked for, and nothing of a model's making besides? Pure."""

from collections.abc import Iterator, Sequence

import regex

from digests.claims.faults import Fault, SourceSentence
from digests.language.detect import detect

_MARKUP = regex.compile(r"</?[a-zA-Z][^<>]{0,200}>|\*\*|```|^#{1,6} |\]\(|&[a-z]{2,8};")
_TEMPLATE = regex.compile(
    r"<\|[^|<>]{0,40}\|>|\{\{[^{}]{0,80}\}\}|\[/?INST\]|</?s>|<(?:start|end)_of_turn>|<bos>|<eos>"
)


def form_faults(text: str, language: str, sources: Sequence[SourceSentence]) -> Iterator[Fault]:
    """What is wrong with a text before a word of it is compared."""
    for kind, pattern in (("template", _TEMPLATE), ("markup", _MARKUP)):
        for found in pattern.finditer(text):
            if not any(found.group() in source.text for source in sources):
                yield Fault(kind, found.group())  # type: ignore[arg-type]
    if (told := detect(text, language)) != language:
        yield Fault("language", told)
