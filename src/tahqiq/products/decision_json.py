"""Decisions of people (retractions, releases, erasures) as plain JSON: the same words on the command line and
in the API."""

from dataclasses import asdict

from tahqiq.casework.acts import Held
from tahqiq.casework.derivations import Origin
from tahqiq.products.describe import Json
from tahqiq.store.decisions import Release, Retraction
from tahqiq.store.derivations import Derivation
from tahqiq.store.erasure import Erasure


def decision_json(made: Retraction | Release) -> Json:
    """A decision with who, when and why."""
    about = (
        {"entity": made.entity, "statement": made.id}
        if isinstance(made, Retraction)
        else {"entity": None, "statement": None}
    )
    return {
        "kind": made.kind,
        **about,
        "source": made.source,
        "at": made.at,
        "by": made.actor,
        "reason": made.reason,
    }


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


def origin_json(found: Origin) -> Json:
    """Where a source stands: what it is of one origin with, what was declared about it, and what the program
    takes for copies."""
    return {
        "source": found.source.id,
        "one_origin": [{"source": item.id, "name": item.name} for item in found.one_origin],
        "standing": [derivation_json(item) for item in found.standing],
        "history": [derivation_json(item) for item in found.history],
        "proposed": [
            {
                "source": item.source.id,
                "source_name": item.source.name,
                "origin": item.origin.id,
                "origin_name": item.origin.name,
                "rows": item.shared,
                "share": round(item.share, 4),
            }
            for item in found.proposed
        ],
        "export": asdict(found.export) if found.export else None,
    }


def derivation_json(made: Derivation) -> Json:
    """A declaration that a source repeats another (``derive``), or is independent of it (``independent``)."""
    return {
        "kind": made.kind,
        "source": made.source,
        "origin": made.origin,
        "at": made.at,
        "by": made.actor,
        "reason": made.reason,
    }
