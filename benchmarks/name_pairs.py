"""Pairs of records of invented people: one man twice, or two men whose names are hard to tell apart. Made by
rule from a public list of parts of names.

The parts come from the table ``units`` of arabic-name-romanizer 0.2.0 (names of Wikidata, CC0: Arabic part,
attested Latin spellings, given name or family name, country). They are halved by a hash of the Arabic part,
so no part of the half that was chosen on stands in the other. Nobody is real.

A person has a given name, a father, a grandfather and a family name. A record writes some of them, in Arabic
letters or a Latin spelling drawn by how often it is attested. What differs between two people stands in both
records. The kinds of two people:

* brothers: another given name, the rest the same; *sounding*: given names with the same consonants (Salim and
Salima, Hasan and Husain)
* father and son: the son's record says given, father, grandfather; the father's begins one further
* swapped: father and grandfather in the other order; *turned*: given name and father's in the other order
* namesakes: given and family name the same, father and grandfather others; *cousins*: given, grandfather,
family the same, another father
* compounds: Abd al-X and Abd al-Y, the rest the same
"""

import hashlib
import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tahqiq.names.fold import fold
from tahqiq.names.skeleton import coarse

LEVANT_AND_GULF = ("IQ", "SY", "JO", "KW", "SA", "LB", "PS", "YE")
PERSIAN = ("IR", "AF")
EGYPT_AND_WEST = ("EG", "SD", "LY", "TN", "MA", "DZ")


class Part(NamedTuple):
    """One part of a name: Arabic letters, Latin spellings with how often each is attested, how often the part
    is."""

    arabic: str
    latin: tuple[tuple[str, int], ...]
    often: int


@dataclass(frozen=True)
class Person:
    """An invented man or woman."""

    given: Part
    father: Part
    grandfather: Part
    family: Part


class Pair(NamedTuple):
    """Two records, whether they are one person's, and how the pair was made."""

    left: str
    right: str
    same: bool
    kind: str


def in_half(arabic: str) -> bool:
    """Whether a part belongs to the half that nothing was chosen on."""
    return bool(hashlib.sha256(f"part {arabic}".encode()).digest()[0] & 1)


def parts_of(database: Path, countries: Sequence[str], unseen: bool | None) -> tuple[list[Part], list[Part]]:
    """Given and family names of some countries; only those of one half, or all of them with None."""
    marks = ",".join("?" * len(countries))
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            (
                "SELECT arabic_key, latin, role, count FROM units WHERE source = 'wikidata' AND country "
                f"IN ({marks})"
            ),
            list(countries),
        ).fetchall()
    found: dict[str, defaultdict[str, defaultdict[str, int]]] = {
        "given": defaultdict(lambda: defaultdict(int)),
        "surname": defaultdict(lambda: defaultdict(int)),
    }
    for arabic, latin, role, often in rows:
        plain = (
            latin.isascii()
            and len(latin) > 1
            and len(arabic) > 1
            and not _SMALL.intersection((*arabic.split(), *latin.lower().split()))
        )
        if role in found and plain and (unseen is None or in_half(arabic) is unseen):
            found[role][arabic][latin] += often
    return _parts(found["given"], 2), _parts(found["surname"], 1)


_SMALL = frozenset(["بن", "بنت", "ابن", "ال", "آل", "bin", "bint", "ibn", "ben", "al", "el"])
"""Parts with one of these words are halves of names, or an ancestor's."""


def _parts(found: Mapping[str, Mapping[str, int]], least: int) -> list[Part]:
    made = [
        Part(arabic, tuple(sorted(latin.items())), sum(latin.values()))
        for arabic, latin in sorted(found.items())
    ]
    return [part for part in made if part.often >= least]


def _one_name(one: Part, two: Part) -> bool:
    """Whether two parts may be spellings of one name: the same letters, or a Latin spelling that is attested
    for both."""
    spellings = [
        {re.sub("[^a-z]", "", latin.lower().removeprefix("al-")) for latin, _ in part.latin}
        for part in (one, two)
    ]
    return fold(one.arabic).replace(" ", "").removeprefix("ال") == fold(two.arabic).replace(
        " ", ""
    ).removeprefix("ال") or bool(spellings[0] & spellings[1])


SHAPES = (("gfgF", 45), ("gfg", 25), ("gfF", 20), ("gF", 10))
FAMILY_FIRST, MISTYPED, JOINED = 0.12, 0.08, 0.5
_LATIN, _ARABIC = "abcdefghijklmnopqrstuvwxyz", "ابتجحخدرزسشعفقكلمنهوي"


