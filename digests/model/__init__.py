"""What flows through the house: frozen values, one noun each.

Times are whole seconds since the epoch, UTC. Languages are BCP-47 codes (``en``, ``zh-Hans``, ``zh-Hant``, ``ja``,
``ko``, or another). Countries are ISO 3166 codes; the three we follow are ``COUNTRIES``.
"""

from digests.model.codes import COUNTRIES, GRADES, LENGTHS, Grade, Length
from digests.model.digests import Digest, DigestStory, Edition, Part, Quote, Section
from digests.model.items import Evidence, Item, Place, Reading, Sentence, Sign, Tag
from digests.model.names import KINDS, NAMED_IN, Name
from digests.model.sources import Entry, Feed, Institution, Source, SourceLink, outlet_of
from digests.model.stories import Head, Story
from digests.model.subscribers import Follow, Preferences, Schedule, Subscriber
from digests.model.vocabulary import Mechanism, Sector, Word
from digests.model.writings import Commission, Ground, Statement, WritingKind

__all__ = [
    "COUNTRIES",
    "GRADES",
    "KINDS",
    "LENGTHS",
    "NAMED_IN",
    "Commission",
    "Digest",
    "DigestStory",
    "Edition",
    "Entry",
    "Evidence",
    "Feed",
    "Follow",
    "Grade",
    "Ground",
    "Head",
    "Institution",
    "Item",
    "Length",
    "Mechanism",
    "Name",
    "Part",
    "Place",
    "Preferences",
    "Quote",
    "Reading",
    "Schedule",
    "Section",
    "Sector",
    "Sentence",
    "Sign",
    "Source",
    "SourceLink",
    "Statement",
    "Story",
    "Subscriber",
    "Tag",
    "Word",
    "WritingKind",
    "outlet_of",
]
