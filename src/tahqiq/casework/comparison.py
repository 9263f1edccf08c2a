"""Two results of one analysis beside each other: what was asked differently, what differs in what they rest
on, and which rows came, went or changed."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tahqiq.analyse.declaration import Word
from tahqiq.analyse.registry import analysis
from tahqiq.casework.analyses import differences
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.store.results import StoredResult, recipe_of

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that stands in both: its places (from 0) before and after, and the columns whose cells differ
    (none: it only moved among the others)."""

    before: int
    after: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """``parameters`` (name, before, after) that differ; ``inputs`` says what else of the recipe does.
    ``gone`` and ``come`` are places of rows in the earlier and the later result; ``same`` counts the rows
    that are equal and in the same order among the common ones."""

    before: StoredResult
    after: StoredResult
    parameters: tuple[tuple[str, object, object], ...]
    inputs: tuple[Word, ...]
    gone: tuple[int, ...]
    come: tuple[int, ...]
    changed: tuple[Changed, ...]
    same: int


def compare(before: StoredResult, after: StoredResult) -> Compared:
    """Compare two results with their bodies. Raises ``WrongUse`` (``results-of-two-analyses``) when they are
    not of one analysis."""
    if before.analysis != after.analysis:
        raise WrongUse("results-of-two-analyses", first=before.analysis, second=after.analysis)
    old, new = recipe_of(before), recipe_of(after)
    asked, now = _mapping(old.get("parameters")), _mapping(new.get("parameters"))
    parameters = [
        (name, asked.get(name), now.get(name))
        for name in sorted({*asked, *now})
        if asked.get(name) != now.get(name)
    ]
    parameters += [
        (name, old.get(name), new.get(name)) for name in ("case", "seed") if old.get(name) != new.get(name)
    ]
    rows, others = _rows(before), _rows(after)
    pairs, gone, come = _matched(rows, others, _key(before, rows, others))
    places = {pair: at for at, pair in enumerate(sorted(pairs, key=lambda pair: pair[1]))}
    changed = []
    for at, pair in enumerate(sorted(pairs)):
        one, two = rows[pair[0]], others[pair[1]]
        columns = tuple(name for name in one if one[name] != two.get(name))
        if columns or places[pair] != at:
            changed.append(Changed(pair[0], pair[1], columns))
    return Compared(
        before,
        after,
        tuple(parameters),
        tuple(differences(old, new)),
        gone,
        come,
        tuple(changed),
        len(pairs) - len(changed),
    )


def _key(result: StoredResult, *tables: Sequence[Row]) -> tuple[str, ...]:
    """The columns by which rows are the same row; all columns where the analysis is no longer installed."""
    try:
        key = analysis(result.analysis).row_key
    except NotFound:
        key = ()
    names = {name for rows in tables for row in rows[:1] for name in row}
    return tuple(name for name in key if name in names) or tuple(sorted(names))


def _matched(
    rows: Sequence[Row], others: Sequence[Row], key: tuple[str, ...]
) -> tuple[list[tuple[int, int]], tuple[int, ...], tuple[int, ...]]:
    """Pairs of places by key, in order where several rows have one key; and the places left on either
    side."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for at in range(len(others) - 1, -1, -1):
        waiting[_written(others[at], key)].append(at)
    pairs, gone = [], []
    for at, row in enumerate(rows):
        found = waiting[_written(row, key)]
        if found:
            pairs.append((at, found.pop()))
        else:
            gone.append(at)
    return pairs, tuple(gone), tuple(sorted(at for left in waiting.values() for at in left))


def _written(row: Row, key: tuple[str, ...]) -> str:
    return json.dumps([row.get(name) for name in key], ensure_ascii=False, sort_keys=True)


def _rows(result: StoredResult) -> list[Row]:
    loaded = json.loads(result.body)["rows"]
    return loaded if isinstance(loaded, list) else []


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
