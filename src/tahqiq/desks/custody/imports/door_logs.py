"""Logs of doors, turnstiles and key cabinets as stretches that answer who went where: in the order of badges
and times, a few thousand rows each."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

from tahqiq.desks.custody.doors.passes import Pass
from tahqiq.desks.custody.doors.record import Passes
from tahqiq.desks.custody.imports.tables import Table
from tahqiq.desks.custody.imports.words import Fault, folded, moment, words
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

AT_ONCE = 5_000
"""How many rows stand in one stretch at most."""
BACK = timedelta(minutes=10)
"""A log whose time falls back further than this from one row to the next had its clock changed."""
OTHER_YEAR = timedelta(days=300)
"""A log that ends longer before, or begins longer after, everything else known of the facility is one of
another year."""


def passes_of(table: Table) -> list[Pass]:
    """The rows of a log; what is no moment or lacks badge or door is a problem, and so is a clock that goes
    back."""
    columns = {name: at for at, name in enumerate(table.columns)}
    at, badge, door, way = columns["at"], columns["badge"], columns["door"], columns.get("way", -1)
    cabinet = columns.get("cabinet", -1)
    found, before = list[Pass](), datetime.min.replace(tzinfo=UTC)
    for row, texts in table.log:
        when = _moment(texts[at])
        if isinstance(when, Fault) or when is None:
            code = when.code if isinstance(when, Fault) else "custody-value"
            table.problems.append(
                Problem(
                    code, Place(table.part.part, row, at + 1), field="at", value=texts[at][:60], records=1
                )
            )
            continue
        if not texts[badge] or not texts[door]:
            table.problems.append(
                Problem(
                    "custody-row-lacks",
                    Place(table.part.part, row),
                    field="badge, door",
                    value="badge, door",
                    records=1,
                )
            )
            continue
        if when + BACK < before:
            params: dict[str, str | int] = {"before": before.isoformat(timespec="minutes")}
            table.problems.append(
                Problem(
                    "custody-clock-back",
                    Place(table.part.part, row, at + 1),
                    field="at",
                    value=texts[at][:60],
                    params=params,
                )
            )
        before = when
        opened_by = f"{texts[cabinet]}/{texts[door]}" if cabinet >= 0 and texts[cabinet] else texts[door]
        found.append(Pass(texts[badge], when, opened_by, _way(texts[way]) if way >= 0 else "i", row))
    return found


def facility_of(table: Table, door: str) -> str:
    """The facility of a log: its column, or the beginning of its doors' codes."""
    if "facility" in table.columns and table.log:
        return table.log[0][1][table.columns.index("facility")]
    return door.split("/")[0]


def stretches(source: str, facility: str, found: list[Pass]) -> Iterator[Passes]:
    """The rows in stretches, in the order of badges and times."""
    found.sort(key=lambda one: (one.badge, one.at))
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        begins = min(one.at for one in some)
        badges, doors = dict[str, int](), dict[str, int]()
        yield Passes(
            source=source,
            facility=facility,
            begins=begins,
            ends=max(one.at for one in some),
            first=some[0].badge,
            last=some[-1].badge,
            badge=[badges.setdefault(one.badge, len(badges)) for one in some],
            door=[doors.setdefault(one.door, len(doors)) for one in some],
            badges=list(badges),
            doors=list(doors),
            late=[int((one.at - begins).total_seconds()) for one in some],
            way="".join(one.way for one in some),
            row=[one.row for one in some],
        )


def _moment(text: str) -> datetime | Fault | None:
    try:  # what logs write, at once
        found = datetime.fromisoformat(text)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except ValueError:
        pass
    passed = moment(text, whole=False) if text else None
    return passed if isinstance(passed, Fault) or passed is None else passed.astimezone(UTC)


@cache
def _way(text: str) -> str:
    word = folded(text)
    return next(
        (way for way, names in words()["ways"].items() if word in {folded(name) for name in names}), "i"
    )
