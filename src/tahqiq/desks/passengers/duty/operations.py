"""Enter the duty telephone."""

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.passengers.duty.record import DUTY, DutyTelephone
from tahqiq.jobs.progress import Progress


def enter(at: ActingDesktop, asked: DutyTelephone, _progress: Progress | None) -> DutyTelephone:
    """Put a number in the place of the one before, which stays in its history."""
    records = at.records(DUTY)
    found = records.find(limit=1).records
    before = (found[0].id, found[0].version) if found else ("", 0)
    return records.save(asked, "", *before).body


OPERATION = Operation(
    "duty-telephone",
    DutyTelephone,
    DutyTelephone,
    "act",
    "write-case",
    enter,
    lambda _at: DutyTelephone(telephone="+964 780 000 0000"),
)
