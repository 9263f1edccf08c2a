"""What is asked of sequences at the bench."""

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.lab.bench.exporting import AskedExport, ToldExport, export
from tahqiq.desks.lab.bench.looking import (
    AskedBoard,
    AskedCase,
    AskedComponent,
    AskedTraces,
    ToldComponentLook,
    ToldRun,
    ToldSequenceBoard,
    ToldSequences,
    board,
    component,
    listed,
    traces,
)
from tahqiq.desks.lab.bench.sequences import SEQUENCE, AskedLoad, Sequence_, ToldLoaded, load
from tahqiq.desks.lab.bench.taking_up import AskedTakingUp, take_up
from tahqiq.desks.lab.examinations import AskedExhibit, ToldExamination, open_
from tahqiq.desks.lab.exhibit import EXAMINATION
from tahqiq.desks.lab.invented import EXHIBITS, archive


def _source(at: ActingDesktop) -> str:
    bench = at.bench
    sealed = bench.seal(archive(), "sequence.zip")
    return bench.deposit_later([(sealed, "sequence.zip")], bench.deposit(at.home))[0].id


def loaded(at: ActingDesktop) -> str:
    """A sequence in the case; what comes of the invented archive is found once for each process."""
    source = _source(at)
    if not _HELD:
        told = load(at, AskedLoad(case=at.home, source=source), None)
        _HELD.append(at.shelf(SEQUENCE).get(told.sequence, at.home).body)
        return told.sequence
    return at.shelf(SEQUENCE).save(_HELD[0].model_copy(update={"source": source}), at.home).id


_HELD: list[Sequence_] = []


def _taking(at: ActingDesktop) -> AskedTakingUp:

    there = at.shelf(EXAMINATION).find({"exhibit": EXHIBITS[0]}, at.home, limit=1).records
    told = (
        there[0].id if there else open_(at, AskedExhibit(case=at.home, exhibit=EXHIBITS[0]), None).examination
    )
    kept = at.shelf(EXAMINATION).get(told, at.home)
    return AskedTakingUp(
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
        AskedLoad,
        ToldLoaded,
        "job",
        "write-case",
        load,
        lambda at: AskedLoad(case=at.home, source=_source(at)),
        group="bench",
    ),
    Operation(
        "bench-list",
        AskedCase,
        ToldSequences,
        "look",
        "read-case",
        listed,
        lambda at: AskedCase(case=at.home),
        group="bench",
    ),
    Operation(
        "bench-board",
        AskedBoard,
        ToldSequenceBoard,
        "look",
        "read-case",
        board,
        lambda at: AskedBoard(case=at.home, sequence=loaded(at)),
        group="bench",
    ),
    Operation(
        "bench-run",
        AskedTraces,
        ToldRun,
        "look",
        "read-case",
        traces,
        lambda at: AskedTraces(case=at.home, sequence=loaded(at), run="12", ions=[91]),
        group="bench",
    ),
    Operation(
        "bench-export",
        AskedExport,
        ToldExport,
        "act",
        "read-case",
        export,
        lambda at: AskedExport(case=at.home, sequence=loaded(at), run="12", ions=[91]),
        group="bench",
    ),
    Operation(
        "bench-component",
        AskedComponent,
        ToldComponentLook,
        "look",
        "read-case",
        component,
        lambda at: AskedComponent(
            case=at.home,
            sequence=loaded(at),
            run="12",
            number=1,
        ),
        group="bench",
    ),
    Operation("take-up", AskedTakingUp, ToldExamination, "act", "write-case", take_up, _taking),
)
