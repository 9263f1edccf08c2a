"""An instrument from day to day as records: what its sequences measured, and the work on it."""

from typing import Annotated

from tahqiq.desk.answers import Strict
from tahqiq.desk.operation import PERSON
from tahqiq.desks.lab.batch.view import BreachView
from tahqiq.model.kind import Key, Kind


class Day(Strict):
    """The quantities of an instrument in one sequence, with their limits: ``means`` and ``deviations`` are
    those of the method that was used. ``in_control``: nothing was broken. ``breaches`` of days that were
    written down earlier are text."""

    instrument: str
    when: str
    sequence: str
    method: str
    in_control: bool
    breaches: list[BreachView | str]
    quantities: dict[str, list[float]]
    means: dict[str, float]
    deviations: dict[str, float]


class Maintenance(Strict):
    """Work on an instrument: septum, liner, column, source, and so on."""

    instrument: str
    when: str
    what: str
    note: str
    by: Annotated[str, PERSON]


DAY = Kind(
    "lab-day",
    Day,
    lambda body: body.instrument,
    "lab",
    Day(
        instrument="GCMS-1",
        when="2026-01-02T08:00:00Z",
        sequence="0" * 16,
        method="Amines 1",
        in_control=True,
        breaches=[],
        quantities={},
        means={},
        deviations={},
    ),
    home="desk",
    keys=(
        Key("instrument", "text", lambda body: body.instrument),
        Key("when", "text", lambda body: body.when),
        Key("sequence", "text", lambda body: body.sequence),
    ),
)
MAINTENANCE = Kind(
    "lab-maintenance",
    Maintenance,
    lambda body: body.what,
    "lab",
    Maintenance(instrument="GCMS-1", when="2026-01-02T08:00:00Z", what="septum", note="", by="analyst"),
    home="desk",
    keys=(
        Key("instrument", "text", lambda body: body.instrument),
        Key("when", "text", lambda body: body.when),
    ),
)
