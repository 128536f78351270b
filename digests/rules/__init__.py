"""Rules about phrases, as data: what is furniture of a page, what is courtesy, what a sentence does. One rule a line.

    page.toml      furniture wherever it stands            -> digests/summaries/furniture.py
    tail.toml      headings after which a page speaks of itself
    courtesy.toml  greetings, thanks, what letters say
    making.toml    what a document says of its own making
    edge.toml      lines above and below an article        -> digests/sources/text/edges.py
    letter.toml    lines of a letter that greet and take leave -> digests/sources/text/courtesies.py
    cues.toml      what a sentence does                    -> digests/summaries/cues.py

``engine`` reads and asks them. Each rule bears an example that it must match and one that it must not; a test tries
all.
"""
