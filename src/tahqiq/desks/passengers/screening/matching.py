"""Travellers against people of lists, by name, day of birth and document, with what agrees and what does not,
part by part.

A hit is a question for a person to answer, and never more. Names alone repeat: where years of birth are known
and lie apart, only a document makes a hit.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tahqiq.desks.passengers.hits.record import Birth, ByList
from tahqiq.desks.passengers.watchlists.list_files import Entry
from tahqiq.names.form import form
from tahqiq.names.index import Among, NameIndex
from tahqiq.names.score import Comparison, compare

NEAR_YEARS = 3
"""Years of birth on lists are often said to be about right."""


CANDIDATES = 12
"""How many names of the lists are looked at for each name of a traveller."""


SCORED = 60
"""How many names of people of that age are compared in full."""


COVER = {"same-year": 0.7, "unknown": 0.8, "near": 0.86}
"""Which share of the shorter of two names has to match before they are compared in full, by how the years of
birth stand: the further apart, the more alike the names have to be to be a hit (:data:`LEAST`). Chosen on
half of the public list and of the pairs across scripts, where no hit had less than .96 in one script and .84
across two (benchmarks/passengers.py)."""


WEAKEST = 0.8


_LEAST_SIGNS = 5
"""Shorter document numbers are shared by chance."""


@dataclass(frozen=True, slots=True)
class Traveller:
    """Who is compared: ``names`` in any script, ``born`` ISO or "", ``documents`` as they stand, ``sex``
    ``male``, ``female`` or ""."""

    names: tuple[str, ...]
    born: str = ""
    documents: tuple[str, ...] = ()
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One traveller and one person of a list. ``position`` is the entry's place in the screened list;
    ``score`` that of the names, 0 for a hit by document alone; ``birth`` and ``documents`` what agrees;
    ``why`` is ``document``, ``name`` or ``name-and-birth``."""

    position: int
    score: float
    name: str
    listed: str
    birth: Birth
    documents: tuple[str, ...]
    why: ByList
    weak: bool = False

    def compared(self) -> Comparison:
        """The two names part by part."""
        return compare(self.name, self.listed)


