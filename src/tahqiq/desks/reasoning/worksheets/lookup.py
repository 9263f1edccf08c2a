"""Worksheets of a case."""

from collections.abc import Mapping, Sequence

from tahqiq.casework.records import Records, RecordVersion
from tahqiq.model.kind import B


def records_of_case(
    records: Records[B], case: str, where: Mapping[str, str] | None = None, *, away: bool = False
) -> list[RecordVersion[B]]:
    """Every record that the person sees, the last written last; put away ones where ``away``."""
    return list(records.every(where, case=case, state="put-away" if away else "open"))


def with_version_before(
    latest_first: Sequence[RecordVersion[B]],
) -> list[tuple[RecordVersion[B], RecordVersion[B] | None]]:
    """Each version with the one before it, the first with None."""
    before = [*latest_first[1:], None]
    return list(zip(latest_first, before, strict=True))
