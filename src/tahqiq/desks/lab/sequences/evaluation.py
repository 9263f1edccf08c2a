"""An archive of a case is checked against the method in it."""

from collections.abc import Sequence

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.batch.archive import Unpacked, unpacked
from tahqiq.desks.lab.batch.evaluation import SequenceRequest, evaluate
from tahqiq.desks.lab.batch.method import Method, method_of
from tahqiq.desks.lab.batch.translation import odd
from tahqiq.desks.lab.batch.view import SequenceView
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.in_house_library.versions import version_of
from tahqiq.desks.lab.instruments.lookup import former
from tahqiq.desks.lab.instruments.record import DAY, Day
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.sequences.record import SEQUENCE, Sequence_, runs_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem


class SequenceImportRequest(CaseRequest):
    """A sequence to take in."""

    source: str = Field(
        min_length=4,
        max_length=16,
        description="The archive of the sequence, as a document of the case, by its id.",
    )


class SequenceImportView(Strict):
    """A sequence that was taken in: its record, whether the instrument was in control, how many injections
    and problems it has. ``again``: the same runs had been taken in before, and nothing stands twice."""

    sequence: str
    name: str
    in_control: bool
    injections: int
    problems: int
    again: bool = False


def load(at: ActingDesktop, asked: SequenceImportRequest, progress: Progress | None) -> SequenceImportView:
    """Hold an archive against the method it brings and keep what came of it; the same runs again, however
    they are packed, are a new version of their record. Raises ``WrongUse`` (``lab-archive-…``,
    ``lab-method-…``, ``lab-archive-lacks``), ``NotFound``."""
    source, path = at.bench.original(asked.source)
    if source.case != at.home:
        raise WrongUse("lab-other-case", name=source.name)
    archive = unpacked(path, source.sha256, at.bench.workspace.scratch)
    if archive.library is None:
        raise WrongUse("lab-archive-lacks", name="library.msp")
    if progress is not None:
        progress.report(0, len(archive.injections), "records")
    method, _ = method_of(archive.method)
    before = at.records(SEQUENCE).find({"archive": source.sha256}, at.home, limit=1).records
    view = _held(at, archive, method, archive.library, before)
    if not before:
        runs = runs_of(view)
        before = at.records(SEQUENCE).find({"runs": runs}, at.home, limit=1).records
        if before:  # the same runs, packed anew: former days of the instrument are without their own
            view = _held(at, archive, method, archive.library, before)
    version, withdrawn = version_of(at, archive.library.manifest.sources[0].sha256)
    aside = [
        *archive.aside,
        *(
            Problem("lab-house-withdrawn", Place(), value=one, params={"library": version})
            for one in withdrawn
        ),
    ]
    view = view.model_copy(
        update={"library": "library", "library_version": version, "problems": [*view.problems, *odd(aside)]}
    )
    body = Sequence_(
        source=source.id,
        archive=source.sha256,
        name=source.name.removesuffix(".zip"),
        instrument=method.instrument,
        told=view,
    )
    kept = at.records(SEQUENCE).save(body, at.home, *((before[0].id, before[0].version) if before else ()))
    _follow(at, kept, method)
    return SequenceImportView(
        sequence=kept.id,
        name=body.name,
        in_control=view.instrument.in_control,
        injections=len(view.injections),
        problems=len(view.problems),
        again=bool(before),
    )


def _held(
    at: ActingDesktop,
    archive: Unpacked,
    method: Method,
    library: Library,
    before: Sequence[RecordVersion[Sequence_]],
) -> SequenceView:
    """An archive held against its method; ``before`` is the same sequence as it was taken in earlier."""
    return evaluate(
        SequenceRequest(
            path=archive.root / "sequence.csv",
            method=archive.method,
            library=library.folder,
            ladder=archive.ladder,
            controls=archive.controls,
        ),
        former(at, method.instrument, before[0].id if before else ""),
    )


def _follow(at: ActingDesktop, kept: RecordVersion[Sequence_], method: Method) -> None:
    view = kept.body.told
    taken = sorted(one.acquired for one in view.injections if one.acquired)
    day = Day(
        instrument=method.instrument,
        when=taken[0] if taken else clock.stamp()[:19],
        sequence=kept.id,
        method=f"{method.name} {method.version}",
        in_control=view.instrument.in_control,
        breaches=[*view.instrument.breaches],
        quantities=view.quantities,
        means={one.name: one.mean for one in method.controls},
        deviations={one.name: one.deviation for one in method.controls},
    )
    before = at.records(DAY).find({"sequence": kept.id}, limit=1).records
    at.records(DAY).save(day, "", *((before[0].id, before[0].version) if before else ()))
