"""An instrument from day to day: control charts of what its sequences measured, and what was done to it."""

from pydantic import Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.batch.control import westgard
from tahqiq.desks.lab.batch.translation import breaches_again, followed_as, line_of
from tahqiq.desks.lab.instruments.lookup import days_of
from tahqiq.desks.lab.instruments.record import DAY, MAINTENANCE, Day, Maintenance
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock


class InstrumentRequest(Strict):
    """Which instrument."""

    instrument: str = Field(
        default="",
        max_length=100,
        description="The instrument, as methods call it; without one, the last that was used.",
    )


class MaintenanceRequest(Strict):
    """Work on an instrument."""

    instrument: str = Field(min_length=1, max_length=100, description="The instrument, as methods call it.")
    what: str = Field(
        min_length=1,
        max_length=200,
        description="What was done: septum, liner, column, source, tune, or in words.",
    )
    note: str = Field(default="", max_length=2_000, description="A remark: part numbers, reasons.")


class ControlPointView(Strict):
    """One value on a control chart. ``rules`` are Westgard's rules that it broke; ``off`` its distance from
    the mean in standard deviations."""

    when: str
    sequence: str
    value: float
    off: float
    rules: list[str]


class ControlChartView(Strict):
    """One quantity from day to day, oldest first, with the mean and deviation of the last method; ``title``
    is what it is called in the language asked for."""

    name: str
    title: str
    mean: float
    deviation: float
    points: list[ControlPointView]


class InstrumentDayView(Strict):
    """One sequence on the instrument."""

    when: str
    sequence: str
    method: str
    in_control: bool
    breaches: list[str]


class InstrumentLogView(Strict):
    """An instrument's control charts, sequences and maintenance. ``instruments`` are all that are known."""

    instrument: str
    instruments: list[str]
    charts: list[ControlChartView]
    days: list[InstrumentDayView]
    maintenance: list[Maintenance]


def look(at: Desktop, asked: InstrumentRequest, _progress: Progress | None) -> InstrumentLogView:
    """An instrument's log."""
    known = [str(one) for one in at.records(DAY).count(by="instrument") if one]
    name = asked.instrument or _last(at)
    days = days_of(at, name) if name else []
    work = (
        at.records(MAINTENANCE).find({"instrument": name}, order="when", descending=True, limit=200).records
        if name
        else ()
    )
    return InstrumentLogView(
        instrument=name,
        instruments=sorted(known),
        charts=charts(days),
        days=[
            InstrumentDayView(
                when=one.when,
                sequence=one.sequence,
                method=one.method,
                in_control=one.in_control,
                breaches=_breach_lines(one),
            )
            for one in reversed(days)
        ],
        maintenance=[one.body for one in work],
    )


def charts(days: list[Day]) -> list[ControlChartView]:
    """A chart for each quantity that the last methods name limits of."""
    limits: dict[str, tuple[float, float]] = {}
    for day in days:
        limits.update(
            {
                name: (mean, day.deviations[name])
                for name, mean in day.means.items()
                if day.deviations.get(name, 0) > 0
            }
        )
    view = []
    for name, (mean, deviation) in sorted(limits.items()):
        values: list[float] = []
        points = []
        for day in days:
            for value in day.quantities.get(name, ()):
                values.append(value)
                points.append(
                    ControlPointView(
                        when=day.when,
                        sequence=day.sequence,
                        value=value,
                        off=round((value - mean) / deviation, 3),
                        rules=westgard(values, mean, deviation),
                    )
                )
        view.append(
            ControlChartView(
                name=name, title=followed_as(name), mean=mean, deviation=deviation, points=points
            )
        )
    return view


def _breach_lines(day: Day) -> list[str]:
    """The broken limits of a day in the language asked for; text of earlier days as it stands."""
    kept = breaches_again(one for one in day.breaches if not isinstance(one, str))
    return [*(one for one in day.breaches if isinstance(one, str)), *(line_of(one) for one in kept)]


def work(at: ActingDesktop, asked: MaintenanceRequest, _progress: Progress | None) -> InstrumentLogView:
    """Write down work on an instrument."""
    at.records(MAINTENANCE).save(
        Maintenance(
            instrument=asked.instrument,
            when=clock.stamp()[:19] + "Z",
            what=asked.what,
            note=asked.note,
            by=at.bench.person.login,
        )
    )
    return look(at, InstrumentRequest(instrument=asked.instrument), None)


def _last(at: Desktop) -> str:
    found = at.records(DAY).find({}, order="when", descending=True, limit=1).records
    return found[0].body.instrument if found else ""


OPERATIONS = (
    Operation(
        "instrument",
        InstrumentRequest,
        InstrumentLogView,
        "look",
        "read-case",
        look,
        lambda _at: InstrumentRequest(instrument="GCMS-1"),
    ),
    Operation(
        "maintenance",
        MaintenanceRequest,
        InstrumentLogView,
        "act",
        "write-case",
        work,
        lambda _at: MaintenanceRequest(instrument="GCMS-1", what="septum"),
    ),
)
