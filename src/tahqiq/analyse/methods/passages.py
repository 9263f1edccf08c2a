"""What passed from one party to another: money of payments, goods of consignments and customs papers, things
that were seized."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Reference
from tahqiq.analyse.money.ledger import KINDS, ledger
from tahqiq.analyse.terms import Terms
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.facts.columns import NULL64, UNIT
from tahqiq.store.linktable import UNKNOWN, span

MONEY = ""
"""The commodity of payments: its unit is the currency."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """How a type says who passed what to whom: names of properties. A quantity is a property with its unit,
    or with the property that holds the unit."""

    giver: tuple[str, ...]
    taker: tuple[str, ...]
    what: tuple[str, ...]
    quantities: tuple[tuple[str, str], ...]


PAPERS: Mapping[str, _Paper] = {
    "Consignment": _Paper(
        ("shipper",),
        ("consignee",),
        ("goodsDescription", "hsCode"),
        (("grossWeight", "=kg"), ("packages", "=packages")),
    ),
    "EconomicActivity": _Paper(("sender",), ("receiver",), ("goodsDescription",), ()),
    "Seizure": _Paper(("seizedFrom",), ("seizedBy",), ("substance",), (("quantity", "unit"),)),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """``giver`` and ``taker`` node numbers, 0 where not recorded; ``quantity`` exact, in 10^-18 of ``unit``,
    None where not recorded; ``begin`` and ``end`` µs UTC, None where unknown."""

    giver: int
    taker: int
    commodity: str
    quantity: int | None
    unit: str
    begin: int | None
    end: int | None
    evidence: Reference


def paid(asked: Terms) -> Iterator[Passage]:
    """Payments of the scope, each once."""
    asked.held_back(KINDS)
    book = ledger(asked)
    for at in range(len(book)):
        start = int(book.start[at])
        when = None if start == NULL64 else start
        yield Passage(
            int(book.payer[at]),
            int(book.payee[at]),
            MONEY,
            int(book.amount[at]),
            asked.facts.word(int(book.currency[at])) or "",
            when,
            when,
            book.reference(at),
        )


def papered(context: Context, period: tuple[int, int] | None, left_out: Counter[str]) -> Iterator[Passage]:
    """Goods and seized things of recorded papers. One without both parties tells of no passage and is
    counted, as is one outside the period or undated."""
    names = sorted(
        name
        for name, schema in vocabulary().schemata.items()
        if any(paper in schema.lineage for paper in PAPERS)
    )
    entities = context.entities(context.things.visible_of(names))
    for entity in sorted(entities.values(), key=lambda one: one.id):
        context.report(0, len(entities), "papers")
        lineage = vocabulary().schemata[entity.schema].lineage
        yield from _papered(
            context,
            entity,
            next(paper for name, paper in PAPERS.items() if name in lineage),
            period,
            left_out,
        )


def _papered(
    context: Context, entity: Entity, paper: _Paper, period: tuple[int, int] | None, left_out: Counter[str]
) -> Iterator[Passage]:
    giver, taker = _party(context, entity, paper.giver), _party(context, entity, paper.taker)
    if not giver or not taker:
        left_out["one-party"] += 1
        return
    schema = vocabulary().schemata[entity.schema]
    known = [
        span(value)
        for name in (*schema.interval.start, *schema.interval.end)
        for value in entity.values(name)
    ]
    dates = [(one * 1_000_000, (two + 1) * 1_000_000 - 1) for one, two in known if one != UNKNOWN]
    begin, end = min((one for one, _ in dates), default=None), max((two for _, two in dates), default=None)
    if period is not None and (begin is None or end is None or begin >= period[1] or end < period[0]):
        left_out["untimed" if begin is None else "passages-outside-period"] += 1
        return
    first = entity.statements[0]
    evidence = Reference(first.source, first.entity, first.id)
    what = next((value for name in paper.what for value in entity.values(name)), "?")
    amounts = [
        (_exact(value), _unit(entity, unit))
        for name, unit in paper.quantities
        for value in entity.values(name)[:1]
    ]
    for quantity, unit in [one for one in amounts if one[0] is not None] or [(None, "")]:
        yield Passage(giver, taker, what, quantity, unit, begin, end, evidence)


def _party(context: Context, entity: Entity, names: tuple[str, ...]) -> int:
    targets = [
        item.target
        for name in names
        for item in entity.statements
        if item.prop == name and item.target is not None
    ]
    found = context.things.numbers(targets[:1])
    return context.stands_for(next(iter(found.values()))) if found else 0


def _unit(entity: Entity, unit: str) -> str:
    return unit[1:] if unit.startswith("=") else next(iter(entity.values(unit)), "")


def _exact(text: str) -> int | None:
    try:
        with localcontext(prec=80):
            return int(Decimal(text) * UNIT)
    except (InvalidOperation, ValueError, OverflowError):
        return None
