"""What a validator found wrong, in plain words: none of its own sentences reaches whoever runs the bot.

Where pydantic has a word for a value ("String should match pattern '^[A-Z]{2}$'"), a person needs another ("is not
written as it must be"); what a right value looks like, the caller knows and adds.
"""

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from digests.spelling import nearest

_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not understood",
    "string_type": "must be text",
    "string_pattern_mismatch": "is not written as it must be",
    "int_parsing": "is no whole number",
    "int_type": "is no whole number",
    "int_from_float": "is no whole number",
    "int_parsing_size": "is too large a number",
    "float_parsing": "is no number",
    "float_type": "is no number",
    "finite_number": "is no number",
    "bool_parsing": "is neither true nor false",
    "bool_type": "is neither true nor false",
    "url_parsing": "is no address",
    "url_scheme": "is no http or https address",
    "url_too_long": "is too long an address",
    "url_type": "is no address",
    "path_type": "is no path",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "json_invalid": "is no JSON",
    "json_type": "is no JSON",
    "date_from_datetime_parsing": "is no date",
    "none_required": "must be empty",
    "dataclass_type": "must be a table",
}
_LIMITS = {
    "greater_than": ("must be more than {}", "gt"),
    "greater_than_equal": ("must be at least {}", "ge"),
    "less_than": ("must be less than {}", "lt"),
    "less_than_equal": ("must be at most {}", "le"),
    "string_too_long": ("is longer than {} characters", "max_length"),
    "too_long": ("holds more than {}", "max_length"),
    "too_short": ("holds fewer than {}", "min_length"),
    "literal_error": ("must be {}", "expected"),
    "enum": ("must be {}", "expected"),
}


def in_words(fault: ErrorDetails) -> str:
    """What is wrong with one value, as a half sentence behind its name. What our own validators say is kept."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in ("value_error", "assertion_error"):
        return str(context.get("error", "is not right"))
    if kind == "string_too_short":
        return (
            "is empty" if context.get("min_length") == 1 else f"is shorter than {context.get('min_length')} characters"
        )
    if kind in _LIMITS:
        sentence, name = _LIMITS[kind]
        return sentence.format(context.get(name))
    return _WORDS.get(kind, "is not as it must be")


def faults(error: ValidationError, known: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(place, what is wrong) of each fault, a misspelt key before what is missing because of it; ``known``: the keys
    that are understood, one of which was perhaps meant."""
    keys = tuple(known)
    found = error.errors(include_url=False, include_input=False)
    found.sort(key=lambda fault: fault["type"] != "extra_forbidden")
    return [(place(fault["loc"]), _with_hint(fault, keys)) for fault in found]


def place(steps: Iterable[int | str]) -> str:
    """``words.ja.0``: where in an entry; what pydantic adds for its own use is left out."""
    return ".".join(str(step) for step in steps if not str(step).startswith(("function-", "lax-", "tagged-")))


def meant(word: str, known: Iterable[str]) -> str:
    """``did you mean country?``, or nothing where nothing known is alike."""
    found = nearest(word, known)
    return f"did you mean {found}?" if found else ""


def _with_hint(fault: ErrorDetails, known: tuple[str, ...]) -> str:
    said = in_words(fault)
    hint = meant(str(fault["loc"][-1]), known) if fault["type"] == "extra_forbidden" and fault["loc"] else ""
    return f"{said}: {hint}" if hint else said
