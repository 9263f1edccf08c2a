"""Declarations: SIM cards and numbers that follow one another in a handset, and handsets that follow one
another under a card."""

from collections.abc import Callable

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Reference,
    Result,
    Word,
)
from tahqiq.analyse.events import attribution
from tahqiq.analyse.events.occurrences import TELEPHONE
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.telephone.cards import Switch, stretches, switches
from tahqiq.analyse.terms import PERIOD, Kinds, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.store.facts.carried import worn
from tahqiq.store.facts.columns import NULL32, Columns, concat, take

_NAMES = ("self", "out", "here", "start", "device", "sim", "source", "part", "row")
_ROWS = 4_000_000


def _rows(asked: Terms, kinds: Kinds) -> Columns:
    """Every record that names the handset of the party it stands under: of the number asked about, else of
    all."""
    if asked.values.given("one-number"):
        node = asked.number(asked.values.text("one-number"))
        mine = asked.rows(node, kinds, _NAMES)
        return take(mine, worn(mine))
    pieces = []
    for keys in asked.facts.spans(asked.scope, "by_party", _ROWS, kinds):
        piece = asked.facts.columns(asked.scope, "by_party", _NAMES, keys=keys, kinds=kinds)
        if asked.span is not None:
            piece = take(piece, (piece["start"] >= asked.span[0]) & (piece["start"] < asked.span[1]))
        pieces.append(take(piece, worn(piece)))
    return (
        concat(pieces)
        if pieces
        else asked.facts.columns(asked.scope, "by_party", _NAMES, keys=(0, 0), kinds=kinds)
    )


def _with_card(asked: Terms, rows: Columns) -> Columns:
    """``card``: the SIM card, or the number of a party none of whose records names a card. Records without a
    card of a party that has one are left out."""
    known = rows["sim"] != NULL32
    bare = ~known & np.isin(rows["self"], np.unique(rows["self"][known]))
    asked.left_out["without-card"] += int(bare.sum())
    kept = take(rows, ~bare)
    kept["card"] = np.where(kept["sim"] != NULL32, kept["sim"], kept["self"]).astype(np.int32)
    return kept


def _run(by_handset: bool) -> Callable[[Context, Values], Result]:
    """Same handset, new card; or same card (the number where no card is written), new handset."""

    def run(context: Context, values: Values) -> Result:
        asked = Terms(context, values)
        asked.held_back(TELEPHONE)
        rows = _rows(asked, TELEPHONE)
        rows = _with_card(asked, rows)
        holder, item = ("device", "card") if by_handset else ("card", "device")
        found = switches(stretches(rows, holder, item), values.number("back-days"), values.integer("turns"))
        wanted = frozenset(values.texts("natures"))
        chosen = [one for one in found if one.nature in wanted]
        asked.left_out["other-nature"] += len(found) - len(chosen)
        return Result(
            _table(asked, rows, chosen, holder, item),
            asked.left_out,
            () if len(rows["self"]) else (Word("note-no-handsets"),),
        )

    return run


def _table(
    asked: Terms, rows: Columns, found: list[Switch], holder: str, item: str
) -> list[tuple[Cell, ...]]:
    index = _Index(rows, holder, item)
    numbers = {
        id(one): tuple(
            index.number(part.holder, part.item, moment)
            for part, moment in ((one.before, one.before.end), (one.after, one.after.begin))
        )
        for one in found
    }
    nodes = {
        node for one in found for node in (one.holder, one.before.item, one.after.item, *numbers[id(one)])
    }
    keys, ids = asked.keys(nodes), asked.context.ids(nodes)
    names = (
        attribution.attributions(asked.context, {number for pair in numbers.values() for number in pair})
        if asked.values.flag("names")
        else {}
    )
    told: list[tuple[Cell, ...]] = []
    for one in sorted(
        found,
        key=lambda one: (one.nature != "changed", one.after.begin, ids[one.holder], ids[one.after.item]),
    ):
        old, new = numbers[id(one)]
        evidence: tuple[Reference, ...] = (
            index.reference(one.before.holder, one.before.item, one.before.end),
            index.reference(one.after.holder, one.after.item, one.after.begin),
        )
        told.append(
            (
                keys[one.holder],
                keys[one.before.item],
                keys[one.after.item],
                _day(one.after.begin),
                Word(f"nature-{one.nature}"),
                keys[old],
                keys[new],
                one.before.end,
                one.after.begin,
                one.before.records,
                one.after.records,
                old,
                new,
                one.holder,
                evidence,
                *attribution.cells(names, new),
            )
        )
    return told


def _day(moment: int) -> str:
    return str(np.datetime64(moment, "us").astype("datetime64[s]")) + "Z"


class _Index:
    """Records by (holder, item, time)."""

    def __init__(self, rows: Columns, holder: str, item: str) -> None:
        self._rows = rows
        keys = zip(rows[holder].tolist(), rows[item].tolist(), rows["start"].tolist(), strict=True)
        self._at = {key: at for at, key in enumerate(keys)}

    def number(self, holder: int, item: int, moment: int) -> int:
        return int(self._rows["self"][self._at[holder, item, moment]])

    def reference(self, holder: int, item: int, moment: int) -> Reference:
        return reference(self._rows, self._at[holder, item, moment])


_PARAMETERS = (
    Parameter("one-number", "text", of=("PhoneNumber",)),
    *PERIOD,
    Parameter("back-days", "number", 7.0, 0.0, 3650.0),
    Parameter("turns", "integer", 4, 1, 1000),
    Parameter(
        "natures",
        "choices",
        ("changed", "borrowed", "returned", "alternating"),
        choices=("changed", "borrowed", "returned", "alternating"),
    ),
    attribution.NAMES,
)


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(first, "text"),
        Column("from", "text"),
        Column("to", "text"),
        Column("date", "text"),
        Column("nature", "word"),
        Column("old_number", "text"),
        Column("new_number", "text"),
        Column("old_last", "time"),
        Column("new_first", "time"),
        Column("old_records", "integer"),
        Column("new_records", "integer"),
        Column("from_node", "node"),
        Column("to_node", "node"),
        Column("holder_node", "node"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    )


SIM_SWAP = Analysis(
    "sim-swap",
    "telephone",
    _PARAMETERS,
    _columns("handset"),
    _run(True),
    inputs=("facts",),
    known_as=("SIM swap", "IMSI change"),
)
HANDSET_CHANGE = Analysis(
    "handset-change",
    "telephone",
    _PARAMETERS,
    _columns("card"),
    _run(False),
    inputs=("facts",),
    known_as=("IMEI change",),
)
