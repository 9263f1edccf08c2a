"""One run cannot serve two exhibits: what a run was used for is asked before it is used, and recorded."""

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desks.lab.batch.view import InjectionView
from tahqiq.desks.lab.examinations.date_order import require_run_after
from tahqiq.desks.lab.examinations.record import EXAMINATION, Examination
from tahqiq.desks.lab.findings.record import RUN_USE, RunUse
from tahqiq.kit.errors import Conflict, WrongUse

ELSEWHERE = "–"


def require_run_of(at: Desktop, kept: RecordVersion[Examination], injection: InjectionView) -> None:
    """Raise where a run may not be used for an exhibit. ``WrongUse``: ``lab-other-sample`` where it is of
    another one, ``lab-run-before-receipt`` where it was taken before the day on which the exhibit came;
    ``Conflict``: ``lab-run-used`` where its data were used for another exhibit."""
    if injection.kind != "case" or injection.sample.casefold() != kept.body.exhibit.casefold():
        raise WrongUse(
            "lab-other-sample", run=injection.run, sample=injection.sample or "-", exhibit=kept.body.exhibit
        )
    require_run_after(at, kept, injection.run, injection.acquired)
    other = _other_exhibit(at, kept, injection)
    if other is not None:
        raise Conflict("lab-run-used", run=injection.run, exhibit=other)


def record_use(at: ActingDesktop, kept: RecordVersion[Examination], injection: InjectionView) -> None:
    """Record that a run was used for an exhibit, once."""
    use = RunUse(run_sha256=injection.sha256, signal_sha256=injection.signal_sha256, examination=kept.id)
    if not at.records(RUN_USE).find(use.model_dump(), limit=1).records:
        at.records(RUN_USE).save(use)


def _other_exhibit(at: Desktop, kept: RecordVersion[Examination], injection: InjectionView) -> str | None:
    """The exhibit that the run was used for before, :data:`ELSEWHERE` for one of another case; None for none.
    Exhibits of the case are asked as well: some were examined before uses were recorded."""
    digests = {"run_sha256": injection.sha256, "signal_sha256": injection.signal_sha256}
    uses = {
        one.body.examination
        for key, digest in digests.items()
        if digest
        for one in at.records(RUN_USE).every({key: digest})
    } - {kept.id}
    for one in at.records(EXAMINATION).every(case=at.home):
        runs = [result.measured.run_sha256 for result in one.body.results if result.measured is not None]
        runs += [sheet.run_sha256 for sheet in one.body.worksheets]
        if one.id != kept.id and (one.id in uses or injection.sha256 in runs):
            return one.body.exhibit
    return ELSEWHERE if uses else None
