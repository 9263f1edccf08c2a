"""Cleans what a source yields once per distinct text, across batches, and keeps what came out of each."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.document import Value
from tahqiq.collect.mapping.texts import Codes, Texts
from tahqiq.collect.mapping.transforms import keep_match, shape
from tahqiq.kit.text import tidy

LIMIT = 2_000_000
"""After so many distinct texts a cleaner starts anew, so that memory stays bounded."""

CleanTexts = Callable[[pa.Array], tuple[Sequence[str | None], Sequence[str | None], Sequence[int]]]
"""Distinct texts → cleaned value or None, note or None, and identifier number or -1, each in their order."""


@dataclass(slots=True)
class Outcome:
    """What became of the distinct texts so far; ``start[c] : start[c] + count[c]`` are the items of code
    ``c``.

    ``values``, ``originals`` (None = unchanged) and ``nodes`` (-1 = none) hold one entry per item; ``notes``
    and ``raw`` one per code.
    """

    start: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]
    nodes: npt.NDArray[np.int64]
    values: list[str]
    originals: list[str | None]
    notes: list[str | None]
    raw: list[str]
    noted: npt.NDArray[np.bool_]


class Cleaner:
    """One source of one mapping with the type its values are read as. Codes are stable until :data:`LIMIT` is
    passed."""

    def __init__(self, value: Value, clean: CleanTexts) -> None:
        self._value = value
        self._clean = clean
        self._reset()

    def _reset(self) -> None:
        self._codes: dict[str, int] = {}
        self._start, self._count, self._nodes, self._noted = array("q"), array("q"), array("q"), array("b")
        self._values: list[str] = []
        self._originals: list[str | None] = []
        self._notes: list[str | None] = []
        self._raw: list[str] = []
        self.told: set[int] = set()

    def codes(self, texts: Texts) -> Codes:
        """The code of each line, -1 where nothing stands."""
        if len(self._codes) > LIMIT:
            self._reset()
        distinct = texts.listed()
        if not distinct:
            return np.full(len(texts.codes), -1, np.int64)
        get = self._codes.get
        table = [get(text, -2) for text in distinct]
        lookup = np.array(table, np.int64)
        fresh = np.flatnonzero(lookup == -2)
        if len(fresh):
            lookup[fresh] = self._add([distinct[index] for index in fresh.tolist()])
        return np.where(texts.codes >= 0, lookup[np.maximum(texts.codes, 0)], -1)

    def outcome(self) -> Outcome:
        """What became of every code so far."""
        return Outcome(
            np.array(self._start, np.int64),
            np.array(self._count, np.int64),
            np.array(self._nodes, np.int64),
            self._values,
            self._originals,
            self._notes,
            self._raw,
            np.array(self._noted, np.int8).astype(np.bool_),
        )

    def _add(self, raw: list[str]) -> npt.NDArray[np.int64]:
        base = len(self._raw)
        shaped = shape(self._value, pa.array(raw, pa.string()))
        if self._value.split is None:
            self._add_single(raw, shaped)
        else:
            self._add_split(raw, shaped, self._value.split)
        self._codes.update(zip(raw, range(base, base + len(raw)), strict=True))
        self._raw.extend(raw)
        return np.arange(base, base + len(raw), dtype=np.int64)

    def _add_single(self, raw: list[str], shaped: pa.Array) -> None:
        values, notes, nodes = self._clean(shaped)
        usable = [value is not None for value in values]
        base = len(self._values)
        steps = np.cumsum(np.array(usable, np.int64))
        self._start.extend((base + steps - 1).tolist())
        self._count.extend(np.array(usable, np.int64).tolist())
        self._nodes.extend(
            nodes if all(usable) else [node for node, good in zip(nodes, usable, strict=True) if good]
        )
        self._values.extend(value for value in values if value is not None)
        self._originals.extend(
            None if text == value else text
            for text, value in zip(raw, values, strict=True)
            if value is not None
        )
        self._notes.extend(notes)
        self._noted.extend(note is not None for note in notes)

    def _add_split(self, raw: list[str], shaped: pa.Array, pattern: str) -> None:
        pieces = [
            [piece for piece in map(str.strip, parts or []) if piece]
            for parts in pc.split_pattern_regex(shaped, pattern).to_pylist()
        ]
        if self._value.piece is not None:
            pieces = [_kept(parts, self._value.piece) for parts in pieces]
        distinct = list(dict.fromkeys(piece for parts in pieces for piece in parts))
        values, notes, nodes = self._clean(pa.array(distinct, pa.string()))
        known = {piece: index for index, piece in enumerate(distinct)}
        for text, parts in zip(raw, pieces, strict=True):
            numbers = [known[piece] for piece in dict.fromkeys(parts)]
            good = list(
                {
                    values[number]: number for number in reversed(numbers) if values[number] is not None
                }.values()
            )[::-1]
            self._start.append(len(self._values))
            self._count.append(len(good))
            self._nodes.extend(nodes[number] for number in good)
            cleaned = [values[number] or "" for number in good]
            self._values.extend(cleaned)
            self._originals.extend(None if value == text else text for value in cleaned)
            note = next((notes[number] for number in numbers if notes[number] is not None), None)
            self._notes.append(note)
            self._noted.append(note is not None)


def _kept(pieces: list[str], pattern: str) -> list[str]:
    return [text for text in keep_match(pa.array(pieces, pa.string()), pattern).to_pylist() if text]


def plain(texts: pa.Array) -> tuple[list[str | None], list[str | None], list[int]]:
    """Cleaning of a source that has no type: one line without invisible signs."""
    values = [tidy(text) or None if text is not None else None for text in texts.to_pylist()]
    return values, [None] * len(values), [-1] * len(values)


def verbatim(texts: pa.Array) -> tuple[list[str | None], list[str | None], list[int]]:
    """No cleaning at all: bodies of messages, pages of documents."""
    values: list[str | None] = texts.to_pylist()
    return values, [None] * len(values), [-1] * len(values)
