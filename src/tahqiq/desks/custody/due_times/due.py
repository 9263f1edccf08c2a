"""What the inbox shows of this desk: every clock that is over, cannot be counted or ends soon, by the name of
whom it is about."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from tahqiq.casework.clocks import Obligation, ends_at
from tahqiq.desk import Desktop, Owed
from tahqiq.desks.custody.due_times.operations import ClocksRequest, ClockView, clocks
from tahqiq.kit.messages import in_every_language


def due(at: Desktop) -> Iterator[Owed]:
    """Every clock that has to be looked at; those of later days stay on the desk's board."""
    found = [one for one in clocks(at, ClocksRequest(), None).clocks if one.standing != "running"]
    for one in found:
        end = None if one.ends is None else datetime.fromisoformat(one.ends)
        name = "custody-due-" + ("detained-beyond" if one.standing == "unlawful" else one.clock)
        yield Owed(
            Obligation(
                f"{one.clock}:{one.record}",
                one.clock,
                one.person,
                None if end is None else ends_at(end),
            ),
            in_every_language(name, {}),
            title=" · ".join(filter(None, (one.name, one.person))) or one.record,
            explained=False,
            to=_where(one),
        )


def _where(one: ClockView) -> str:
    """The page of the desk on which something can be done about a clock, as *Today* leads to it
    (``due_times/posts.ts``)."""
    if one.clock in ("count-open", "count-close"):
        return f"incident?{urlencode({'number': one.record})}"
    if one.person:
        return f"person?{urlencode({'person': one.person})}"
    return f"count?{urlencode({'facility': one.facility})}"
