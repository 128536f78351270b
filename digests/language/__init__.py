"""Text -> meaning: which language, which words, which sentences, which vector.

detect.py     which language (han.py, alphabets.py and romanised.py know the hard cases)
fold.py       one form for all matching, and the way back to the original's offsets
segment.py    sentences
embed.py      vectors: the packaged model, or an endpoint (endpoint.py)
query.py      what a reader types -> what is looked for (spans.py: dates, orders.py: 中日韩 in any order)
names.py      which people, bodies, companies, places, treaties and terms a text names; synonyms.py widens queries
tokens.py     what is indexed and asked for; snippets.py shows where it stands
"""
