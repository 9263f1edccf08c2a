"""Figures for oversight: how often which technique was asked for, granted, renewed. No figure below ten is
told, nor one from which such a figure follows."""

from collections.abc import Mapping

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock

LEAST = 10
"""No figure below this is shown."""
FIGURES = ("applied", "granted", "refused", "received", "urgent", "renewed", "cancelled", "in-force")


class StatisticsRequest(Strict):
    """Figures of a year. There are none of several years together: with those of single years they would tell
    what is closed."""

    year: int | None = Field(
        default=None,
        ge=1990,
        le=2999,
        description="The year in which it was applied for (UTC); without it, this one.",
    )


class StatisticsRow(Strict):
    """The figures of a technique (or of all). A null is a figure below ten, or one from which another such
    figure would follow."""

    technique: str
    figures: dict[str, int | None]


class StatisticsView(Strict):
    """Figures by technique, with ``all`` in the last line. ``least`` is the smallest figure that is shown."""

    year: int
    least: int
    lines: list[StatisticsRow]


def report(at: Desktop, asked: StatisticsRequest, _progress: Progress | None) -> StatisticsView:
    """Count, and close what is small."""
    now = clock.now()
    year = asked.year or now.year
    counts: dict[str, dict[str, int]] = {}
    for one in at.records(AUTHORISATION).every():
        body = one.body
        if body.applied_at.year != year:
            continue
        line = counts.setdefault(body.technique, dict.fromkeys(FIGURES, 0))
        for name in figures_of(body, body.state(now)):
            line[name] += 1
    return StatisticsView(
        year=year,
        least=LEAST,
        lines=[StatisticsRow(technique=name, figures=line) for name, line in closed(counts).items()],
    )


def figures_of(body: Authorisation, state: str) -> list[str]:
    """The figures that one authorisation counts in."""
    decision = body.decision
    shown = {
        "granted": decision is not None and decision.granted and not decision.received,
        "refused": decision is not None and not decision.granted,
        "received": decision is not None and decision.received,
        "urgent": bool(body.urgent),
        "renewed": bool(body.renewals),
        "cancelled": body.cancellation is not None,
        "in-force": state == "in-force",
    }
    return ["applied", *(name for name, holds in shown.items() if holds)]


def closed(counts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int | None]]:
    """The figures with those below ten closed. Where exactly one of a column is closed, the next smallest is
    closed too, so that the sum does not tell it; a sum below ten is closed as well. Applied, granted,
    refused, received and what waits add up: a line with a closed one of these keeps at least two of them
    closed.

    >>> closed({"a": {"applied": 12}, "b": {"applied": 3}, "c": {"applied": 40}})["a"]["applied"] is None
    True
    """
    shown: dict[str, dict[str, int | None]] = {name: dict(line) for name, line in counts.items()}
    names = sorted({name for line in counts.values() for name in line})
    for figure in names:
        small = [name for name, line in counts.items() if line[figure] < LEAST]
        if len(small) == 1 and len(counts) > 1:
            small.append(
                min((name for name in counts if name not in small), key=lambda name: counts[name][figure])
            )
        for name in small:
            shown[name][figure] = None
    for name, line in shown.items():
        parts = [part for part in ("granted", "refused", "received") if part in line]
        hidden = [part for part in parts if line[part] is None]
        if len(hidden) == 1 and line.get("applied") is not None:
            others = sorted(
                (part for part in parts if part not in hidden), key=lambda part: counts[name][part]
            )
            line[others[0] if others else "applied"] = None
    sums = {figure: sum(line[figure] for line in counts.values()) for figure in names}
    shown["all"] = {
        figure: count if count >= LEAST and _hides(counts, shown, figure) else None
        for figure, count in sums.items()
    }
    return shown


def _hides(
    counts: Mapping[str, Mapping[str, int]], shown: Mapping[str, Mapping[str, int | None]], figure: str
) -> bool:
    """Whether the sum may be shown: none of its parts is closed, or several are that come to ten together."""
    hidden = [counts[name][figure] for name, line in shown.items() if line[figure] is None]
    return not hidden or (len(hidden) > 1 and sum(hidden) >= LEAST)


OPERATIONS = (
    Operation(
        "report",
        StatisticsRequest,
        StatisticsView,
        "look",
        "read-case",
        report,
        lambda _at: StatisticsRequest(),
    ),
)
