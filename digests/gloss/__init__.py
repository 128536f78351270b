"""A headline in another language -> a line in the reader's: what it mentions, and nothing that is not there. Pure.

    title -> pieces, each with its place: names, countries in one letter, acts, matters, offices, amounts, dates -> line

names of people, bodies, companies, places, treaties and terms come from ``config/names`` (``language/names.py``);
short.py       countries as headlines abbreviate them: 日中, 米, 北
vocabulary.py  kinds of act, matters and offices, by their words (``acts.toml``, ``matters.toml``, ``offices.toml``)
denied.py      whether a word is denied beside it: then it is not told
measures.py    amounts with their unit (``units.toml``), read and written in five languages
dates.py       dates, likewise
sentence.py    the sentence that lists the pieces (``english.toml``: articles and plurals)
line.py        the line itself
kept.py        lines that were made, for whoever asks again

It says which words stand there, and never who does what to whom.
It stands under headlines that their reader cannot read (`editions/compose/present.py`).
"""
