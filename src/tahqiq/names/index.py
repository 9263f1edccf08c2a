"""A list of names in memory, to be asked many times: candidates by the parts they share, then the scorer on
the best of them.

First the parts: each different part of the list is known once, and a question's part is held against those
whose consonants are near. Then the names: those that have the matching parts are counted by the weight of
what matches. Only the best of these are scored in full.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from tahqiq.names.align import MISSING
from tahqiq.names.form import Form, form
from tahqiq.names.halves import halves
from tahqiq.names.known import known_names
from tahqiq.names.parse import parse
from tahqiq.names.parts import Word, alike_enough, word
from tahqiq.names.refusal import Refusal
from tahqiq.names.score import likeness

SCORED = 160
"""How many candidates are scored in full, at least."""
_NEAR, _GOOD, _SHARED, _MOST_PARTS = 0.5, 0.85, 0.4, 96
_JOINED = 0.8
"""From here on two neighbouring parts of a question may be one word of the list (محمدعلي)."""
_MOST_COMPOUNDS = 1000
"""Half a compound (Abdul) is near to every compound with it."""

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


class Hit(NamedTuple):
    """A name of the list: its row (0 for the first) and its score, 0 to 1."""

    row: int
    score: float


class Among:
    """Some rows of a list (:meth:`NameIndex.among`), to be asked many times: those of a year of birth, say.
    ``rows`` are their numbers in the list, in order."""

    def __init__(self, rows: Integers, count: int, sizes: Floats) -> None:
        self.rows = rows
        self.sizes = sizes[rows]
        self._place = np.full(count, -1, np.int32)
        self._place[rows] = np.arange(len(rows), dtype=np.int32)
        self._having: dict[int, Integers] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def having(self, number: int, rows: Integers) -> Integers:
        """Of ``rows``, which are all that have the part ``number``, the places here of those that are among
        these."""
        known = self._having.get(number)
        if known is None:
            places = self._place[rows]
            known = self._having[number] = places[places >= 0]
        return known


class NameIndex:
    """Names by their row in the list.

    Texts that are no names keep their row and are never found; ``refused`` says why for each of them.

    >>> index = NameIndex(["محمد جاسم كاظم", "علي حسين", "UNKNOWN"])
    >>> index.search("Ali Hussain", top=1)[0].row, index.refused
    (1, {2: 'name-placeholder'})
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names: list[str] = []
        self.refused: dict[int, Refusal] = {}
        self._parts: list[Word] = []
        self._near: dict[str, tuple[Sequence[int], Sequence[float]]] = {}
        self._read(names)

    def __len__(self) -> int:
        return len(self.names)

    def _read(self, names: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        part_of, row_of = array("i"), array("i")
        for row, name in enumerate(names):
            self.names.append(name)
            parsed = parse(name)
            if parsed.refused:
                self.refused[row] = parsed.refused
            for part in dict.fromkeys(part.key for part in parsed.titled() or parsed.core()):
                number = numbers.setdefault(part, len(numbers))
                part_of.append(number)
                row_of.append(row)
        self._parts = [word(part) for part in numbers]
        parts, rows = np.frombuffer(part_of, np.int32), np.frombuffer(row_of, np.int32)
        if not len(parts):
            parts = rows = np.zeros(0, np.int32)
        order = np.argsort(parts, kind="stable")
        self._rows: Integers = rows[order]
        self._starts = np.searchsorted(parts[order], np.arange(len(self._parts) + 1))
        sizes = np.array([one.size + 1.0 for one in self._parts] or [0.0], np.float32)
        self._sizes: Floats = np.bincount(rows, sizes[parts], len(self.names)).astype(np.float32)
        by_gram: defaultdict[str, list[int]] = defaultdict(list)
        self._known: defaultdict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(self._parts):
            for line in known_names(one.key):
                self._known[line].append(number)
            for gram in _grams(one):
                by_gram[gram].append(number)
        self._grams = {gram: np.array(found, np.int32) for gram, found in by_gram.items()}
        self._counts = np.array([len(_grams(one)) for one in self._parts], np.float32)

    def among(self, looked_at: NDArray[np.bool_]) -> Among:
        """Some of the rows, for :meth:`search`; ``looked_at`` says of each row whether it is one of them."""
        return Among(np.flatnonzero(looked_at).astype(np.int32), len(self.names), self._sizes)

    def search(
        self,
        query: str,
        top: int = 10,
        at_least: float = 0.0,
        among: Among | None = None,
        scored: int = SCORED,
        cover: Floats | None = None,
    ) -> list[Hit]:
        """The best ``top`` names for a question, best first, equals in the order of the list; only scores
        above 0 and from ``at_least`` on.

        ``among`` are the rows that are looked at (None: all are), ``scored`` how many candidates are scored
        in full, at least; with ``cover``, only those of which the parts that match make up such a share of
        the shorter name (0 to 1, for each row that is looked at). Empty when the question is no name
        (:func:`tahqiq.names.refusal.refusal` says why).
        """
        asked = form(query)
        if asked.refused or not self.names:
            return []
        most = max(scored, 2 * top)
        rows = self._candidates(asked, most, among, cover)
        if asked.titled:  # the title may be a name: those who bear it must not crowd out those who do not
            rows = list(dict.fromkeys([*rows, *self._candidates(asked.titled, most, among, cover)]))
        hits = [Hit(row, likeness(asked, form(self.names[row]))) for row in rows]
        hits = [hit for hit in hits if hit.score > 0.0 and hit.score >= at_least]
        return sorted(hits, key=lambda hit: (-hit.score, hit.row))[:top]

    def _candidates(self, asked: Form, most: int, among: Among | None, cover: Floats | None) -> list[int]:
        """Rows with the most weight in matching parts, less what they have besides."""
        sizes = self._sizes if among is None else among.sizes
        total = np.zeros(len(sizes), np.float32)
        one_part = np.zeros(len(sizes), np.float32)
        words = list(asked.words)
        poor = {at for at, one in enumerate(asked.words) if self._nearest_value(one) < _GOOD}
        for at in range(len(asked.words) - 1):
            both = asked.pair(at)
            if (
                at in poor or at + 1 in poor or self._nearest_value(both) >= _JOINED
            ):  # two names that the list has in one word
                words.append(both)
        for part in asked.key:
            words += [word(half) for half in halves(part)]
        if asked.cut:
            words += [one for one in asked.cut.words if one not in words]
        for one in words:
            numbers, values = self._near_parts(one)
            mine = [self._having(number, among) for number in numbers]
            for places, value in zip(mine, values, strict=True):  # nearest last, so that the best stays
                one_part[places] = value * (one.size + 1.0)
            for places in mine:
                total[places] += one_part[places]
                one_part[places] = 0.0
        possible = np.flatnonzero(total).astype(np.int32)
        weights = total[possible]
        if cover is not None:
            whole = np.float32(sum(one.size + 1.0 for one in asked.words))
            enough = weights >= cover[possible] * np.minimum(whole, sizes[possible])
            possible, weights = possible[enough], weights[enough]
        rows = possible if among is None else among.rows[possible]
        worth = weights - MISSING * np.maximum(sizes[possible] - weights, 0.0) / 2
        if len(rows) > most:
            cut = np.partition(worth, len(rows) - most)[len(rows) - most]
            above = rows[worth > cut]
            return [*above.tolist(), *rows[worth == cut][: most - len(above)].tolist()]
        return [*rows.tolist()]

    def _having(self, number: int, among: Among | None) -> Integers:
        """Where the names that have a part stand."""
        rows = self._rows[self._starts[number] : self._starts[number + 1]]
        return rows if among is None else among.having(number, rows)

    def _nearest_value(self, asked: Word) -> float:
        """How like the likest part of the list is."""
        _, values = self._near_parts(asked)
        return values[-1] if values else 0.0

    def _near_parts(self, asked: Word) -> tuple[Sequence[int], Sequence[float]]:
        """Numbers of the parts of the list that are like a part asked for, and how like; the likest last."""
        known = self._near.get(asked.key)
        if known is not None:
            return known
        grams = _grams(asked)
        shared = np.zeros(len(self._parts), np.float32)
        for gram in grams:
            found = self._grams.get(gram)
            if found is not None:
                shared[found] += 1.0
        share = 2.0 * shared / (self._counts + len(grams))
        numbers = np.flatnonzero(share >= _SHARED)
        most = _MOST_COMPOUNDS if asked.half else _MOST_PARTS
        if len(numbers) > most:
            numbers = self._nearest(
                asked, numbers[np.argsort(-share[numbers], kind="stable")[:_MOST_COMPOUNDS]], most
            )
        spelled = sorted(
            {number for line in known_names(asked.key) for number in self._known.get(line, ())}.difference(
                numbers.tolist()
            )
        )
        found_parts = sorted(
            (value, number)
            for number in [*numbers.tolist(), *spelled]
            if (value := alike_enough(asked, self._parts[number], _NEAR)) >= _NEAR
        )
        made = tuple(number for _, number in found_parts), tuple(value for value, _ in found_parts)
        if len(self._near) > 1 << 15:
            self._near.clear()
        self._near[asked.key] = made
        return made

    def _nearest(self, asked: Word, numbers: NDArray[np.int64], most: int) -> NDArray[np.int64]:
        """Those of many parts that are nearest by a quick comparison of their sounds."""
        parts = [self._parts[number].readings[0] for number in numbers.tolist()]
        texts = process.cdist(
            [one.text for one in asked.readings],
            [one.text for one in parts],
            scorer=Indel.normalized_similarity,
            dtype=np.float32,
        )
        bones = process.cdist(
            [one.bones for one in asked.readings],
            [one.bones for one in parts],
            scorer=Indel.normalized_similarity,
            dtype=np.float32,
        )
        near = (texts + bones).max(axis=0)
        return numbers[np.argsort(-near, kind="stable")[:most]]


@lru_cache(maxsize=1 << 17)
def _grams(one: Word) -> tuple[str, ...]:
    """The pairs of neighbouring consonants of a part, its edges marked, over all its readings; an h at the
    end is no consonant here."""
    made: dict[str, None] = {}
    for bones in (reading.bones for reading in one.readings):
        marked = f"_{bones[:-1] if bones.endswith('h') else bones}_"
        made.update(dict.fromkeys(marked[at : at + 2] for at in range(len(marked) - 1)))
    return tuple(made)


__all__ = ["Among", "Hit", "NameIndex"]
