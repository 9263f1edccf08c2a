"""A surveillance as an answer, with a page of its log."""

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.lines import LATEST, PageOfLog
from tahqiq.desks.covert.authorisations.references import UnderAuthorisation
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.remarks import Remark
from tahqiq.desks.covert.watches.log import (
    Identification,
    ObservationDetails,
    ObservationLine,
    corrections,
    log_of,
)
from tahqiq.desks.covert.watches.record import Watch, WatchDetails

BLURRED = "▒▒▒"
"""What stands where a person is no subject and nobody decided to keep them."""


class ObservationHead(Strict):
    """Which line of the log, and its times in UTC; ``late``: written down more than a day after."""

    seq: int
    at: str
    written: str
    late: bool


class ObservationView(ObservationDetails, ObservationHead):
    """A line of the log, times in UTC. ``collateral`` is a person who is no subject: blurred, whoever looks;
    ``kept`` whether it was decided to keep them, null where nobody has."""

    collateral: str
    kept: bool | None
    identified: Identification | None
    corrects: int
    corrected_by: int
    published: str


class WatchHead(UnderAuthorisation):
    """Which surveillance, and when, in UTC."""

    begins: str
    ends: str


class WatchView(WatchDetails, WatchHead):
    """A surveillance with a page of its log, which has ``lines`` lines. ``unsigned`` are observers who have
    not signed the log as it stands; ``dissents`` what observers say is not so."""

    observers: list[str]
    lines: int
    log: list[ObservationView]
    unsigned: list[str]
    dissents: list[str]
    remarks: list[Remark]


def watch_view(
    at: Desktop, kept: RecordVersion[Watch], remarks: list[Remark] | None = None, asked: PageOfLog = LATEST
) -> WatchView:
    """A surveillance as an answer, with the latest lines of its log or those of a page."""
    body, lines = kept.body, log_of(at, kept)
    last, page = lines.last(), [one.body for one in lines.page(asked)]
    corrected = corrections(lines, [one.number for one in page])
    count, digest = (last.body.number, last.body.digest) if last else (0, "")
    signed = {one.observer for one in body.signatures if one.lines == count and one.digest in ("", digest)}
    return record_of(
        WatchView,
        body,
        begins=stamp(body.begins),
        ends=stamp(body.ends),
        observers=sorted(body.observers),
        lines=count,
        log=[_line(one, corrected) for one in page],
        unsigned=sorted(set(body.observers) - signed),
        dissents=[f"{one.observer}: {one.dissent}" for one in body.signatures if one.dissent],
        remarks=remarks or [],
    )


def _line(line: ObservationLine, corrected: dict[int, int]) -> ObservationView:
    one = line.seen
    return record_of(
        ObservationView,
        one,
        seq=line.number,
        at=stamp(one.at),
        written=stamp(one.written_at),
        late=(one.written_at - one.at).total_seconds() > 86_400,
        collateral=BLURRED if one.collateral else "",
        kept=line.decided.kept if line.decided else None,
        corrected_by=corrected.get(line.number, 0),
        published=line.published,
    )
