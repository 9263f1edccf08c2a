"""A sequence as a record of a case: what came of an archive when it was checked against its method."""

from typing import Any

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.batch.archive import Unpacked, unpacked
from tahqiq.desks.lab.batch.view import SequenceView
from tahqiq.kit.ids import sha256
from tahqiq.model.kind import Key, Kind


class Sequence_(Strict):
    """A sequence as it was held against its method: of which source, the digest of its archive, and the whole
    answer."""

    source: str
    archive: str
    name: str
    instrument: str
    told: SequenceView


def runs_of(told: SequenceView) -> str:
    """What tells the same sequence again, however it was packed: the digest of its runs, of what they are
    called in its sheet, of method and library."""
    of = sorted(f"{one.run} {one.kind} {one.sample} {one.sha256}" for one in told.injections)
    return sha256(" ".join([told.method_sha256, told.library_seal, *of]).encode())


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
        Key("runs", "text", lambda body: runs_of(body.told)),
        Key("instrument", "text", lambda body: body.instrument),
    ),
)


def sequence_of(at: Desktop, identity: str) -> tuple[RecordVersion[Sequence_], Unpacked]:
    """A sequence of the case and its archive. Raises ``NotFound``, ``WrongUse`` (``lab-archive-wrong``)."""
    kept = at.records(SEQUENCE).get(identity, at.home)
    return kept, archive_of(at, kept.body)


def archive_of(at: Desktop, body: Sequence_) -> Unpacked:
    """The archive of a sequence. Raises as :func:`sequence_of`."""
    source, path = at.bench.original(body.source)
    return unpacked(path, source.sha256, at.bench.workspace.scratch)
