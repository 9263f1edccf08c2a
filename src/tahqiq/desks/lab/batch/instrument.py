"""Whether the instrument may report: its tune and test mix of the day, and what is followed from day to
day."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from tahqiq.desks.lab.batch.control import breaches, holds, percents, westgard, written
from tahqiq.desks.lab.batch.method import Method, Tune
from tahqiq.desks.lab.batch.peaks import peak
from tahqiq.desks.lab.batch.runs import RunData
from tahqiq.desks.lab.batch.translation import breach
from tahqiq.desks.lab.batch.view import BreachView, InstrumentView, TuneRatioView
from tahqiq.desks.lab.spectrum import Floats, Integers
from tahqiq.formats.confined.task import Task
from tahqiq.model.problem import Problem


def instrument(method: Method, runs: Sequence[RunData]) -> InstrumentView:
    """Tune and test mix of a sequence. What the method asks for and the sequence does not hold is a
    breach."""
    found: list[BreachView] = []
    tune, mix = (next((run for run in runs if run.injection.kind == kind), None) for kind in ("tune", "mix"))
    spectrum = None if method.tune is None or tune is None else tuning_spectrum(method.tune, tune)
    if method.tune is not None:
        found += _tuned(method.tune, tune, spectrum, runs)
    if method.mix:
        found += _mixed(method, mix)
    names = ["" if run is None else run.injection.run for run in (tune, mix)]
    ratios = [] if method.tune is None or spectrum is None else percents(*spectrum, method.tune.limits)
    tuned = [
        TuneRatioView(ion=one.ion, of=one.of, found=percent, limit=written(one), holds=holds(one, percent))
        for one, percent in ratios
    ]
    return InstrumentView(in_control=not found, tune=names[0], mix=names[1], breaches=found, tuned=tuned)


def _tuned(
    asked: Tune, run: RunData | None, spectrum: tuple[Integers, Floats] | None, runs: Sequence[RunData]
) -> list[BreachView]:
    if run is None or spectrum is None:
        return [breach("" if run is None else run.injection.run, "no-tune", None, name=asked.substance)]
    name = run.injection.run
    limits = {(one.ion, one.of): written(one) for one in asked.limits}
    found = [
        breach(
            name,
            "ratio",
            percent,
            limits.get((ion, of), "100 %"),
            name=asked.substance,
            ion=f"{ion}",
            of=f"{of}",
        )
        for ion, of, percent in breaches(*spectrum, asked.base, asked.limits)
    ]
    late = [
        other
        for other in runs
        if other.taken and run.taken and abs(other.taken - run.taken) > timedelta(hours=asked.hours)
    ]
    if late and run.taken is not None and late[-1].taken is not None:
        found.append(
            breach(
                late[-1].injection.run,
                "old-tune",
                abs((late[-1].taken - run.taken).total_seconds()) / 3600,
                hours=f"{asked.hours:g}",
            )
        )
    return found


def tuning_spectrum(asked: Tune, run: RunData) -> tuple[Integers, Floats] | None:
    """The spectrum that a tune is judged by; None where the run holds none. Solvent and bleed are not taken
    for the substance where its time is named."""
    if asked.continuous:
        return run.mean if len(run.mean[0]) else None
    near = [one for one in run.parts if asked.time is None or abs(one.time - asked.time) <= asked.window]
    if not near:
        return None
    if asked.time is None:
        part = max(near, key=lambda one: one.area)
    else:
        part = max(
            near,
            key=lambda one: dict(zip(one.mz.tolist(), one.heights.tolist(), strict=True)).get(
                asked.base, 0.0
            ),
        )
    return part.mz, part.heights


def _mixed(method: Method, run: RunData | None) -> list[BreachView]:
    if run is None:
        return [breach("", "no-mix", None)]
    name = run.injection.run
    found = []
    for one in method.mix:
        seen = peak(run, one.ion, one.time - one.window, one.time + one.window)
        if seen is None:
            found.append(breach(name, "absent", None, name=one.name))
            continue
        if seen.ratio < one.ratio:
            found.append(breach(name, "noise", round(seen.ratio, 1), f"≥ {one.ratio:g}", name=one.name))
        if seen.tailing > one.tailing:
            found.append(breach(name, "tailing", round(seen.tailing, 2), f"≤ {one.tailing:g}", name=one.name))
    return found


def followed(
    method: Method,
    view: InstrumentView,
    history: Mapping[str, Sequence[float]],
    today: Mapping[str, Sequence[float]],
) -> InstrumentView:
    """The instrument after Westgard's rules over the quantities of former days (``history``, oldest first)
    and of today, which must not be missing."""
    found = list(view.breaches)
    for control in method.controls:
        values = list(today.get(control.name, ()))
        if not values:
            found.append(breach("", "missing", None, name=control.name))
        for place, value in enumerate(values):
            broken = westgard(
                [*history.get(control.name, ()), *values[: place + 1]], control.mean, control.deviation
            )
            found += [
                breach(
                    "",
                    "rule",
                    round(value, 3),
                    f"{control.mean:g} ± 3 × {control.deviation:g}",
                    name=control.name,
                    rule=rule,
                )
                for rule in broken
            ]
    return view.model_copy(update={"breaches": found, "in_control": not found})


def history_of(path: Path) -> tuple[dict[str, list[float]], list[Problem]]:
    """Quantities of former days from a CSV with the columns when, name, value, oldest first by ``when``
    (ISO). Raises ``NotFound`` (``lab-no-such-file``), ``WrongUse`` (``lab-sheet-columns``)."""
    return _HISTORY.once(path)


_HISTORY = Task["tuple[dict[str, list[float]], list[Problem]]"](
    "tahqiq.desks.lab.batch.tables.sheet:history_of", tuple[dict[str, list[float]], list[Problem]]
)
