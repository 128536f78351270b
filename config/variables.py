"""Variables that are set and that nobody reads: a name with a wrong letter would do nothing, and say nothing."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from dotenv.parser import parse_stream

from config.settings import Settings
from digests.errors import ConfigurationError
from digests.spelling import nearest
from digests.validation import meant

ENV_FILE = Path(".env")
_OURS = "TRILATERAL_"
_OTHERS = frozenset({"TRILATERAL_TESTDATA"})
"""Read by the tests alone."""
_TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105 - the name of a variable
_CALLED = dict.fromkeys(("BOT_TOKEN", "TG_BOT_TOKEN", "TG_TOKEN", "TELEGRAM_TOKEN", "TELEGRAM_API_TOKEN"), _TOKEN)
"""What other bots call it."""
_SHORTEST = 12
"""Letters of a name from which a likeness is no chance."""
_ALIKE = 0.85


def known_variables() -> frozenset[str]:
    """Every name that is read."""
    return frozenset(str(field.alias) for field in Settings.model_fields.values())


def unread(environ: Mapping[str, str] = os.environ, env_file: Path = ENV_FILE) -> Iterator[ConfigurationError]:
    """Each variable of the environment and of ``.env`` that looks like one of ours and is none, and each line of
    ``.env`` that sets nothing."""
    known = known_variables()
    written, faults = _written(env_file)
    yield from faults
    held = {name.upper() for name in (*environ, *written)}
    for where, names in (("", environ), (" in .env", written)):
        for name in names:
            if (upper := name.upper()) not in known and (advice := _advice(upper, known, held)):
                yield ConfigurationError(name, f"is set{where}, and nobody reads it", advice)


def _advice(name: str, known: frozenset[str], held: set[str]) -> str:
    """What was perhaps meant; nothing where the variable is another program's."""
    if name in _OTHERS:
        return ""
    if name.startswith(_OURS):
        return meant(name, known - {"PORT"}) or "see config/example.env for what there is"
    if len(name) >= _SHORTEST or name in _CALLED:
        right = _CALLED.get(name) or nearest(name, known, _ALIKE)
        return f"did you mean {right}?" if right and right not in held else ""
    return ""


def _written(path: Path) -> tuple[list[str], list[ConfigurationError]]:
    """The names that a file sets, and its lines that are no ``NAME=value``."""
    try:
        with path.open(encoding="utf-8") as stream:
            bindings = list(parse_stream(stream))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [ConfigurationError(str(path), f"cannot be read: {error.strerror}", "check its rights")]
    except UnicodeDecodeError:
        return [], [ConfigurationError(str(path), "is not written in UTF-8", "save it as UTF-8")]
    wrong = [b.original.line for b in bindings if b.error or (b.key is not None and b.value is None)]
    faults = [ConfigurationError(f"{path}, line {line}", "sets nothing", "write NAME=value") for line in wrong]
    return [binding.key for binding in bindings if binding.key is not None], faults
