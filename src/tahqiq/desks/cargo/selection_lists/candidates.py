"""The consignments of a shift, from a plain table: a chance for each threat, who declares, what must be
held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tahqiq.desks.cargo.local_model.memory import Memory
from tahqiq.desks.cargo.local_model.signs import Appearance
from tahqiq.desks.cargo.selection_lists.shift import Shift
from tahqiq.desks.cargo.targeting.columns import place_of
from tahqiq.desks.cargo.targeting.measures import Floats
from tahqiq.formats.plain_table import TITLES, PlainTable
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import fold_digits
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

ANY = "*"
"""A hold that says nothing of how deep."""
_YES = frozenset({"1", "y", "yes", "true", "x", "hold", "نعم", "بەڵێ", "ئەرێ"})
_NO = frozenset({"", "0", "n", "no", "false", "-", "لا", "نەخێر", "نا"})


@dataclass(frozen=True, slots=True)
class Candidates:
    """``chances`` has a row for each consignment and a column for each threat of the shift, each 0 to 1.
    ``holds`` names the examination that a row must have, :data:`ANY` for one or the other, empty for none.
    ``declarants`` are empty where nobody is named."""

    ids: tuple[str, ...]
    lines: tuple[int, ...]
    chances: Floats
    declarants: tuple[str, ...]
    holds: tuple[str, ...]
    problems: tuple[Problem, ...]
    learned: "Learned | None" = None


@dataclass(frozen=True, slots=True)
class Learned:
    """What openings so far say: their ``memory``, the signs of each candidate, the day of the list (days
    since 1970-01-01), and, so that signs are told as papers write them, what each candidate shows (empty:
    signs are told as they are counted)."""

    memory: Memory
    signs: tuple[tuple[str, ...], ...]
    today: int
    seen: tuple[Appearance, ...] = ()

    def shown(self, row: int) -> Appearance:
        """What a candidate shows."""
        return self.seen[row] if self.seen else Appearance()


def candidates(table: PlainTable, shift: Shift, named: Mapping[str, str]) -> Candidates:
    """Read the rows. ``named`` gives the header of ``id``, ``declarant`` and ``hold``; a column that is
    missing is as if it were empty, those of the threats must be there (titles above the header are left
    aside, which is said). A chance that is none, or beyond 0 to 1, counts as 0 and is a problem; a hold that
    is not understood is a hold and a problem; so is a consignment that stands in a second row, which stays.

    Raises ``WrongUse`` (``cargo-no-such-column``, ``cargo-no-rows``).
    """
    table = _below_titles(table, [threat.name for threat in shift.threats])
    if not table.rows:
        raise WrongUse("cargo-no-rows", file=table.name)
    problems: list[Problem] = list(table.problems)
    chances = np.zeros((len(table.rows), len(shift.threats)))
    for column, threat in enumerate(shift.threats):
        place = place_of(table, threat.name)
        for row, cells in enumerate(table.rows):
            chance = _chance(cells[place])
            if chance is None:
                problems.append(
                    Problem(
                        "cargo-no-chance",
                        Place(row=table.lines[row], column=place + 1),
                        value=cells[place][:80],
                    )
                )
            chances[row, column] = chance or 0.0
    known = {one.name for one in shift.examinations}
    holds: list[str] = []
    for line, text in zip(table.lines, _column(table, named["hold"]), strict=True):
        word = text.casefold()
        holds.append(text if text in known else "" if word in _NO else ANY)
        if holds[-1] == ANY and word not in _YES:
            problems.append(Problem("cargo-hold-unclear", Place(row=line), value=text[:80]))
    ids = [text or str(line) for text, line in zip(_column(table, named["id"]), table.lines, strict=True)]
    first: dict[str, int] = {}
    for one, line in zip(ids, table.lines, strict=True):
        if first.setdefault(one, line) != line:
            problems.append(
                Problem("cargo-listed-twice", Place(row=line), value=one[:80], params={"first": first[one]})
            )
    return Candidates(
        tuple(ids),
        table.lines,
        chances,
        tuple(_column(table, named["declarant"])),
        tuple(holds),
        tuple(problems),
    )


def _below_titles(table: PlainTable, names: Sequence[str]) -> PlainTable:
    """The table below the first of its rows that names every threat; as it is where its header does, or no
    row."""
    for place, row in enumerate((table.header, *table.rows[:TITLES])):
        if set(names) <= set(row):
            return table.below(place)
    return table


def _column(table: PlainTable, name: str) -> list[str]:
    if name not in table.header:
        return [""] * len(table.rows)
    place = table.header.index(name)
    return [cells[place] for cells in table.rows]


def _chance(text: str) -> float | None:
    """A chance; an empty cell is 0, what is none is None."""
    if not text:
        return 0.0
    try:
        value = float(fold_digits(text).replace("٫", ".").replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
