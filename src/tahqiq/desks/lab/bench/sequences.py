"""Sequences as records of a case: what came of an archive when it was held against its method, and the
instrument's quantities from day to day."""

from typing import Any

from pydantic import Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.batch.answers import BreachView, SequenceView
from tahqiq.desks.lab.batch.archive import Unpacked, unpacked
from tahqiq.desks.lab.batch.method import Method, method_of
from tahqiq.desks.lab.batch.saying import odd
from tahqiq.desks.lab.in_house_library.versions import version_of
from tahqiq.desks.lab.tools.sequencing import SequenceRequest, hold
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import Key, Kind
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem


class Sequence_(Strict):
    """A sequence as it was held against its method: of which source, the digest of its archive, and the whole
    answer."""

    source: str
    archive: str
    name: str
    instrument: str
    told: SequenceView


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
    by: str


_TOLD: dict[str, Any] = {
    "method": "Amines",
    "method_version": "1",
    "method_sha256": "0" * 64,
    "approved_by": ["A", "B"],
    "library": "library",
    "library_seal": "0" * 64,
    "tiers_on": "-",
    "software": "0",
    "instrument": {"in_control": True, "tune": "", "mix": "", "breaches": []},
    "quantities": {},
    "curves": [],
    "injections": [],
}
SEQUENCE = Kind(
    "lab-sequence",
    Sequence_,
    lambda body: body.name,
    "lab",
    Sequence_(
        source="0" * 12,
        archive="0" * 64,
        name="Sequence 1",
        instrument="GCMS-1",
        told=SequenceView.model_validate(_TOLD),
    ),
    keys=(
        Key("name", "text", lambda body: body.name),
        Key("archive", "text", lambda body: body.archive),
        Key("instrument", "text", lambda body: body.instrument),
    ),
)
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


class SequenceImportRequest(Strict):
    """A sequence to take in."""

    case: str = Field(description="The case, by id or title.")
    source: str = Field(
        min_length=4,
        max_length=16,
        description="The archive of the sequence (tahqiq lab pack), as a source of the case, by its id.",
    )


class SequenceImportView(Strict):
    """A sequence that was taken in: its record, whether the instrument was in control, how many injections
    and problems it has."""

    sequence: str
    name: str
    in_control: bool
    injections: int
    problems: int


def load(at: ActingDesktop, asked: SequenceImportRequest, progress: Progress | None) -> SequenceImportView:
    """Hold an archive against the method it brings and keep what came of it; the same archive again is a new
    version of its record. Raises ``WrongUse`` (``lab-archive-…``, ``lab-method-…``, ``lab-archive-lacks``),
    ``NotFound``."""
    source, path = at.bench.original(asked.source)
    if source.case != at.home:
        raise WrongUse("lab-other-case", name=source.name)
    archive = unpacked(path, source.sha256, at.bench.workspace.scratch)
    if archive.library is None:
        raise WrongUse("lab-archive-lacks", name="library.msp")
    if progress is not None:
        progress.report(0, len(archive.injections), "records")
    method, _ = method_of(archive.method)
    before = at.shelf(SEQUENCE).find({"archive": source.sha256}, at.home, limit=1).records
    told = hold(
        SequenceRequest(
            path=archive.root / "sequence.csv",
            method=archive.method,
            library=archive.library.folder,
            ladder=archive.ladder,
            controls=archive.controls,
        ),
        former(at, method.instrument, before[0].id if before else ""),
    )
    version, withdrawn = version_of(at, archive.library.manifest.sources[0].sha256)
    aside = [
        *archive.aside,
        *(
            Problem("lab-house-withdrawn", Place(), value=one, params={"library": version})
            for one in withdrawn
        ),
    ]
    told = told.model_copy(
        update={"library": "library", "library_version": version, "problems": [*told.problems, *odd(aside)]}
    )
    body = Sequence_(
        source=source.id,
        archive=source.sha256,
        name=source.name.removesuffix(".zip"),
        instrument=method.instrument,
        told=told,
    )
    kept = at.shelf(SEQUENCE).save(body, at.home, *((before[0].id, before[0].version) if before else ()))
    _follow(at, kept, method)
    return SequenceImportView(
        sequence=kept.id,
        name=body.name,
        in_control=told.instrument.in_control,
        injections=len(told.injections),
        problems=len(told.problems),
    )


def _follow(at: ActingDesktop, kept: Kept[Sequence_], method: Method) -> None:
    told = kept.body.told
    taken = sorted(one.acquired for one in told.injections if one.acquired)
    day = Day(
        instrument=method.instrument,
        when=taken[0] if taken else clock.stamp()[:19],
        sequence=kept.id,
        method=f"{method.name} {method.version}",
        in_control=told.instrument.in_control,
        breaches=[*told.instrument.breaches],
        quantities=told.quantities,
        means={one.name: one.mean for one in method.controls},
        deviations={one.name: one.deviation for one in method.controls},
    )
    before = at.shelf(DAY).find({"sequence": kept.id}, limit=1).records
    at.shelf(DAY).save(day, "", *((before[0].id, before[0].version) if before else ()))


def former(at: Desktop, instrument: str, without: str = "") -> dict[str, list[float]]:
    """The quantities of an instrument's former sequences by name, oldest first; ``without`` one of them."""
    found: dict[str, list[float]] = {}
    for one in days_of(at, instrument):
        if one.sequence != without and one.in_control:
            for name, values in one.quantities.items():
                found.setdefault(name, []).extend(values)
    return found


def days_of(at: Desktop, instrument: str) -> list[Day]:
    """An instrument's sequences, oldest first; at most the last five hundred."""
    return [
        one.body
        for one in reversed(
            at.shelf(DAY).find({"instrument": instrument}, order="when", descending=True, limit=500).records
        )
    ]


def sequence_of(at: Desktop, identity: str) -> tuple[Kept[Sequence_], Unpacked]:
    """A sequence of the case and its archive. Raises ``NotFound``, ``WrongUse`` (``lab-archive-wrong``)."""
    kept = at.shelf(SEQUENCE).get(identity, at.home)
    source, path = at.bench.original(kept.body.source)
    return kept, unpacked(path, source.sha256, at.bench.workspace.scratch)
