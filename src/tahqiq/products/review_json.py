"""Identity decisions as plain JSON: the queue, two candidates side by side, judgements, why an entity is
one."""

from collections.abc import Iterable

from tahqiq.casework.identity import Judged
from tahqiq.casework.review import Explained, Queue, ReviewPair, Sides, Together
from tahqiq.kit.messages import message
from tahqiq.model.pair import Pair, Reason
from tahqiq.names.score import Pair as NamePair
from tahqiq.products.describe import Json, head_json, statement_json
from tahqiq.resolve.sides import NamesAligned, Row
from tahqiq.store.judgements import Judgement

_WORDS = {"same": "agrees", "near": "alike", "next": "alike", "different": "contradicts", "veto": "forbids"}


def queue_json(found: Queue) -> Json:
    """The first items of the queue and how many there are in all."""
    return {"items": [asked_json(item) for item in found.items], "total": found.total}


def asked_json(asked: ReviewPair) -> Json:
    """One item of the queue; ``left`` and ``right`` are the entities as displayed, with the ids of the very
    fragments to be judged."""
    pair, against = asked.item.pair, asked.item.contradiction
    return {
        "kind": asked.item.kind,
        "left": head_json(asked.left),
        "right": head_json(asked.right),
        "left_fragment": asked.left_fragment.hex(),
        "right_fragment": asked.right_fragment.hex(),
        "weight": pair.weight if pair else None,
        "probability": pair.probability if pair else None,
        "model": pair.model if pair else "",
        "value": asked.item.value,
        "contradicts": [judgement_json(item) for item in (against.same, *against.against)] if against else [],
    }


def sides_json(sides: Sides, locale: str) -> Json:
    """Two candidates side by side: values with their sources, reasons as sentences with their weights in
    bits, names part by part."""
    return {
        "left": head_json(sides.left),
        "right": head_json(sides.right),
        "left_entity": sides.left_entity,
        "right_entity": sides.right_entity,
        "rows": [_row(row) for row in sides.rows],
        "names": _names(sides.names, locale) if sides.names else None,
        "weight": sides.pair.weight if sides.pair else None,
        "probability": sides.pair.probability if sides.pair else None,
        "model": sides.pair.model if sides.pair else "",
        "band": sides.pair.band if sides.pair else "",
        "reasons": reasons_json(sides.pair, locale) if sides.pair else [],
        "shared": [head_json(entity) for entity in sides.shared],
        "shared_total": sides.shared_total,
        "judged": [judgement_json(item) for item in sides.judged],
    }


def together_json(found: Together) -> Json:
    """Everything that waits as a whole: candidates, values aligned in their order, the pairs between them."""
    return {
        "candidates": [
            {**head_json(entity), "fragment": identity.hex()} for identity, entity in found.candidates
        ],
        "pairs": [asked_json(item) for item in found.pairs],
        "rows": [
            {"prop": prop, "values": [[statement_json(item) for item in values] for values in all_]}
            for prop, all_ in found.rows
        ],
        "more": found.more,
    }


def judged_json(judged: Judged) -> Json:
    """A judgement just made; ``entity`` is the id the left thing is displayed by now, ``joined`` false where
    a "same" contradicts and joins nothing."""
    against = judged.contradiction.against if judged.contradiction else ()
    return {
        **judgement_json(judged.judgement),
        "entity": judged.entity.hex(),
        "joined": judged.judgement.verdict == "same" and not against,
        "against": [judgement_json(item) for item in against],
    }


def judgement_json(item: Judgement) -> Json:
    """A judgement with who, when and why."""
    return {
        "id": item.id,
        "left": item.left_id.hex(),
        "right": item.right_id.hex(),
        "verdict": item.verdict,
        "score": item.score,
        "model": item.model,
        "reason": item.reason,
        "run": item.run,
        "machine": item.machine,
        "by": item.actor,
        "at": item.at,
        "supersedes": list(item.supersedes),
    }


def why_json(found: Explained) -> Json:
    """Why an entity is one: ``fragments`` from the displayed one on, each joined to its ``parent`` by a
    judgement; and what else was decided."""
    ids = {no: entity.id.hex() for no, entity in found.things.items()}
    fragments = [
        {
            **head_json(found.things[branch.node]),
            "sources": sorted({item.source_name for item in found.things[branch.node].statements}),
            "parent": ids.get(branch.parent) if branch.parent is not None else None,
            "judgement": judgement_json(branch.judgement) if branch.judgement else None,
        }
        for branch in found.why.branches
        if branch.node in found.things
    ]
    return {
        **head_json(found.entity),
        "fragments": fragments,
        "further": _listed(found.why.further),
        "apart": _listed(found.why.apart),
        "contradictions": [
            {"same": judgement_json(item.same), "against": _listed(item.against)}
            for item in found.why.contradictions
        ],
        "past": _listed(found.why.past),
        "things": [
            head_json(entity) for entity in sorted(found.things.values(), key=lambda entity: entity.id)
        ],
    }


def _listed(items: Iterable[Judgement]) -> list[Json]:
    return [judgement_json(item) for item in items]


def _row(row: Row) -> Json:
    left, right = ([statement_json(item) for item in side] for side in (row.left, row.right))
    return {"prop": row.prop, "left": left, "right": right, "agrees": row.agrees}


def _names(found: NamesAligned, locale: str) -> Json:
    return {
        "left": found.left,
        "right": found.right,
        "score": round(found.comparison.score, 4),
        "sentence": found.comparison.say(locale).sentence,
        "parts": [_part(pair) for pair in found.comparison.alignment],
    }


def _part(pair: NamePair) -> Json:
    left, right = (
        None if part is None else {"text": part.text, "slot": str(part.slot)}
        for part in (pair.left, pair.right)
    )
    return {"left": left, "right": right, "score": round(pair.score, 4), "relation": str(pair.relation)}


def reasons_json(pair: Pair, locale: str) -> list[Json]:
    """What speaks for and against a pair, vetoes first, then the heaviest."""
    return [
        {
            "field": item.field,
            "label": label(item.field, locale),
            "level": item.level,
            "weight": round(item.weight, 2),
            "left": item.left,
            "right": item.right,
            "stands": stands(item),
            "sentence": reason_text(item, locale),
        }
        for item in sorted(
            pair.reasons, key=lambda one: (not one.level.startswith("veto"), -abs(one.weight), one.field)
        )
    ]


def stands(item: Reason) -> str:
    """How a reason stands to the two being one: ``agrees``, ``alike``, ``contradicts``, ``forbids``, or
    ``origin`` (both rest on one origin).

    >>> stands(Reason("year", "same-default-day", 1.0)), stands(Reason("year", "veto-birth", 0.0))
    ('agrees', 'forbids')
    """
    return "origin" if item.level == "same-origin" else _WORDS.get(item.level.split("-")[0], "alike")


def reason_text(item: Reason, locale: str) -> str:
    """A reason in plain words: which field, and whether it agrees or contradicts."""
    return message(f"identity-{stands(item)}", locale, {"field": label(item.field, locale)}).sentence


def label(field: str, locale: str) -> str:
    """The name of a compared field in a language; the field's own name where the catalogue has none."""
    try:
        return message(f"identity-field-{field}", locale, {}).sentence
    except KeyError:
        return field
