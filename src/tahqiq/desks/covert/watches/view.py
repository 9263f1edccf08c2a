"""A surveillance as an answer, with a page of its log."""

from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop
from tahqiq.desk.lines import LATEST, PageOfLog
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.remarks import Remark
from tahqiq.desks.covert.watches.log import Identification, ObservationLine, corrections, log_of
from tahqiq.desks.covert.watches.record import Watch

BLURRED = "▒▒▒"
"""What stands where a person is no subject and nobody decided to keep them."""


class ObservationView(Strict):
    """A line of the log, times in UTC. ``collateral`` is a person who is no subject: blurred, whoever looks;
    ``kept`` whether it was decided to keep them, null where nobody has."""

    seq: int
    at: str
    written: str
    late: bool
    observer: str
    position: str
    distance: int
    seconds: int
    light: str
    obstruction: str
    subject: str
    act: str
    place: str
    plate: str
    exhibit: str
    collateral: str
    kept: bool | None
    identified: Identification | None
    corrects: int
    corrected_by: int
    published: str


class WatchView(Strict):
    """A surveillance with a page of its log, which has ``lines`` lines. ``unsigned`` are observers who have
    not signed the log as it stands; ``dissents`` what observers say is not so."""

    number: str
    authorisation: str
    begins: str
    ends: str
    subjects: list[str]
    places: list[str]
    methods: list[str]
    bystanders: str
    observers: list[str]
    lines: int
    log: list[ObservationView]
    unsigned: list[str]
    dissents: list[str]
    remarks: list[Remark]


def watch_view(
    at: Desktop, kept: Kept[Watch], remarks: list[Remark] | None = None, asked: PageOfLog = LATEST
) -> WatchView:
    """A surveillance as an answer, with the latest lines of its log or those of a page."""
    body, lines = kept.body, log_of(at, kept)
    last, page = lines.last(), [one.body for one in lines.page(asked)]
    corrected = corrections(lines, [one.number for one in page])
    count, digest = (last.body.number, last.body.digest) if last else (0, "")
    signed = {one.observer for one in body.signatures if one.lines == count and one.digest in ("", digest)}
    return WatchView(
        number=body.number,
        authorisation=body.authorisation,
        begins=stamp(body.begins),
        ends=stamp(body.ends),
        subjects=body.subjects,
        places=body.places,
        methods=body.methods,
        bystanders=body.bystanders,
        observers=sorted(body.observers),
        lines=count,
        log=[_line(one, corrected) for one in page],
        unsigned=sorted(set(body.observers) - signed),
        dissents=[f"{one.observer}: {one.dissent}" for one in body.signatures if one.dissent],
        remarks=remarks or [],
    )


def _line(line: ObservationLine, corrected: dict[int, int]) -> ObservationView:
    one = line.seen
    same = (
        "observer",
        "position",
        "distance",
        "seconds",
        "light",
        "obstruction",
        "subject",
        "act",
        "place",
        "plate",
        "exhibit",
        "identified",
        "corrects",
    )
    return ObservationView.model_validate(
        {
            "seq": line.number,
            "at": stamp(one.at),
            "written": stamp(one.written_at),
            "late": (one.written_at - one.at).total_seconds() > 86_400,
            **{name: getattr(one, name) for name in same},
            "collateral": BLURRED if one.collateral else "",
            "kept": line.decided.kept if line.decided else None,
            "corrected_by": corrected.get(line.number, 0),
            "published": line.published,
        }
    )
