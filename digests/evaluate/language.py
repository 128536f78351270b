"""Is the language of each item told right?"""

from collections import Counter

from digests.evaluate.gold import Gold
from digests.evaluate.report import Figure, Section
from digests.evaluate.run import Readings

TARGET = 0.995


def language(gold: Gold, readings: Readings) -> Section:
    """Accuracy over items and long documents, and for each language."""
    labelled = [
        (item.id, item.language, item.title, readings.items[item.id].language if item.id in readings.items else "lost")
        for item in gold.items
    ]
    labelled += [
        (document.id, document.language, document.title, readings.documents[document.id].reading.language)
        for document in gold.documents
        if document.id in readings.documents
    ]
    total, right = Counter(row[1] for row in labelled), Counter(row[1] for row in labelled if row[1] == row[3])
    rows = [Figure("accuracy", _share(right.total(), total.total()), TARGET, detail=_of(right.total(), total.total()))]
    rows += [Figure(name, _share(right[name], total[name]), detail=_of(right[name], total[name])) for name in total]
    mistakes = (f"{row[0]} {row[1]} read as {row[3]}: {row[2]}" for row in labelled if row[1] != row[3])
    return Section("Language", tuple(rows), tuple(mistakes))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}"
