"""What is done with the sequences of a case."""

from tahqiq.desk import Operation
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.sequences.evaluation import SequenceImportRequest, SequenceImportView, load
from tahqiq.desks.lab.sequences.examples import loaded, source_example
from tahqiq.desks.lab.sequences.trace_export import TraceExportRequest, TraceExportView, export
from tahqiq.desks.lab.sequences.view import (
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

OPERATIONS = (
    Operation(
        "bench-load",
        SequenceImportRequest,
        SequenceImportView,
        "job",
        "write-case",
        load,
        lambda at: SequenceImportRequest(case=at.home, source=source_example(at)),
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
)
