"""A source opened under a code: who handles it, and its first contact."""

from collections.abc import Sequence
from datetime import datetime

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.sources.record import SOURCE, SourceRef, Stage
from tahqiq.desks.covert.uses.record import used


def open_source(
    at: ActingDesktop, code: str, people: Sequence[str], approached: datetime, entered: datetime
) -> RecordVersion[SourceRef]:
    """Open the source ``code``. ``people`` are the ids of who handles it; it was met at ``approached``, which
    was said at ``entered``."""
    kept = at.records(SOURCE).save(
        SourceRef(
            code=code,
            stages=[Stage(state="approached", at=approached, entered_at=entered)],
            involved=[involvement(at, code, one) for one in people],
        )
    )
    used(at, "contact", approached, state="approached", of=code, entered=entered)
    return kept
