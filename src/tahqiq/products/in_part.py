"""A chart file for other programs as the chart is looked at: what lies outside the part of the time in force
is left out and counted."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tahqiq.formats.chart import Chart, ChartLink
from tahqiq.products.board_times import UNDATED, LineTimes, Part, Times
from tahqiq.products.chart.view import day, moment_in
from tahqiq.products.selection_chart import RELATION, counted
from tahqiq.store.events import moment_of
from tahqiq.store.facts.record import FactRecord

Inside = Callable[[FactRecord], bool]


def inside_of(part: Part) -> Inside:
    """Whether a record lies in a part of the time; what has no time lies only in the whole of it."""

    def inside(record: FactRecord) -> bool:
        at = moment_of(record)
        return part.whole or bool(at and moment_in(at, part))

    return inside


def in_part(chart: Chart, times: Times | None, part: Part, displayed: Mapping[str, str]) -> tuple[Chart, int]:
    """The chart with the lines of a part of the time, events counted in it, and how many lines are left out.
    ``times`` are those of the chart by hour in the zone of the part, their ends called as on the screen;
    ``displayed`` gives for the id of an item of the file the id it has there."""
    if part.whole or times is None:
        return chart, 0
    known = {(*sorted((one.a, one.b)), one.label): one for one in times.lines}
    kept: list[ChartLink] = []
    for link in chart.links:
        about = dict(link.attributes)
        ends = displayed.get(link.source, link.source), displayed.get(link.target, link.target)
        told = known.get((*sorted(ends), about.get(RELATION, ""))) if about.get("kind") == "fact" else None
        made = (
            _counted(link, about, told, ends[0], times.bins, part)
            if told is not None
            else link
            if _reaches(about, part)
            else None
        )
        if made is not None:
            kept.append(made)
    return replace(chart, links=tuple(kept)), len(chart.links) - len(kept)


def _counted(
    link: ChartLink, about: dict[str, str], told: LineTimes, source: str, bins: tuple[str, ...], part: Part
) -> ChartLink | None:
    cells = [
        cell
        for cell in told.cells
        if cell[0] != UNDATED
        and (not part.since or bins[cell[0]] >= part.since)
        and (not part.until or bins[cell[0]] < part.until)
    ]
    out, back = (sum(cell[at] for cell in cells) for at in ((1, 2) if told.a == source else (2, 1)))
    if not out + back:
        return None
    about |= {
        "events_out": str(out),
        "events_in": str(back),
        "first": bins[cells[0][0]][:10],
        "last": bins[cells[-1][0]][:10],
    }
    about.pop("records", None)  # how many records stand behind the events of a part is not counted
    name = link.label.partition(" ×")[0]
    return replace(
        link,
        label=name + counted(out, back),
        weight=str(out + back),
        when=about["first"],
        attributes=tuple(sorted(about.items())),
        direction="both" if out and back else "forward" if out else "backward",
    )


def _reaches(about: Mapping[str, str], part: Part) -> bool:
    """Whether what is no event has no date, or reaches into the part."""
    first, last = about.get("first") or about.get("last", ""), about.get("last") or about.get("first", "")
    return about.get("kind") != "fact" and (
        not first
        or ((not part.until or day(first, part) < part.until) and f"{day(last, part)}~" >= part.since)
    )
