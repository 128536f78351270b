"""A headline in another language -> a line in the reader's: what it mentions, and nothing that is not there. Pure.

    title -> mentions (names, countries in one letter, kinds of event, amounts), each with its place -> line

names of people, bodies, companies, places, treaties and terms come from ``config/names`` (``language/names.py``);
short.py     countries as headlines abbreviate them: 日中, 米, 北
events.py    kinds of event, by their words (``events.toml``)
measures.py  amounts with their unit, read and written in five languages
line.py      the line itself
kept.py      lines that were made, for whoever asks again

It says which words stand there, and never who does what to whom: a word is one whatever is said of it, denied or done.
It stands under headlines that their reader cannot read (`editions/compose/present.py`).
"""
