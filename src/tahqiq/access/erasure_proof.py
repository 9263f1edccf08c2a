"""Whether the log proves an order to erase: the request of one person and the approval of another, each
committed to what they saw.

A row of the table ``erasure`` alone destroys nothing: who can write to the database can write such a row, but
not the entries of the log that a head kept elsewhere covers. See docs/decisions/0022.
"""

from tahqiq.access.entries import Log
from tahqiq.access.log_writer import commitment
from tahqiq.access.outbox import Payload
from tahqiq.access.people import RESTORER
from tahqiq.access.upgrade_entries import of_before, upgraded
from tahqiq.model.source import Source
from tahqiq.store.erasure import Erasure

REQUEST = "request-erasure"
APPROVE = "approve-erasure"
"""The acts of the two persons; their object is the source's id, and they commit to the order (:func:`asked`,
:func:`approved`)."""
REPLAY = "replay-erasure"
"""The act with which a restoring orders again what two persons had ordered after the backup was made; commits
to :func:`approved`."""


def asked(source: Source, order: str, by: str, at: str) -> dict[str, str | int]:
    """What the request of an erasure commits to: the source, the order, who and when (a stamp)."""
    return _request(source.id, source.sha256, order, by, at)


def approved(erasure: Erasure) -> dict[str, str | int]:
    """What the approval commits to: the request, the second person, when, and how much of which source is
    removed."""
    return {
        **_asked_by(erasure),
        "approved_by": erasure.approved_by,
        "approved_at": erasure.approved_at,
        **{
            f"{source}.{what}": count
            for source, counts in erasure.counts.items()
            for what, count in counts.items()
        },
    }


def _asked_by(erasure: Erasure) -> dict[str, str | int]:
    return _request(
        erasure.source_id, erasure.sha256, erasure.order, erasure.requested_by, erasure.requested_at
    )


def _request(source: str, sha256: str, order: str, by: str, at: str) -> dict[str, str | int]:
    return {"source": source, "sha256": sha256, "order": order, "requested_by": by, "requested_at": at}


def request_proven(log: Log, erasure: Erasure) -> bool:
    """Whether the log holds the request of an erasure, by the person whom its row names."""
    return _held(log, REQUEST, erasure.requested_by, erasure.source_id, _asked_by(erasure))


def proven(log: Log, erasure: Erasure) -> bool:
    """Whether the log holds the request and the approval of an erasure, by two persons, as its row says them,
    or that a restoring ordered it again."""
    if erasure.requested_by == erasure.approved_by:
        return False
    if _held(log, REPLAY, RESTORER.id, erasure.source_id, approved(erasure)):
        return True
    return request_proven(log, erasure) and _held(
        log, APPROVE, erasure.approved_by, erasure.source_id, approved(erasure)
    )


def _held(log: Log, act: str, actor: str, source: str, payload: Payload) -> bool:
    """Whether an entry of ``act`` on ``source`` by ``actor`` commits to ``payload``: done, or begun and then
    cut off by a crash. One from before an upgrade that commits to nothing says who did it and to what, and no
    more."""
    leaves = list(log.by(actor, act, source))
    failed = {leaf.ref for leaf in leaves if leaf.result == "failed"}
    begun = [leaf for leaf in leaves if leaf.phase == "intent" and leaf.no not in failed]
    if any(commitment(log.salt(leaf.no), payload).hex() == leaf.commitment for leaf in begun):
        return True
    return any(leaf.commitment == "" for leaf in begun) and any(
        of_before(leaf, upgraded(log)) for leaf in begun
    )
