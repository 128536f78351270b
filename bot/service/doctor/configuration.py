"""What an operator wrote: variables, catalogue files, and what stands beside them and nobody reads; the texts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.render.texts import Texts, load_texts
from bot.service.doctor.finding import Finding, bad, good, of
from bot.service.doctor.machine import Machine
from config.catalogue import FILES, Catalogue, load_catalogue
from config.languages import FIRST
from config.names import FILES as NAME_FILES
from config.names import load_names
from config.settings import PACKAGED, Settings
from config.variables import unread
from digests.errors import ConfigurationError, TrilateralError
from digests.tagging.grade import Grader
from digests.tagging.mechanisms import MechanismTagger
from digests.tagging.sectors import SectorTagger
from digests.validation import meant

_KEPT = (".md", ".txt", ".bak", ".orig", ".example", ".env", ".py", ".pyc", "~")
"""Ends of names that nobody takes for a catalogue."""
_NAMED = 3
_WORN = (ValueError, TypeError, LookupError, AttributeError)
"""What building the taggers raises over words that they cannot use; ``regex.error`` is a ``ValueError``."""


def variables(machine: Machine, wrong: list[ConfigurationError]) -> Iterator[Finding]:
    """Wrong values, and names that nobody reads."""
    for error in (*wrong, *unread(machine.environ, machine.env_file)):
        yield of("configuration", error)


def catalogue(settings: Settings) -> tuple[Catalogue | None, list[Finding]]:
    """The catalogue where it can be used, and what is to be said of it."""
    try:
        found = load_catalogue(settings.config_dir)
        names = load_names(settings.config_dir)
        _built(found)
    except TrilateralError as error:
        return None, [of("configuration", error), *_strays(settings.config_dir)]
    told = f"{len(found.feeds)} feeds, {len(found.sectors)} sectors, {len(found.mechanisms)} mechanisms, "
    return found, [good("configuration", f"{told}{len(names)} names"), *_strays(settings.config_dir)]


def _built(found: Catalogue) -> None:
    """Make of the words what reads with them: whatever the checks of the files let through is told here.

    Raises:
        ConfigurationError: some words cannot be used.
    """
    try:
        Grader(found.glossary, found.dealings)
        SectorTagger(found.sectors, None, found.mechanisms, found.apart)
        MechanismTagger(found.mechanisms)
    except _WORN as error:
        problem = f"words cannot be used: {type(error).__name__}"
        raise ConfigurationError(
            "glossary.toml, sectors.toml or mechanisms.toml", problem, "undo the last change"
        ) from error


def _strays(directory: Path) -> Iterator[Finding]:
    """Files that look like catalogues and are read by nobody."""
    if directory == PACKAGED or not directory.is_dir():
        return
    for folder, known in ((directory, FILES), (directory / "names", tuple(f"{name}.toml" for name in NAME_FILES))):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name in known or path.name.startswith(".") or path.name.endswith(_KEPT):
                continue
            if path.is_dir() and path.name == "names" and folder == directory:
                continue
            right = meant(path.name, known)
            cure = f"{right} rename it" if right else f"read are {', '.join(known)}: move it away"
            yield bad("configuration", f"{path} is read by nobody", cure)


def texts(machine: Machine) -> Iterator[Finding]:
    """Is every language there, and whole?"""
    lost = [code for code in FIRST if not (machine.locales / f"{code}.po").is_file()]
    cure = "install trilateral anew, or put the file back"
    for code in lost:
        yield bad("texts", f"{code}.po is missing: readers of that language get another", cure)
    if "en" in lost:
        return
    try:
        found = load_texts(machine.locales)
    except ConfigurationError as error:
        yield bad("texts", f"{error.subject}: {error.problem}", cure)
        return
    halves = list(_halves(found))
    yield from halves
    if not lost and not halves:
        yield good("texts", f"{len(found)} languages of {len(found['en'].keys)} sentences")


def _halves(found: Mapping[str, Texts]) -> Iterator[Finding]:
    english = found["en"]
    for code, theirs in found.items():
        if lacking := sorted(english.keys - theirs.keys):
            some = ", ".join(lacking[:_NAMED]) + (" …" if len(lacking) > _NAMED else "")
            said = f"{code}.po lacks {len(lacking)} of {len(english.keys)} sentences ({some}): they are said in English"
            yield bad("texts", said, "translate them: docs/adding/language.md says how")
        if wrong := sorted(key for key in theirs.keys & english.keys if theirs.slots(key) - english.slots(key)):
            said = f"{code}.po: {wrong[0]} has a placeholder that English has not: whoever gets it gets an error"
            yield bad("texts", said, "write the placeholders as in en.po")
