"""What the inbox shows of this desk: every clock that is over, cannot be counted or ends soon, by the name of
whom it is about."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tahqiq.casework.clocks import TO_THE_TIME, Obligation, Period, deadline
from tahqiq.desk import Desktop, Owed
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.kit.messages import LOCALES, message
from tahqiq.kit.parts import parts
from tahqiq.store.record_where import OneOf

_MINUTE = timedelta(minutes=1)
_CHUNK = 500


def due(at: Desktop) -> Iterator[Owed]:
    """Every clock that has to be looked at; those of later days stay on the desk's board."""
    found = [one for one in clocks(at, ClocksRequest(), None).clocks if one.standing != "running"]
    names = _names(at, sorted({one.person for one in found if one.person}))
    for one in found:
        end = None if one.ends is None else datetime.fromisoformat(one.ends)
        name = "custody-due-" + ("detained-beyond" if one.standing == "unlawful" else one.clock)
        yield Owed(
            Obligation(
                f"{one.clock}:{one.record}",
                one.clock,
                one.person,
                None if end is None else deadline(end - _MINUTE, Period(1, "minutes"), TO_THE_TIME),
            ),
            {locale: message(name, locale, {}).sentence for locale in LOCALES},
            title=f"{names[one.person]} · {one.person}" if one.person in names else one.person or one.record,
            explained=False,
        )


def _names(at: Desktop, numbers: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for part in parts(numbers, _CHUNK):
        for kept in at.records(PERSON).find({"number": OneOf(tuple(part))}, limit=_CHUNK).records:
            names[kept.body.number] = str(kept.body.name)
    return names
