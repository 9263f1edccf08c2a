"""An invented sequence in the case, for examples of operations."""

from tahqiq.desk import ActingDesktop
from tahqiq.desks.lab.sequences.evaluation import SequenceImportRequest, load
from tahqiq.desks.lab.sequences.record import SEQUENCE, Sequence_
from tahqiq.desks.lab.synthetic_sequence import archive

_HELD: list[Sequence_] = []


def source_example(at: ActingDesktop) -> str:
    """The invented archive as a source of the case; its id."""
    bench = at.bench
    sealed = bench.seal(archive(), "sequence.zip")
    return bench.deposit_later([(sealed, "sequence.zip")], bench.deposit(at.home))[0].id


def loaded(at: ActingDesktop) -> str:
    """A sequence in the case; what comes of the invented archive is found once for each process."""
    source = source_example(at)
    if not _HELD:
        view = load(at, SequenceImportRequest(case=at.home, source=source), None)
        _HELD.append(at.records(SEQUENCE).get(view.sequence, at.home).body)
        return view.sequence
    return at.records(SEQUENCE).save(_HELD[0].model_copy(update={"source": source}), at.home).id
