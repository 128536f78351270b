"""A glance of the fuzz run that ``make fuzz`` makes long."""

from random import Random

from tests.fuzz import changed, failure, seeds, targets


def test_no_parser_and_no_function_over_text_stumbles_over_changed_documents() -> None:
    chance, corpus = Random(1), seeds()
    inputs = [(name, changed(chance.choice(corpus), chance.choice(corpus), chance)) for name in targets()]
    assert not [f"{name}: {wrong}" for name, data in inputs if (wrong := failure(name, data))]
