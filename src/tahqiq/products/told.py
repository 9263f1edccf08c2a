"""Decisions of people (retractions, releases, erasures) as plain JSON: the same words on the command line and in the API."""

from tahqiq.casework.acts import Held
from tahqiq.products.describe import Json
from tahqiq.store.decisions import Release, Retraction
from tahqiq.store.erasure import Erasure


def decision_json(made: Retraction | Release) -> Json:
    """A decision with who, when and why."""
    about = {"entity": made.entity, "statement": made.id} if isinstance(made, Retraction) else {"entity": None, "statement": None}
    return {"kind": made.kind, **about, "source": made.source, "at": made.at, "by": made.actor, "reason": made.reason}


def held_json(found: Held) -> Json:
    """How much of a source its order does not cover."""
    return {
        "source": found.source.id,
        "statements": found.statements,
        "facts": found.facts,
        "released": found.released,
        "history": [decision_json(item) for item in found.history],
    }


def erasure_json(item: Erasure) -> Json:
    """An order to erase a source; ``counts`` by source id is empty until it is approved."""
    return {
        "source": item.source_id,
        "name": item.name,
        "sha256": item.sha256,
        "case": item.case,
        "order": item.order,
        "state": item.state,
        "requested_by": item.requested_by,
        "requested_at": item.requested_at,
        "approved_by": item.approved_by,
        "approved_at": item.approved_at,
        "counts": {source: dict(counts) for source, counts in item.counts.items()},
    }
