"""The measurements of a report: the chromatogram of each run with the peaks that are reported, and for each
substance its spectrum head to tail with that of the reference material, and its figures."""

from collections.abc import Iterator

from tahqiq.desks.lab.reported_runs.runs import ReportedRunView
from tahqiq.desks.lab.reports.blocks import Block, Chromatogram, Facts, Heading, Line, Spectra, Table
from tahqiq.desks.lab.reports.matter import Matter
from tahqiq.desks.lab.reports.words import Say
from tahqiq.desks.lab.sequences.run_findings import RunSubstanceView


def measurements(matter: Matter, say: Say) -> Iterator[Block]:
    """Every run of the ledger with the substances that are reported from it."""
    if matter.runs:
        yield Heading(say("measurements"))
    for run in matter.runs:
        yield from _run(run, say)
        for one in run.substances:
            yield from _substance(run, one, say)


def _run(run: ReportedRunView, say: Say) -> Iterator[Block]:
    if run.missing or not run.chromatogram:
        yield Line(say("chromatogram-missing", run=run.run))
    else:
        yield Chromatogram(
            say("chromatogram", run=run.run),
            run.chromatogram,
            [
                (one.time, one.total or 0.0, f"{one.substance} {one.time / 60:.3f}")
                for one in run.substances
                if one.time is not None
            ],
        )
    heads = ("substance", "outcome", "retention", "scan", "ratio", "likeness", "match")
    rows = [
        [
            one.substance,
            say.of(f"desk-lab-value-{one.outcome}"),
            minutes(one.time),
            "–" if one.scan is None else str(one.scan),
            f"{one.ratio:g}" if one.spectrum else "–",
            "–" if one.cosine is None else f"{one.cosine:.4f}",
            "–" if one.score is None else f"{one.hit}: {one.score:.3f}",
        ]
        for one in run.substances
    ]
    yield Table([say(name) for name in heads], rows, (1.8, 1.2, 1.1, 0.8, 1.1, 1.4, 2))


def minutes(seconds: float | None) -> str:
    """A retention time in minutes; a dash where there is none."""
    return "–" if seconds is None else f"{seconds / 60:.3f}"


def _substance(run: ReportedRunView, one: RunSubstanceView, say: Say) -> Iterator[Block]:
    if one.spectrum or one.reference:
        yield Spectra(
            f"{one.substance} · {run.run}",
            say("upper" if one.spectrum else "upper-none"),
            say("lower"),
            one.spectrum,
            one.reference,
        )
    expected = "" if one.expected is None else f"{minutes(one.expected[0])} – {minutes(one.expected[1])}"
    acquired = say.day(run.acquired) if run.acquired else ""
    yield Facts(
        [
            (say("run"), " · ".join(part for part in (run.run, acquired) if part)),
            (say("reference-run"), one.reference_run or say("none")),
            (say("blank"), run.blank or say("none")),
            (say("tune"), run.tune or say("none")),
            (say("instrument"), run.instrument),
            (say("method"), run.method),
            (say("retention"), minutes(one.time)),
            (say("expected"), expected or say("none")),
            (say("scan"), "–" if one.scan is None else f"{one.scan} / {run.scans}"),
            (say("ratio"), f"{one.ratio:g}" if one.spectrum else "–"),
            (say("likeness"), "–" if one.cosine is None else f"{one.cosine:.4f}"),
            (say("hit"), "–" if one.score is None else f"{one.hit}: {one.score:.3f}, {one.gap or 0:+.3f}"),
            (say("library"), run.library or say("library-foreign")),
            (say("program"), f"Tahqiq {run.software}"),
        ],
        paired=True,
    )
