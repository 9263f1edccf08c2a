"""Which things meet a condition on a recorded value. Texts are compared once per different text, folded as
search folds them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from tahqiq.analyse.graph.arrays import Bool, Int64
from tahqiq.analyse.query.ground import Ground
from tahqiq.analyse.query.question import Condition
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import fold_digits
from tahqiq.model.schemata import Property
from tahqiq.model.types import property_type
from tahqiq.names.fold import fold
from tahqiq.names.score import form, likeness
from tahqiq.store.linktable import UNKNOWN, span
from tahqiq.store.lookups import Texts, every_text, some_texts
from tahqiq.store.value_sql import ID_OF_TARGET, OWN_KEY

Test = Callable[[str], bool]
_CHUNK, _MANY = 5_000, 20_000
_WHOLE = 200_000
"""From so many different texts on, the whole dictionary is read in its order instead of text by text."""


@dataclass(slots=True)
class Met:
    """The things that meet a condition. ``compared``: of very many names only so many were compared, the
    likeliest (0: all were)."""

    things: Bool
    compared: int = 0


def meet(ground: Ground, prop: Property, condition: Condition, among: Bool) -> Met:
    """Those of the things of ``among`` that meet the condition."""
    rows, seen = ground.seen(prop.name)
    entity = ground.table.entity[rows]
    keep = np.flatnonzero(seen & among[ground.stands[entity]])
    if condition.how in ("exists", "missing"):
        found = ground.mask(entity[keep])
        return Met(among & (~found if condition.how == "missing" else found))
    refs = _refs(ground, rows, keep)
    known, place = np.unique(refs, return_inverse=True)
    if condition.how == "like" and len(known) > _MANY:
        alike = ground.workspace.search.alike(ground.context.scope, str(condition.values[0]), condition.least)
        if not alike.behind:
            good = np.isin(known, np.array(sorted(alike.scores), np.int64))
            return Met(ground.mask(entity[keep][good[place]]) & among, 0 if alike.all else alike.compared)
    good = _tested(ground, known, predicate(prop, condition))
    return Met(ground.mask(entity[keep][good[place]]) & among)


def _refs(ground: Ground, rows: slice, keep: Int64) -> Int64:
    """Where the text of each row stands: a number of the dictionary, or minus the node whose key it is; 0 for
    ids of things, which are no text."""
    value, target, entity = (
        column[rows][keep].astype(np.int64)
        for column in (ground.table.value, ground.table.target, ground.table.entity)
    )
    return np.where(
        value > 0, value, np.where(value == OWN_KEY, -entity, np.where(value == ID_OF_TARGET, 0, -target))
    )


def _tested(ground: Ground, known: Int64, test: Test) -> Bool:
    good = np.zeros(len(known), np.bool_)
    for begin, texts in _texts(ground, known):
        ground.report(begin, len(known), "values")
        for at, words in texts:
            good[at] = test(words)
    return good


def _texts(ground: Ground, known: Int64) -> Iterable[tuple[int, list[tuple[int, str]]]]:
    """The texts of references (rising), a few thousand at a time, each with its place in ``known``."""
    database = ground.workspace.database
    told: tuple[tuple[Texts, Int64, int], ...] = (
        ("node", np.flatnonzero(known < 0), -1),
        ("value", np.flatnonzero(known > 0), 1),
    )
    for table, places, sign in told:
        wanted = known[places] * sign
        if len(wanted) > _WHOLE:
            place = dict(zip(wanted.tolist(), places.tolist(), strict=True))
            part: list[tuple[int, str]] = []
            for done, (no, words) in enumerate(every_text(database, table, int(wanted.max()))):
                at = place.get(no)
                if at is not None:
                    part.append((at, words))
                if len(part) == _CHUNK:
                    yield done, part
                    part = []
            yield len(wanted), part
            continue
        for start in range(0, len(wanted), _CHUNK):
            chunk = dict(
                zip(
                    wanted[start : start + _CHUNK].tolist(),
                    places[start : start + _CHUNK].tolist(),
                    strict=True,
                )
            )
            yield start, [(chunk[no], words) for no, words in some_texts(database, table, chunk)]


def predicate(prop: Property, condition: Condition) -> Test:
    """Whether a recorded text meets a condition; what was asked for is cleaned the way recorded values are.

    Raises ``WrongUse`` (``query-not-range``) for bounds that the type of the property cannot read.
    """
    asked = [str(one) for one in condition.values]
    if condition.how == "like":
        wanted = form(asked[0])
        return lambda words: likeness(wanted, form(words)) >= condition.least
    if condition.how == "contains":
        part = fold(asked[0]) or asked[0].casefold()
        code = _plain_code(asked[0])
        return lambda words: part in fold(words) or (len(code) > 2 and code in _plain_code(words))
    if condition.how == "between":
        return _between(prop, *asked)
    return _same(prop, asked)


def _same(prop: Property, asked: list[str]) -> Test:
    kind = property_type(prop.type)
    keys = {kind.key(cleaned) for one in asked for cleaned in (one, kind.clean(one).value) if cleaned}
    folded = (
        {fold(one) for one in asked} - {""}
        if prop.type in ("name", "string", "text", "address", "verbatim")
        else set()
    )
    return lambda words: kind.key(words) in keys or (bool(folded) and fold(words) in folded)


def _between(prop: Property, low: str, high: str) -> Test:
    if prop.type == "date":
        first, last = _day(low)[0] if low else None, _day(high)[1] if high else None

        def dated(words: str) -> bool:
            begin, end = span(words)
            return begin != UNKNOWN and (first is None or end >= first) and (last is None or begin <= last)

        return dated
    least, most = (None if not one else _number(one) for one in (low, high))
    if (low and least is None) or (high and most is None):
        raise WrongUse("query-not-range", value=(low if low and least is None else high)[:40])

    def counted(words: str) -> bool:
        found = _number(words)
        return found is not None and (least is None or found >= least) and (most is None or found <= most)

    return counted


def _day(value: str) -> tuple[int, int]:
    found = span(fold_digits(value))
    if found[0] == UNKNOWN:
        raise WrongUse("query-not-range", value=value[:40])
    return found


def _number(value: str) -> float | None:
    try:
        return float(fold_digits(value).replace(",", "").replace("٬", "").replace("٫", "."))
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).timestamp()
    except ValueError:
        return None


def _plain_code(value: str) -> str:
    return "".join(sign for sign in fold_digits(value).casefold() if sign.isalnum())