class Screen:
    """People of lists, made ready to be asked many times."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        names: list[str] = []
        self._owner: list[int] = []
        self._weak: list[bool] = []
        self._papers: defaultdict[str, list[int]] = defaultdict(list)
        for position, entry in enumerate(entries):
            for weak, some in ((False, entry.names), (True, entry.weak)):
                for name in dict.fromkeys(some):
                    names.append(name)
                    self._owner.append(position)
                    self._weak.append(weak)
            for paper in entry.documents:
                number = paper_key(paper)
                if len(number) >= _LEAST_SIGNS and position not in self._papers[number]:
                    self._papers[number].append(position)
        self._index = NameIndex(names)
        spans = [_span(entry.born) for entry in entries]
        self._first = np.array([spans[owner][0] for owner in self._owner], np.int32)
        self._last = np.array([spans[owner][1] for owner in self._owner], np.int32)
        self._among: dict[int, tuple[Among, NDArray[np.float32]]] = {}
        self._anybody = np.full(len(names), COVER["unknown"], np.float32)
        self.refused = len(self._index.refused)

    def ask(self, traveller: Traveller) -> list[Hit]:
        """The hits of one traveller, the strongest first; [] for none."""
        by_paper: dict[int, list[str]] = {}
        for paper in traveller.documents:
            for position in self._papers.get(paper_key(paper), ()):
                by_paper.setdefault(position, []).append(paper)
        best: dict[int, Hit] = {}
        among, cover = self._of_age(_year(traveller.born))
        for name in dict.fromkeys(turned(name) for name in traveller.names):
            for found in self._index.search(name, CANDIDATES, WEAKEST, among, SCORED, cover):
                position = self._owner[found.row]
                hit = self._judged(traveller, name, found.row, found.score, by_paper.get(position, []))
                if hit is not None and (position not in best or hit.score > best[position].score):
                    best[position] = hit
        for position, papers in by_paper.items():
            if position not in best:
                entry = self.entries[position]
                listed = (entry.names or entry.weak or [""])[0]
                birth = birth_of(traveller.born, entry.born)
                best[position] = Hit(
                    position,
                    0.0,
                    traveller.names[0] if traveller.names else "",
                    listed,
                    birth,
                    tuple(papers),
                    "document",
                )
        return sorted(best.values(), key=lambda hit: (not hit.documents, -hit.score, hit.position))

    def _of_age(self, year: int) -> tuple[Among | None, NDArray[np.float32]]:
        """The names of those who can be born in that year, or of whom nothing is said (None: all), and how
        much of each has to match."""
        if not year:
            return None, self._anybody
        known = self._among.get(year)
        if known is None:
            known_year = self._first >= 0
            close = (self._first <= year) & (year <= self._last) & known_year
            cover = np.where(
                close, COVER["same-year"], np.where(known_year, COVER["near"], COVER["unknown"])
            ).astype(np.float32)
            among = self._index.among((self._first - NEAR_YEARS <= year) & (year <= self._last + NEAR_YEARS))
            known = self._among[year] = among, cover[among.rows]
        return known

    def _judged(
        self, traveller: Traveller, name: str, row: int, score: float, papers: list[str]
    ) -> Hit | None:
        position, listed, weak = self._owner[row], self._index.names[row], self._weak[row]
        entry = self.entries[position]
        birth = birth_of(traveller.born, entry.born)
        why = "document" if papers else reason(name, listed, score, birth, weak)
        if traveller.sex and entry.sex and traveller.sex != entry.sex and why != "document":
            return None
        return Hit(position, round(score, 4), name, listed, birth, tuple(papers), why, weak) if why else None


LEAST: Mapping[Birth, tuple[float, float]] = {
    "same-day": (0.85, 0.82),
    "same-year": (0.90, 0.88),
    "near": (0.965, 0.94),
    "unknown": (0.93, 0.915),
}
"""The score of two names that makes a hit beside each way in which days of birth agree: in one script, and
across scripts, where no two names are written alike. Chosen on half of the public list and names made by
chance (benchmarks/passengers.py); docs/reference/quality.md shows the other half."""


def reason(name: str, listed: str, score: float, birth: Birth, weak: bool) -> Literal["", ByList]:
    """Why two names are a hit, "" where they are none. Years that lie apart are two people. A name of one
    part, and an alias that the list itself calls weak, is a hit only with the very day or year, or written
    alike beside a near one."""
    if birth == "apart":
        return ""
    one, two = form(name), form(listed)
    if not one.parts or not two.parts:
        return ""
    if weak or min(len(one.parts), len(two.parts)) < 2:
        exact = birth == "near" and score >= 1.0 and not weak
        return (
            "name-and-birth"
            if exact or (birth in ("same-day", "same-year") and score >= LEAST["near"][0])
            else ""
        )
    same, across = LEAST[birth]
    if score < (same if _script(name) == _script(listed) else across):
        return ""
    return "name" if birth == "unknown" else "name-and-birth"


def _script(text: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" for sign in text)


_SUFFIXES = frozenset(["JR", "SR", "II", "III", "IV"])


def turned(name: str) -> str:
    """A name with its family name before a comma the usual way round.

    >>> turned("ALSAMPLE, Kareem")
    'Kareem ALSAMPLE'
    """
    family, comma, given = name.partition(",")
    if not comma or not given.strip() or given.strip().rstrip(".").upper() in _SUFFIXES:
        return name
    return f"{given.strip()} {family.strip()}"


def _span(born: Iterable[str]) -> tuple[int, int]:
    """The first and the last year of birth that a list says; all years where it says none."""
    years = [year for one in born for part in one.split("/") if (year := _year(part))]
    return (min(years), max(years)) if years else (-1, 9_999)


def birth_of(born: str, listed: Iterable[str]) -> Birth:
    """How a day of birth stands to those of a list, the best of them.

    >>> birth_of("1965-03-02", ["1965"]), birth_of("1965-03-02", ["1960/1964"])
    ('same-year', 'near')
    >>> birth_of("1965", []), birth_of("1990", ["1965-01-01"])
    ('unknown', 'apart')
    """
    mine = _year(born)
    ranges = [
        (first, last, one)
        for one in listed
        if (first := _year(one)) and (last := _year(one.rpartition("/")[2]) or first)
    ]
    if not mine or not ranges:
        return "unknown"
    if len(born) == 10 and any(one == born for _, _, one in ranges):
        return "same-day"
    if any(first <= mine <= last for first, last, _ in ranges):
        return "same-year"
    return (
        "near"
        if any(first - NEAR_YEARS <= mine <= last + NEAR_YEARS for first, last, _ in ranges)
        else "apart"
    )


def _year(text: str) -> int:
    return int(text[:4]) if re.match(r"\d{4}(\D|$)", text) else 0


def paper_key(number: str) -> str:
    """A document number as it is compared: letters and digits, letters in capitals.

    >>> paper_key("a-123 456")
    'A123456'
    """
    return re.sub(r"[\W_]+", "", number).upper()
