"""The news: from the world's feeds and drops to a digest, knowing nothing of Telegram.

    feeds.toml -> Feed -> fetch -> Document -> decode, parse -> Entry -> known?
        -> detect, fold, segment, embed, tag, grade, summarise -> Item
        -> duplicates, cluster -> Story -> store
    who is due -> compose -> Digest -> (``bot`` renders) -> publish -> outbox

``sources`` turn the world into entries, ``language`` turns text into meaning, ``stories`` decide (pure),
``store`` is the only SQL; ``ingest``, ``reading``, ``compose``, ``schedule``, ``publish``, ``export`` and
``evaluate`` are the verbs that join them. Whoever imports it reads the zone database that we lock (``zones``).
"""

from digests.zones import use_locked

use_locked()  # here, since every process of ours imports this first: the service, the command line, workers, tests
