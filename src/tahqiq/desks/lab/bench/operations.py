"""What is asked of sequences at the bench."""

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.lab.bench.exporting import TraceExportRequest, TraceExportView, export
from tahqiq.desks.lab.bench.looking import (
    CaseRequest,
    ComponentRequest,
    ComponentView,
    RunView,
    SequenceBoardRequest,
    SequenceBoardView,
    SequencesView,
    TracesRequest,
    board,
    component,
    listed,
    traces,
)
from tahqiq.desks.lab.bench.sequences import (
    SEQUENCE,
    Sequence_,
    SequenceImportRequest,
    SequenceImportView,
    load,
)
from tahqiq.desks.lab.bench.taking_up import FindingUptakeRequest, take_up
from tahqiq.desks.lab.examinations import ExaminationView, ExhibitRequest, open_
from tahqiq.desks.lab.exhibit import EXAMINATION
from tahqiq.desks.lab.invented import CAME, EXHIBITS, archive


def _source(at: ActingDesktop) -> str:
    bench = at.bench
    sealed = bench.seal(archive(), "sequence.zip")
    return bench.deposit_later([(sealed, "sequence.zip")], bench.deposit(at.home))[0].id


def loaded(at: ActingDesktop) -> str:
    """A sequence in the case; what comes of the invented archive is found once for each process."""
    source = _source(at)
    if not _HELD:
        told = load(at, SequenceImportRequest(case=at.home, source=source), None)
        _HELD.append(at.shelf(SEQUENCE).get(told.sequence, at.home).body)
        return told.sequence
    return at.shelf(SEQUENCE).save(_HELD[0].model_copy(update={"source": source}), at.home).id


_HELD: list[Sequence_] = []


def _taking(at: ActingDesktop) -> FindingUptakeRequest:

    there = at.shelf(EXAMINATION).find({"exhibit": EXHIBITS[0]}, at.home, limit=1).records
    told = (
        there[0].id
        if there
        else open_(at, ExhibitRequest(case=at.home, exhibit=EXHIBITS[0], received=CAME), None).examination
    )
    kept = at.shelf(EXAMINATION).get(told, at.home)
    return FindingUptakeRequest(
        case=at.home,
        examination=told,
        version=kept.version,
        sequence=loaded(at),
        run="12",
        target="amphetamine",
    )


OPERATIONS = (
    Operation(
        "bench-load",
        SequenceImportRequest,
        SequenceImportView,
        "job",
        "write-case",
        load,
        lambda at: SequenceImportRequest(case=at.home, source=_source(at)),
        group="bench",
        leaves=True,
    ),
    Operation(
        "bench-list",
        CaseRequest,
        SequencesView,
        "look",
        "read-case",
        listed,
        lambda at: CaseRequest(case=at.home),
        group="bench",
    ),
    Operation(
        "bench-board",
        SequenceBoardRequest,
        SequenceBoardView,
        "look",
        "read-case",
        board,
        lambda at: SequenceBoardRequest(case=at.home, sequence=loaded(at)),
        group="bench",
    ),
    Operation(
        "bench-run",
        TracesRequest,
        RunView,
        "look",
        "read-case",
        traces,
        lambda at: TracesRequest(case=at.home, sequence=loaded(at), run="12", ions=[91]),
        group="bench",
    ),
    Operation(
        "bench-export",
        TraceExportRequest,
        TraceExportView,
        "act",
        "export",
        export,
        lambda at: TraceExportRequest(case=at.home, sequence=loaded(at), run="12", ions=[91]),
        group="bench",
    ),
    Operation(
        "bench-component",
        ComponentRequest,
        ComponentView,
        "look",
        "read-case",
        component,
        lambda at: ComponentRequest(
            case=at.home,
            sequence=loaded(at),
            run="12",
            number=1,
        ),
        group="bench",
    ),
    Operation("take-up", FindingUptakeRequest, ExaminationView, "act", "write-case", take_up, _taking),
)
