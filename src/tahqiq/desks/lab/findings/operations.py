"""A finding of a sequence becomes results in the ledger of an exhibit: spectrum and retention, each by its
own criteria, with the spectra that a reader can look at."""

from pydantic import Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desks.lab.batch.method import Method, Target, method_of
from tahqiq.desks.lab.batch.translation import bars_again, breaches_again, line_of
from tahqiq.desks.lab.batch.view import InjectionView, TargetView
from tahqiq.desks.lab.components.operations import in_blank
from tahqiq.desks.lab.examinations.counted import standing_results
from tahqiq.desks.lab.examinations.ledger import Outcome, Technique
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed, exhibit_example
from tahqiq.desks.lab.examinations.record import Entered, Measured, Share
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.seals import require_reached
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.findings.run_uses import record_use, require_run_of
from tahqiq.desks.lab.library.hits import LibraryQueryView
from tahqiq.desks.lab.sequences.examples import loaded
from tahqiq.desks.lab.sequences.record import sequence_of
from tahqiq.desks.lab.sequences.run_findings import NEAR, hit_of, measured_of, outcomes
from tahqiq.desks.lab.sequences.view import injection_of
from tahqiq.desks.lab.signal.components import Component
from tahqiq.desks.lab.synthetic_sequence import CAME, EXHIBITS
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

CARRIED = 0.1
"""A component of whose area the blank before holds this share is no component of the exhibit's profile."""
MOST = 200


class FindingUptakeRequest(ExaminationVersionRequest):
    """A finding to take up."""

    sequence: str = Field(description="The sequence, by the id of its record.")
    run: str = Field(min_length=1, max_length=200, description="The run, as the sheet calls it.")
    target: str = Field(min_length=1, max_length=200, description="The substance of the method.")
    sampling: int = Field(
        default=1,
        ge=1,
        le=10_000,
        description="Which sampling of the exhibit, from 1; where units were drawn, the number of the unit.",
    )


def take_up(at: ActingDesktop, asked: FindingUptakeRequest, _progress: Progress | None) -> ExaminationView:
    """Enter what a run says of a substance, as two results. Raises as :func:`require_run_of`; ``WrongUse``
    (``lab-barred``) with the reason where nothing of it may be reported, ``NotFound`` (``lab-no-such-run``,
    ``lab-no-such-target``), ``Conflict`` (``lab-taken-up``)."""
    kept = working(at, asked.examination)
    require_reached(kept.body)
    sequence, archive = sequence_of(at, asked.sequence)
    view = sequence.body.told
    injection = injection_of(view, asked.run)
    finding = next((one for one in injection.findings if one.target == asked.target), None)
    if finding is None:
        raise NotFound(
            "lab-no-such-target",
            target=asked.target[:80],
            known=", ".join(one.target for one in injection.findings) or "-",
        )
    require_run_of(at, kept, injection)
    if injection.bars or (finding.found == "yes" and not finding.reportable):
        bars = injection.bars or finding.bars
        why = [one.sentence for one in bars_again(bars)]
        if any(one.code == "lab-bar-instrument" for one in bars):
            why += [f"{line_of(one)}." for one in breaches_again(view.instrument.breaches)]
        raise WrongUse("lab-barred", run=asked.run, target=asked.target, why=" ".join(why))
    if any(
        one.measured is not None and (one.data, one.substance) == (injection.sha256, asked.target)
        for _, one in standing_results(kept.body)
    ):
        raise Conflict("lab-taken-up", run=asked.run, target=asked.target)
    method, _ = method_of(archive.method)
    target = next(one for one in method.targets if one.name == asked.target)
    parts = archive.run(asked.run)[1]
    hit = hit_of(injection, finding)
    measured = measured_of(sequence, archive, injection, finding)
    results = [*kept.body.results, *_results(at, asked, target, injection, finding, measured, hit)]
    empty = archive.run(injection.blank)[1] if injection.blank else []
    record_use(at, kept, injection)
    return changed(
        at,
        kept,
        asked.version,
        results=results,
        profile=_profile(injection, [one for one in parts if not _added(method, one)], empty),
    )


def _results(
    at: Desktop,
    asked: FindingUptakeRequest,
    target: Target,
    injection: InjectionView,
    finding: TargetView,
    measured: Measured | None,
    hit: LibraryQueryView | None,
) -> list[Entered]:
    alike = list(dict.fromkeys([*target.isomers, *(hit.isomers if hit is not None else ())]))
    isomers = [one for one in alike if one.casefold() != target.name.casefold()]
    apart = {one.casefold() for one in target.separated}
    spectrum, retention = outcomes(finding)

    def made(technique: Technique, outcome: Outcome, names: list[str]) -> Entered:
        return Entered(
            technique=technique,
            substance=target.name,
            outcome=outcome,
            basis="reference-material",
            sampling=asked.sampling,
            reference=target.lot,
            data=injection.sha256,
            isomers=names if outcome == "positive" else [],
            note=", ".join(finding.failed),
            by=at.bench.person.login,
            at=clock.stamp(),
            measured=measured,
        )

    return [
        made("mass-spectrum", spectrum, isomers),
        made("gc-retention", retention, [one for one in isomers if one.casefold() not in apart]),
    ]


def _added(method: Method, part: Component) -> bool:
    """Whether a component is the internal standard, which the laboratory put in."""
    standard = method.standard
    return (
        standard is not None and abs(part.time - standard.time) <= standard.window and standard.ion in part.mz
    )


def _profile(injection: InjectionView, parts: list[Component], empty: list[Component]) -> list[Share]:
    own = [one for one in parts if (in_blank(one, empty) or 0.0) < CARRIED]
    whole = sum(one.area for one in own) or 1.0
    found = []
    for one in sorted(own, key=lambda part: -part.area)[:MOST]:
        name = next(
            (
                seen.target
                for seen in injection.findings
                if seen.found == "yes" and seen.time is not None and abs(seen.time - one.time) <= NEAR
            ),
            "",
        )
        top = sorted(zip(one.mz.tolist(), one.heights.tolist(), strict=True), key=lambda peak: -peak[1])[:8]
        found.append(
            Share(
                name=name,
                time=round(one.time, 2),
                share=round(one.area / whole, 6),
                ions=[int(mass) for mass, _ in top],
            )
        )
    return found


def _example(at: ActingDesktop) -> FindingUptakeRequest:
    examination, version = exhibit_example(at, EXHIBITS[0], CAME)
    return FindingUptakeRequest(
        case=at.home,
        examination=examination,
        version=version,
        sequence=loaded(at),
        run="12",
        target="amphetamine",
    )


TAKE_UP = Operation(
    "take-up", FindingUptakeRequest, ExaminationView, "act", "write-case", take_up, _example, leaves=True
)
