"""Keeping a request for a second code, when somebody who is in the vault already is registered."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.second_codes.record import SECOND_CODE, WAITING_IDENTITY, SecondCode
from tahqiq.kit import clock

ORDER = "second-code"
"""The reference by which an identity that waited is made unreadable, whatever was decided."""


def wish(
    at: ActingDesktop, values: Mapping[str, str], people: Sequence[str], approached: datetime
) -> RecordVersion[SecondCode]:
    """Keep the identity apart in the vault until a controller decides. ``people`` are the ids of who would
    handle the source."""
    vault = Vault(at.bench.door, at.actor, WAITING_IDENTITY)
    lies = vault.register(values)
    return at.records(SECOND_CODE).save(
        SecondCode(
            lies=lies,
            erasure=vault.ask_erasure(lies, ORDER),
            involved=[involvement(at, lies, one) for one in people],
            asked_by=involvement(at, lies, at.actor.id),
            asked_at=clock.now(),
            approached_at=approached,
        )
    )
