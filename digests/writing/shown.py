"""What a language model wrote, put where readers see it: beside the source's own words, which are never lost."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from digests.model import Digest, DigestStory, Ground, Preferences, Quote, Section, Statement
from digests.store import Store
from digests.writing.commissions import brief, translation

log = logging.getLogger(__name__)

_Written = Mapping[str, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Writings:
    """What there is of a language model's; without one, nothing."""

    store: Store
    model: str | None
    """The model whose writings are shown; ``None`` where the operator has none."""

    def digest(self, digest: Digest, preferences: Preferences) -> Digest:
        """The digest with everything that is ready for its reader, in one look at the store."""
        if self.model is None or not preferences.machine or not digest.stories:
            return digest
        written = self._written(digest.stories, digest.language)
        if not written:
            return digest
        sections = tuple(
            Section(section.sector, tuple(self._on(story, digest.language, written) for story in section.stories))
            for section in digest.sections
        )
        return replace(digest, sections=sections)

    def stories(self, stories: Sequence[DigestStory], preferences: Preferences) -> list[DigestStory]:
        """The same for stories outside a digest."""
        if self.model is None or not preferences.machine or not stories:
            return list(stories)
        written = self._written(stories, preferences.language)
        return [self._on(story, preferences.language, written) for story in stories]

    def story(self, story: DigestStory, preferences: Preferences) -> DigestStory:
        """The same for one."""
        return self.stories([story], preferences)[0]

    def _written(self, stories: Iterable[DigestStory], language: str) -> _Written:
        keys = [key for story in stories for key in self._keys(story, language)]
        try:
            return self.store.writings.good(keys)
        except Exception:  # whatever is wrong with the table: no digest waits for it
            log.exception("what the language model wrote cannot be read")
            return {}

    def _keys(self, story: DigestStory, language: str) -> Iterable[str]:
        grounds = [] if story.readable else [story.ground, *(quote.ground for quote in story.quotes)]
        grounds += [quote.ground for quote in story.others if not quote.readable]
        yield from (self._key(ground, language) for ground in grounds)
        if told := brief(story, language):
            yield told.key(self.model or "")

    def _key(self, ground: Ground, language: str) -> str:
        return translation(ground, language).key(self.model or "")

    def _on(self, story: DigestStory, language: str, written: _Written) -> DigestStory:
        told = brief(story, language)
        quotes = (
            story.quotes if story.readable else tuple(self._quote(each, language, written) for each in story.quotes)
        )
        return replace(
            story,
            translation="" if story.readable else self._text(story.ground, language, written),
            quotes=quotes,
            others=tuple(each if each.readable else self._quote(each, language, written) for each in story.others),
            brief=written.get(told.key(self.model or ""), ()) if told else (),
        )

    def _quote(self, quote: Quote, language: str, written: _Written) -> Quote:
        return replace(quote, translation=self._text(quote.ground, language, written))

    def _text(self, ground: Ground, language: str, written: _Written) -> str:
        statements = written.get(self._key(ground, language), ())
        return statements[0].text if statements else ""
