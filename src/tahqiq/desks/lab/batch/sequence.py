"""A sequence held against its method: the instrument, the calibration, each injection, and what keeps a
result from being reported.

A finding rests on the reference material that was injected in the same sequence, never on a library: hits are
told beside it, as directions to look in.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from tahqiq.desks.lab.batch.curve import Curve, curve
from tahqiq.desks.lab.batch.method import Method, Target
from tahqiq.desks.lab.batch.peaks import Peak, Reference, failures, peak, reference
from tahqiq.desks.lab.batch.runs import RunData
from tahqiq.desks.lab.batch.translation import because
from tahqiq.desks.lab.batch.vials import is_of
from tahqiq.desks.lab.batch.view import (
    CalibrationLevelView,
    CurveView,
    InjectionView,
    InstrumentView,
    ReportingObstacleView,
    TargetView,
)
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted

COVERAGE = 2.0
"""The factor of expanded uncertainties."""


class Batch:
    """The runs of a sequence under one method, with what they have in common. ``instrument`` says whether it
    may report at all."""

    def __init__(
        self, method: Method, runs: Sequence[RunData], instrument: InstrumentView, *, in_order: bool
    ) -> None:
        self.method, self.runs, self.instrument, self._in_order = method, runs, instrument, in_order
        self._standards = [self._standard(one) for one in runs]
        known = [one.area for one in self._standards if one is not None]
        self._usual = float(np.median(known)) if known else None
        self._peaks = {target.name: [self._peak(target, one) for one in runs] for target in method.targets}
        self._references = {target.name: self._reference(target) for target in method.targets}
        self._curves: dict[str, tuple[Curve | None, list[ReportingObstacleView]]] = {}
        self.curves = [view for target in method.targets if (view := self._calibrated(target)) is not None]

    def injections(self) -> list[InjectionView]:
        """All injections in their order, without hits."""
        return [self._injection(place) for place in range(len(self.runs))]

    def checks(self) -> Mapping[str, list[float]]:
        """The quantities that are followed from day to day, in the order of the sequence."""
        found: dict[str, list[float]] = {}
        for view in self.curves:
            found[f"check {view.target}"] = [100 + one.off for one in view.checks if one.off is not None]
        found["standard"] = [one.area for one in self._standards if one is not None]
        return found

    def _standard(self, run: RunData) -> Peak | None:
        standard = self.method.standard
        if standard is None or run.injection.kind not in ("calibrator", "check", "case"):
            return None
        return peak(run, standard.ion, standard.time - standard.window, standard.time + standard.window)

    def _peak(self, target: Target, run: RunData) -> Peak | None:
        if run.injection.kind in ("ladder", "tune", "mix"):
            return None
        wide = 2 * target.window
        return peak(run, target.ion, target.time - wide, target.time + wide, target.qualifiers)

    def _reference(self, target: Target) -> Reference | None:
        peaks = zip(self.runs, self._peaks[target.name], strict=True)
        return reference(
            target, [one for run, one in peaks if one is not None and run.injection.kind == "calibrator"]
        )

    def _response(self, target: Target, place: int) -> float | None:
        """The response that is calibrated; None without a peak, or without the internal standard it is
        relative to."""
        one = self._peaks[target.name][place]
        if one is None:
            return None
        own = one.area if target.response == "area" else one.height
        if not target.relative:
            return own
        standard = self._standards[place]
        if standard is None:
            return None
        return own / (standard.area if target.response == "area" else standard.height)

    def _calibrated(self, target: Target) -> CurveView | None:
        places = {
            kind: [place for place, run in enumerate(self.runs) if run.injection.kind == kind]
            for kind in ("calibrator", "check")
        }
        pairs = [
            (place, response)
            for place in places["calibrator"]
            if (response := self._response(target, place)) is not None and self._same_unit(target, place)
        ]
        try:
            fit = curve(
                [self.runs[place].injection.amount or 0.0 for place, _ in pairs],
                [one for _, one in pairs],
                target.model,
                target.weights,
            )
        except WrongUse as error:
            self._curves[target.name] = None, [_bar("lab-bar-curve", target=target.name, **because(error))]
            return None
        bars = []
        if fit.levels < target.levels:
            bars.append(_bar("lab-bar-levels", target=target.name, found=fit.levels, fewest=target.levels))
        if fit.r2 < target.r2:
            bars.append(_bar("lab-bar-r2", target=target.name, found=f"{fit.r2:.4f}", least=f"{target.r2:g}"))
        checks = [self._level(target, fit, place) for place in places["check"]]
        for one in checks:
            if one.off is None or abs(one.off) > 100 * target.check:
                bars.append(
                    _bar(
                        "lab-bar-check",
                        target=target.name,
                        run=one.run,
                        off="-" if one.off is None else f"{one.off:+.1f}",
                        most=f"{100 * target.check:g}",
                    )
                )
        if not checks:
            bars.append(_bar("lab-bar-no-check", target=target.name))
        self._curves[target.name] = fit, bars
        limits = fit.limits()
        return CurveView(
            target=target.name,
            unit=target.unit,
            model=target.model,
            weights=target.weights,
            coefficients=[float(one) for one in fit.coefficients],
            r2=round(fit.r2, 6),
            lowest=fit.lowest,
            highest=fit.highest,
            levels=[self._level(target, fit, place) for place, _ in pairs],
            checks=checks,
            detection=None if limits is None else limits[0],
            quantitation=None if limits is None else limits[1],
            bars=bars,
        )

    def _same_unit(self, target: Target, place: int) -> bool:
        unit = self.runs[place].injection.unit
        return not unit or unit.casefold() == target.unit.casefold()

    def _level(self, target: Target, fit: Curve, place: int) -> CalibrationLevelView:
        one = self.runs[place].injection
        response = self._response(target, place)
        read = None if response is None or not self._same_unit(target, place) else fit.amount(response)
        stated = one.amount or 0.0
        return CalibrationLevelView(
            run=one.run,
            stated=stated,
            read=read,
            off=None if read is None else round(100 * (read / stated - 1), 2),
        )

    def _injection(self, place: int) -> InjectionView:
        run = self.runs[place]
        one = run.injection
        standard = self._standards[place]
        share = standard.area / self._usual if standard is not None and self._usual else None
        blank = self._blank_before(place)
        bars = list(self._bars(place, share, blank)) if one.kind == "case" else []
        shown = ("blank", "calibrator", "check", "case")
        return InjectionView(
            row=one.row,
            run=one.run,
            kind=one.kind,
            sample=one.sample,
            sha256=run.sha256,
            acquired=None if run.taken is None else run.taken.isoformat(),
            components=len(run.parts),
            standard=None if share is None else round(share, 4),
            blank="" if blank is None else self.runs[blank].injection.run,
            findings=[self._finding(target, place, bars, blank) for target in self.method.targets]
            if one.kind in shown
            else [],
            hits=[],
            bars=bars,
            signal_sha256=run.signal,
        )

    def _blank_before(self, place: int) -> int | None:
        """The blank before an injection, with at most as many others between as the method allows; those that
        could not be read were injected as well."""
        here = self.runs[place].injection.number
        for before in range(place - 1, -1, -1):
            one = self.runs[before].injection
            if here - one.number - 1 > self.method.gaps:
                return None
            if one.kind == "blank":
                return before
        return None

    def _bars(self, place: int, share: float | None, blank: int | None) -> Iterator[ReportingObstacleView]:
        """What keeps everything in one case from being reported."""
        run = self.runs[place].injection.run
        sample = self.runs[place].injection.sample
        for vial in self.runs[place].vials:
            if not is_of(vial, sample):
                yield _bar("lab-bar-vial", run=run, vial=vial[:100], sample=sample or "-")
        if not self.instrument.in_control:
            yield _bar("lab-bar-instrument", run=run)
        if not self._in_order:
            yield _bar("lab-bar-order", run=run)
        if blank is None:
            yield _bar("lab-bar-blank", run=run)
        standard = self.method.standard
        if standard is not None and (share is None or abs(share - 1) > standard.within):
            yield _bar(
                "lab-bar-standard",
                run=run,
                found="-" if share is None else f"{100 * share:.0f}",
                within=f"{100 * standard.within:g}",
            )

    def _finding(
        self, target: Target, place: int, bars: Sequence[ReportingObstacleView], blank: int | None
    ) -> TargetView:
        seen, kind = self._peaks[target.name][place], self.runs[place].injection.kind
        failed = failures(target, seen, self._references[target.name])
        found = not failed
        own = list(bars)
        if kind == "case" and found and blank is not None and self._dirty(target, blank):
            own.append(_bar("lab-bar-carry", run=self.runs[blank].injection.run, target=target.name))
        amount = uncertainty = None
        reportable = kind == "case" and found and not own
        if kind == "case" and found:
            amount, uncertainty, more = self._amount(target, place)
            own += more
        name = "yes" if reportable else "barred" if kind == "case" and found else "seen" if found else "no"
        words = message(f"lab-target-{name}", wanted(), {"target": target.name, "lot": target.lot})
        carried = self._carried(target, place) if kind == "blank" else None
        return TargetView(
            target=target.name,
            found="yes" if found else "no",
            failed=failed,
            time=None if seen is None else round(seen.time, 3),
            response=self._stated_response(target, place),
            ratio=None if seen is None else round(seen.ratio, 1),
            relative={} if seen is None else {ion: round(one, 4) for ion, one in seen.relative.items()},
            amount=amount,
            uncertainty=uncertainty,
            unit=target.unit,
            carried=None if carried is None else round(carried, 6),
            reportable=reportable,
            says=words.sentence,
            next_step=words.next_step,
            bars=own,
        )

    def _stated_response(self, target: Target, place: int) -> float | None:
        one = self._peaks[target.name][place]
        return None if one is None else round(one.area if target.response == "area" else one.height, 3)

    def _carried(self, target: Target, place: int) -> float | None:
        """The response of a blank over that of the last injection before it that shows the substance; None
        where either shows nothing."""
        own, before = self._stated_response(target, place), None
        for earlier in range(place - 1, -1, -1):
            before = self._stated_response(target, earlier)
            if before:
                break
        return own / before if own is not None and before else None

    def _dirty(self, target: Target, blank: int) -> bool:
        """Whether a blank holds the substance: by its criteria, or more of its ion at its place than may be
        carried over."""
        seen = self._peaks[target.name][blank]
        if not failures(target, seen, self._references[target.name]):
            return True
        carried = self._carried(target, blank)
        return carried is not None and carried > target.carry

    def _amount(
        self, target: Target, place: int
    ) -> tuple[float | None, float | None, list[ReportingObstacleView]]:
        """Amount, expanded uncertainty, and why there is none."""
        fit, bars = self._curves[target.name]
        response = self._response(target, place)
        if fit is None or bars or response is None:
            return None, None, bars
        checks = [number for number, run in enumerate(self.runs) if run.injection.kind == "check"]
        if target.bracketed and not checks[0] < place < checks[-1]:
            return (
                None,
                None,
                [_bar("lab-bar-bracket", target=target.name, run=self.runs[place].injection.run)],
            )
        seen, standard = self._peaks[target.name][place], self._standards[place] if target.relative else None
        if any(one is not None and one.saturated for one in (seen, standard)):
            return (
                None,
                None,
                [_bar("lab-bar-saturated", target=target.name, run=self.runs[place].injection.run)],
            )
        amount = fit.amount(response)
        limits = fit.limits()
        least = max(fit.lowest, limits[1] if limits is not None else 0.0)
        if amount is None or not least <= amount <= fit.highest:
            return (
                None,
                None,
                [
                    _bar(
                        "lab-bar-range",
                        target=target.name,
                        least=f"{least:.4g}",
                        most=f"{fit.highest:g}",
                        unit=target.unit,
                    )
                ],
            )
        read = fit.uncertainty(amount)
        if read is None:
            return (
                None,
                None,
                [
                    _bar(
                        "lab-bar-levels",
                        target=target.name,
                        found=fit.levels,
                        fewest=len(fit.coefficients) + 1,
                    )
                ],
            )
        return round(amount, 6), round(COVERAGE * float(np.hypot(read, target.reference * amount)), 6), []


def _bar(code: str, **params: str | int) -> ReportingObstacleView:
    words = message(code, wanted(), params)
    return ReportingObstacleView(code=code, sentence=words.sentence, next_step=words.next_step, params=params)