class Maker:
    """Makes pairs from parts; the same ones for the same seed."""

    def __init__(
        self, given: Sequence[Part], family: Sequence[Part], seed: int, persian: bool = False
    ) -> None:
        self._rng = random.Random(seed)  # noqa: S311 (a repeatable benchmark)
        self._given, self._family, self._persian = given, family, persian
        self._given_weights = [part.often**0.75 for part in given]
        self._family_weights = [part.often**0.75 for part in family]
        by_bones: defaultdict[str, list[Part]] = defaultdict(list)
        for part in given:
            by_bones[coarse(part.arabic)].append(part)
        self._sounding = [
            found for found in by_bones.values() if len({fold(part.arabic) for part in found}) > 1
        ]
        self._servants = [part for part in given if part.arabic.startswith("عبد ") and len(part.arabic) > 5]

    def pairs(self, size: int) -> Iterator[Pair]:
        """Half of them one person's records, half two people's, each kind as often."""
        kinds: list[Callable[[], Pair | None]] = [
            self._brothers,
            self._sounding_brothers,
            self._father_and_son,
            self._swapped,
            self._turned,
            self._namesakes,
            self._cousins,
            self._compounds,
        ]
        made = 0
        for turn in count():
            if made == size:
                return
            pair = self._same() if made % 2 == 0 else kinds[turn % len(kinds)]()
            if pair is not None:
                made += 1
                yield pair

    def _one(self, parts: Sequence[Part], weights: Sequence[float]) -> Part:
        return self._rng.choices(parts, weights)[0]

    def person(self) -> Person:
        """A person whose three names are different."""
        while True:
            chain = [self._one(self._given, self._given_weights) for _ in range(3)]
            family = self._one(self._family, self._family_weights)
            if len({part.arabic for part in (*chain, family)}) == 4:
                return Person(*chain, family)

    def _same(self) -> Pair | None:
        one = self.person()
        shapes = sorted(
            {self._shape(), self._shape()}
        )  # sorted, as the order of a set differs from run to run
        if shapes == ["gF", "gfg"]:
            return None  # nothing but the given name stands in both
        left, *others = sorted(shapes, key=lambda _: self._rng.random())
        return Pair(self.record(one, left), self.record(one, others[0] if others else left), True, "same")

    def _shape(self) -> str:
        return self._rng.choices([name for name, _ in SHAPES], [weight for _, weight in SHAPES])[0]

    def _two(self, one: Person, two: Person, shapes: Sequence[str], kind: str) -> Pair | None:
        left, right = self._rng.choice(shapes), self._rng.choice(shapes)
        return Pair(self.record(one, left), self.record(two, right), False, kind)

    def _brothers(self) -> Pair | None:
        one, other = self.person(), self.person().given
        return (
            None
            if other in (one.given, one.father)
            else self._two(one, replace(one, given=other), ("gfgF", "gfg", "gfF", "gF"), "brothers")
        )

    def _sounding_brothers(self) -> Pair | None:
        if not self._sounding:
            return None
        one, found = self.person(), self._rng.choice(self._sounding)
        first, second = self._rng.sample(found, 2)
        if _one_name(first, second) or first.arabic == one.father.arabic:
            return None
        return self._two(
            replace(one, given=first), replace(one, given=second), ("gfgF", "gfg", "gfF"), "sounding"
        )

    def _father_and_son(self) -> Pair | None:
        son, more = self.person(), self.person().given
        father = Person(son.father, son.grandfather, more, son.family)
        return (
            None
            if more.arabic == son.given.arabic
            else self._two(son, father, ("gfgF", "gfg", "gfF"), "father and son")
        )

    def _swapped(self) -> Pair | None:
        one = self.person()
        return self._two(
            one, replace(one, father=one.grandfather, grandfather=one.father), ("gfgF", "gfg"), "swapped"
        )

    def _turned(self) -> Pair | None:
        one = self.person()
        return self._two(
            one, replace(one, given=one.father, father=one.given), ("gfgF", "gfg", "gfF"), "turned"
        )

    def _namesakes(self) -> Pair | None:
        one, other = self.person(), self.person()
        if {one.father.arabic, one.grandfather.arabic} & {other.father.arabic, other.grandfather.arabic}:
            return None
        return self._two(
            one, replace(other, given=one.given, family=one.family), ("gfgF", "gfF"), "namesakes"
        )

    def _cousins(self) -> Pair | None:
        one, other = self.person(), self.person().father
        return (
            None
            if other.arabic == one.father.arabic
            else self._two(one, replace(one, father=other), ("gfgF", "gfg", "gfF"), "cousins")
        )

    def _compounds(self) -> Pair | None:
        if len(self._servants) < 2:
            return None
        one, (first, second) = self.person(), self._rng.sample(self._servants, 2)
        if _one_name(first, second) or one.father in (first, second):
            return None
        return self._two(
            replace(one, given=first), replace(one, given=second), ("gfgF", "gfg", "gfF"), "compounds"
        )

    def record(self, person: Person, shape: str) -> str:
        """One record of a person: the parts of a shape, in one of the two scripts, now and then the family
        name first or with a slip."""
        rng = self._rng
        chosen = [person.given]
        chosen += [person.father] if "f" in shape else []
        chosen += [person.grandfather] if shape.startswith("gfg") else []
        family = [person.family] if shape.endswith("F") else []
        order = [*family, *chosen] if family and rng.random() < FAMILY_FIRST else [*chosen, *family]
        arabic = rng.random() < 0.5
        text = " ".join(self._written(part, arabic) for part in order)
        return self._slip(text, arabic) if rng.random() < MISTYPED else text

    def _written(self, part: Part, arabic: bool) -> str:
        if not arabic:
            return self._rng.choices([name for name, _ in part.latin], [often for _, often in part.latin])[0]
        text = part.arabic.replace("عبد ", "عبد") if self._rng.random() < JOINED else part.arabic
        return text.replace("ي", "ی").replace("ك", "ک") if self._persian else text

    def _slip(self, text: str, arabic: bool) -> str:
        rng = self._rng
        while True:
            at = rng.randrange(len(text))
            if not text[at].isalpha():
                continue
            sign, before, here, after = (
                rng.choice(_ARABIC if arabic else _LATIN),
                text[:at],
                text[at],
                text[at + 1 :],
            )
            made = rng.choice(
                (
                    before + sign + here + after,
                    before + after,
                    before + sign + after,
                    before + after[:1] + here + after[1:],
                )
            )
            if made != text:
                return made
