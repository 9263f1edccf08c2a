"""Which consignments were examined."""

from collections.abc import Sequence

from tahqiq.desk import Desktop
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.kit.parts import parts
from tahqiq.store.record_where import OneOf

_CHUNK = 500


def examined(at: Desktop, consignments: Sequence[str]) -> set[str]:
    """Those of some consignments of which an examination is recorded."""
    return {
        kept.body.consignment
        for part in parts(list(consignments), _CHUNK)
        for kept in at.records(OUTCOME).every({"consignment": OneOf(tuple(part))})
    }
