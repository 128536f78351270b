"""What speaks for and against two, or all three, being what an item is about: signs that anyone can check.

    Scene, dealings, what the rules say -> {sign: 1.0 or a small number}

A sign of words is named by its kind and place (``market:t``: a word of trade in the title), a sign of standing by who
has it: ``S`` the one named most strongly, ``W`` the other, ``M`` the middle one of three (``W|t:where``: the weaker
one is a place in the title). ``levels=To,own=W``: one is somebody in the title, the other is the publisher's own
country and not named. What they are worth is learnt (training/about.py).
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from digests.model import COUNTRIES, Grade
from digests.tagging.dealings import NOTHING, Dealing
from digests.tagging.mentions import Unit
from digests.tagging.scene import Scene, Standing

Signs: TypeAlias = dict[str, float]
_THREE = frozenset(COUNTRIES)
_OTHERS = ("US", "TW", "HK", "KP", "RU", "ORG")
_FRAMES = ("title frame", "title frame,short", "title frame+", "lead frame", "lead frame+")
_MOST = 3
_TOWARDS = ("conflict", "history", "consequence", "joint", "compare", "venue")
"""Kinds of dealings of two that a third may be drawn into."""
_OPENS = 40
"""Characters within which whoever a lead opens with is its subject."""


def signs_of_pair(
    scene: Scene, pair: tuple[str, str], cues: Mapping[str, Dealing], ruled: tuple[Grade, tuple[str, ...]]
) -> Signs:
    """For the two of ``pair``; ``ruled``: grade and countries by the rules."""
    standings = scene.standings
    strong, weak = sorted((standings[country] for country in pair), key=lambda s: -s.strength)
    third = next(standings[country] for country in COUNTRIES if country not in pair)
    relation = _relation(scene.own, {"S": strong, "W": weak, "3": third})
    levels = strong.level + weak.level
    found = _standing({"S": strong, "W": weak}, levels, relation)
    found[f"third={third.level}"] = 1.0
    found["margin"] = min(strong.strength - weak.strength, 3.0)
    found["lead over third"] = max(-2.0, min(weak.strength - third.strength, 2.0))
    lead = "L" if weak.level in "Ll" else ""
    shape = "TT" if weak.level in "Tt" else f"{strong.level}{'o' if relation == 'W' else 'x'}{lead}"
    found.update(_dealings(cues, shape))
    found.update(_matters(scene, "-".join(pair), shape))
    found.update(_frames(scene, frozenset(pair), strong.country))
    found.update(_others(scene))
    found["weaker only touched"] = float(weak.touched)
    if weak.touched and "cues:visitors" in cues:
        found["weaker only touched,visitors"] = 1.0
    found["only places"] = float(strong.venue) + float(weak.venue)
    found[f"stronger only a place,own={relation}"] = float(strong.venue)
    if "another first" in found:
        found["another first,passing"] = float(strong.venue) + float(weak.venue)
        found[f"another first,own={relation}"] = 1.0
    unnamed = found.pop("unnamed actor", 0.0)
    if relation == "W" and strong.level in "Tt":
        found["unnamed actor abroad"] = unnamed
        found["partner of ours"] = float(strong.country in scene.partners)
        found["inbound to us"] = found.get("inbound", 0.0)
    if scene.partners & {strong.country, weak.country}:
        found["partner"] = 1.0
    if "cues:stocks" in cues:
        found.update({f"stocks, {sign}": 1.0 for sign in _FRAMES if sign in found})
        found["stocks, both told further on"] = float(cues["cues:stocks"].where == "t" and strong.level not in "Tt")
    found[f"rules={_ruled(frozenset(pair), *ruled)}"] = 1.0
    return found


def signs_of_three(scene: Scene, cues: Mapping[str, Dealing], ruled: tuple[Grade, tuple[str, ...]]) -> Signs:
    """For all three together."""
    strong, middle, weak = sorted(scene.standings.values(), key=lambda s: -s.strength)
    relation = _relation(scene.own, {"W": weak, "M": middle, "S": strong})
    levels = strong.level + middle.level + weak.level
    shape = levels.replace("t", "T").replace("l", "L")
    found = _standing({"M": middle, "W": weak}, levels[1:], relation)
    found[f"levels={levels}"] = 1.0
    found[f"shape={shape}"] = 1.0
    found.update(_dealings(cues, shape[1:]))
    found["only places"] = float(sum(standing.venue for standing in (strong, middle, weak)))
    if found["only places"] and "cues:diplomacy" in cues:
        found["only places,diplomacy"] = 1.0
    found["between"] = float(sum(1 for key in scene.matters if key.startswith("between")))
    found.update(_frames(scene, _THREE, strong.country))
    found.update(_others(scene))
    for unit in _units(scene):
        found.update(_two_and_one(unit, "title" if unit is scene.title else "lead", scene.standings))
    if any(sign.startswith("title two in a frame") for sign in found):
        kinds = [name for name in _TOWARDS if f"cues:{name}" in cues]
        found.update({f"two in a frame,{name},own={relation}": 1.0 for name in kinds})
    found[f"rules={ruled[0]}"] = 1.0
    return found


def _relation(own: str, by_letter: Mapping[str, Standing]) -> str:
    return next((letter for letter, standing in by_letter.items() if standing.country == own), "x")


def _standing(by_letter: Mapping[str, Standing], levels: str, relation: str) -> Signs:
    found = {f"{letter}|{mark}": 1.0 for letter, standing in by_letter.items() for mark in standing.marks}
    found[f"own={relation}"] = 1.0
    found[f"levels={levels}"] = 1.0
    found[f"levels={levels},own={relation}"] = 1.0
    return found


def _dealings(cues: Mapping[str, Dealing], shape: str) -> Signs:
    found: Signs = {}
    for key, dealing in cues.items():
        name = key.partition(":")[2]
        found[f"{name}:{dealing.where}"] = 1.0
        found[f"{name}:{dealing.where},{shape}"] = 1.0
    return found


def _matters(scene: Scene, pair: str, shape: str) -> Signs:
    found: Signs = {}
    for key, dealing in scene.matters.items():
        kind, _, whose = key.partition(":")
        if kind == NOTHING:
            found[f"{kind}:{dealing.where}"] = 1.0
        elif whose == pair:
            found[f"{kind}:{dealing.where}"] = 1.0
            found[f"{kind}:{dealing.where},{shape}"] = 1.0
        else:
            found[f"{kind} others:{dealing.where}"] = 1.0
    return found


def _units(scene: Scene) -> Iterator[Unit]:
    if scene.title:
        yield scene.title
    yield from scene.leads


def _frames(scene: Scene, group: frozenset[str], strong: str) -> Signs:
    """Who is named in one breath: the group alone, with others (+), or one of it with somebody else."""
    found: Signs = {}
    for unit in _units(scene):
        place = "title" if unit is scene.title else "lead"
        for frame in unit.frames:
            inside = frame.countries & group
            if inside == group:
                more = "+" if frame.countries - group else ""
                found[f"{place} frame{more}{',short' if frame.short else ''}"] = 1.0
                if frame.passing:
                    found[f"{place} list"] = 1.0
                if place == "lead":
                    found["lead opens" if frame.start < _OPENS and unit.sentence == 0 else "lead goes on"] = 1.0
            elif inside:
                found[f"{place} frame with another:{'S' if strong in inside else 'W'}"] = 1.0
    return found


def _two_and_one(unit: Unit, place: str, standings: Mapping[str, Standing]) -> Signs:
    """Two in one breath and the third beside them (中日 … 韩), and words for three that act as one."""
    found: Signs = {}
    pairs = [frame for frame in unit.frames if len(frame.countries & _THREE) == len(COUNTRIES) - 1]
    if pairs:
        more = "" if any(frame.countries <= _THREE for frame in pairs) else "+"
        third = any(standings[country].level in "Tt" for country in _THREE - pairs[0].countries)
        found[f"{place} two in a frame{more}"] = 1.0
        found[f"{place} two in a frame{more},third={'t' if third else 'no'}"] = 1.0
    if unit.together:
        found[f"{place} says three"] = 1.0
    return found


def _others(scene: Scene) -> Signs:
    """Who else is named, and whether the title begins with somebody unnamed."""
    mentions = scene.title.mentions if scene.title else []
    others = frozenset().union(*(mention.countries for mention in mentions)) - _THREE
    found: Signs = {"others": float(min(len(others), _MOST))}
    if mentions and not mentions[0].countries & _THREE:
        found["another first"] = 1.0
    found.update({f"other={name}": 1.0 for name in _OTHERS if name in others})
    lead = frozenset().union(*(m.countries for unit in scene.leads for m in unit.mentions)) - _THREE
    found["others in lead"] = float(min(len(lead - others), _MOST))
    if scene.title and not mentions:
        found["silent title"] = 1.0
        opens = any(frame.start < _OPENS for unit in scene.leads[:1] for frame in unit.frames)
        found["silent title, lead opens with them"] = float(opens)
    elif scene.title and mentions[0].start > 0 and "," in scene.title.passage.folded[: mentions[0].start]:
        found["unnamed actor"] = 1.0
    if scene.title and scene.title.inbound:
        found["inbound"] = 1.0
    if any(unit.rival for unit in _units(scene)):
        found["rival"] = 1.0
    return found


def _ruled(pair: frozenset[str], grade: Grade, countries: tuple[str, ...]) -> str:
    inside = pair & set(countries)
    if inside == pair:
        return "pair" if grade == "bilateral" else "three"
    if grade == "bilateral":
        return "other pair"
    return "one" if inside else "third" if countries else "none"
