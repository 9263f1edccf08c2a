"""Declaration: numbers that continue an older number."""

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
from tahqiq.analyse.events.occurrences import TALK
from tahqiq.analyse.events.wheel import local
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.telephone.likeness import Likeness
from tahqiq.analyse.telephone.lives import Lives, lives
from tahqiq.analyse.telephone.number_change import Change, changes
from tahqiq.analyse.telephone.overlap import Search
from tahqiq.analyse.telephone.stretches import Rules
from tahqiq.analyse.terms import PERIOD, SERVICES, ZONE, Terms
from tahqiq.analyse.values import Values


def run(context: Context, values: Values) -> Result:
    """The changes found among all numbers, or those of one."""
    asked = Terms(context, values)
    asked.held_back(TALK)
    only = asked.number(values.text("one-number")) if values.given("one-number") else None
    context.report(0, 3, "numbers")
    found = lives(
        asked.facts,
        asked.scope,
        TALK,
        asked.services,
        asked.span,
        Rules(circle=values.integer("shared"), left_out=asked.left_out),
    )
    context.report(1, 3, "circles")
    shift = int(local(np.array([found.since]), asked.zone)[0]) - found.since
    likeness = Likeness(asked.facts, asked.scope, TALK, found, shift)
    search = Search(
        gap=values.number("gap-days"),
        both=values.number("both-days"),
        shared=values.integer("shared"),
        least=values.number("overlap"),
        margin=values.number("margin"),
    )
    certain, open_ = changes(found, search, likeness)
    context.report(2, 3, "table")
    if only is not None:
        certain, open_ = (
            [item for item in some if only in _numbers(found, item)] for some in (certain, open_)
        )
    if values.flag("undecided-too"):
        certain, open_ = [*certain, *open_], []
    asked.left_out["undecided"] += len(open_)
    keys = asked.keys(number for item in certain for number in (*_numbers(found, item), *_rival(found, item)))
    names = attribution.attributions(context, keys) if values.flag("names") else {}
    rows = [
        _row(asked, found, item, keys) + attribution.cells(names, _numbers(found, item)[1])
        for item in certain
    ]
    return Result(rows, asked.left_out, () if len(found.number) else (Word("note-no-changes-possible"),))


def _numbers(found: Lives, item: Change) -> tuple[int, int]:
    return int(found.number[item.best.old]), int(found.number[item.best.new])


def _rival(found: Lives, item: Change) -> tuple[int, ...]:
    if item.rival is None:
        return ()
    other = item.rival.new if item.rival.old == item.best.old else item.rival.old
    return (int(found.number[other]),)


def _row(asked: Terms, found: Lives, item: Change, keys: dict[int, str]) -> tuple[Cell, ...]:
    old, new = _numbers(found, item)
    last, first = int(found.end[item.best.old]), int(found.begin[item.best.new])
    rival = _rival(found, item)
    wall = int(local(np.array([first]), asked.zone)[0])
    one, two = (int(found.first[life + 1] - found.first[life]) for life in (item.best.old, item.best.new))
    return (
        keys[old],
        keys[new],
        str(np.datetime64(wall, "us").astype("datetime64[D]")),
        round(item.best.overlap, 4),
        round(item.runner_up, 4),
        round(item.margin, 4),
        keys[rival[0]] if rival else None,
        _why(found, item),
        item.best.shared,
        one,
        two,
        last,
        first,
        round(item.best.evidence, 2),
        old,
        new,
        (*_edge(asked, old, last), *_edge(asked, new, first)),
    )


_CODES = {
    "alone": "why-overlap-alone",
    "overlap": "why-overlap-ahead",
    "taken": "why-overlap-taken",
    "structure": "why-structure",
    "open": "why-open",
    "ring": "why-ring",
}


def _why(found: Lives, item: Change) -> tuple[Word, ...]:
    """The sentences of a row: how it was decided, what it rests on, and what speaks against a clean
    change."""
    one, two = (int(found.first[life + 1] - found.first[life]) for life in (item.best.old, item.best.new))
    code = _CODES["taken" if item.decided_by == "overlap" and item.margin < 0 else item.decided_by]
    told = [
        Word(code, {"shared": item.best.shared, "old": one, "new": two, "margin": _percent(abs(item.margin))})
    ]
    if item.best.followed and item.decided_by != "ring":
        told.append(Word("why-followed", {"followed": round(item.best.followed), "shared": item.best.shared}))
    told += [
        Word(f"why-{name}", {"best": _percent(best), "rival": _percent(rival)})
        for name, (best, rival) in sorted(item.structure.items())
    ]
    if item.decided_by == "ring" and not item.structure:
        told += [
            Word(f"why-{name}-alone", {"best": _percent(best)}) for name, best in sorted(item.alike.items())
        ]
    days = item.best.days
    told.append(Word("why-both-in-use" if days < 0 else "why-gap", {"days": f"{abs(days):.1f}"}))
    early, late = int(found.early[item.best.new]), int(found.late[item.best.old])
    told += [Word("why-used-before", {"count": early})] if early else []
    return tuple(told + ([Word("why-used-after", {"count": late})] if late else []))


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _edge(asked: Terms, number: int, moment: int) -> tuple[Reference, ...]:
    """The records of a number at one moment."""
    rows = asked.facts.columns_of(asked.scope, number, ("source", "part", "row"), kinds=TALK)
    found = np.flatnonzero(rows["start"] == moment).tolist()
    told = sorted((int(rows["source"][at]), int(rows["part"][at]), int(rows["row"][at])) for at in found)
    return tuple(Reference(source, part=part, row=row) for source, part, row in told[:3])


NUMBER_CHANGE = Analysis(
    "number-change",
    "telephone",
    (
        Parameter("one-number", "text", of=("PhoneNumber",)),
        *PERIOD,
        Parameter("shared", "integer", 3, 2, 1000),
        Parameter("overlap", "number", 0.45, 0.05, 1.0),
        Parameter("margin", "number", 0.1, 0.0, 1.0),
        Parameter("gap-days", "number", 30.0, 0.0, 400.0),
        Parameter("both-days", "number", 14.0, 0.0, 400.0),
        Parameter("undecided-too", "flag", False),
        ZONE,
        SERVICES,
        attribution.NAMES,
    ),
    (
        Column("from", "text"),
        Column("to", "text"),
        Column("date", "text"),
        Column("overlap", "number"),
        Column("runner_up", "number"),
        Column("margin", "number"),
        Column("runner_up_number", "text"),
        Column("why", "word"),
        Column("shared", "integer"),
        Column("old_circle", "integer"),
        Column("new_circle", "integer"),
        Column("old_last", "time"),
        Column("new_first", "time"),
        Column("evidence_weight", "number"),
        Column("from_node", "node"),
        Column("to_node", "node"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    run,
    inputs=("facts",),
    reference=(
        "Overlap of contact sets as weighted cosine (Salton and McGill 1983); counterparts weighed as in "
        "Adamic and Adar 2003"
    ),
    known_as=("Find Matching Entities", "Burner phone", "Changed number"),
)
