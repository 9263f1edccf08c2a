"""The queue by person, bulk decisions and the list of decisions as plain JSON; docs/reference/json.md."""

from tahqiq.casework.alike import Holders, Preview
from tahqiq.casework.cards import Card, Cards, Opened
from tahqiq.casework.identity_list import Decided
from tahqiq.products.describe import Json, head_json, statement_json
from tahqiq.products.review_json import asked_json, judgement_json, reasons_json

DECISION_COLUMNS = (
    "at",
    "by",
    "by_name",
    "verdict",
    "standing",
    "left",
    "left_name",
    "right",
    "right_name",
    "reason",
    "machine",
    "score",
    "run",
    "id",
)


def cards_json(found: Cards, locale: str) -> Json:
    """A page of the queue; ``counts`` by filter and value, ``sources`` names the sources that values of the
    filter are ids of."""
    return {
        "cards": [card_json(card, locale) for card in found.cards],
        "total": found.total,
        "pairs": found.pairs,
        "counts": {name: dict(values) for name, values in found.counts.items()},
        "sources": dict(found.sources),
        "after": found.after,
    }


def card_json(card: Card, locale: str) -> Json:
    """One card: its entities with their sources, the pairs with what speaks for and against, and what a
    decision changes."""
    return {
        "entities": [
            {
                **head_json(entity),
                "records": max(1, len(entity.fragments)),
                "sources": sorted({item.source_name for item in entity.statements}),
            }
            for entity in card.entities
        ],
        "pairs": [
            {**asked_json(asked), "reasons": reasons_json(asked.item.pair, locale) if asked.item.pair else []}
            for asked in card.items
        ],
        "state": card.state,
        "leading": card.leading,
        "weight": card.weight,
        "probability": card.probability,
        "evidence": sorted(card.kinds),
        "sureness": card.sureness,
        "effect": {
            "records": card.effect.records,
            "documents": card.effect.documents,
            "joins_documents": card.effect.joins_documents,
            "cases": card.effect.cases,
            "joins_cases": card.effect.joins_cases,
            "ties": card.effect.ties,
            "events": card.effect.events,
            "watched": card.effect.watched,
        },
        "digest": card.digest,
    }


def opened_json(found: Opened, locale: str) -> Json:
    """One card with its values aligned in the order of its entities, and what stands decided between them."""
    return {
        **card_json(found.card, locale),
        "rows": [
            {"prop": prop, "values": [[statement_json(item) for item in values] for values in all_]}
            for prop, all_ in found.rows
        ],
        "judged": [judgement_json(item) for item in found.judged],
    }


def holders_json(found: list[Holders], total: int) -> Json:
    """Strong identifiers with the entities that state them."""
    return {
        "items": [
            {
                "identifier": head_json(one.identifier),
                "entities": [head_json(entity) for entity in one.entities],
            }
            for one in found
        ],
        "total": total,
    }


def preview_json(made: Preview) -> Json:
    """Exactly what would be decided at once."""
    return {
        "identifiers": [head_json(entity) for entity in made.identifiers],
        "pairs": [{"left": head_json(left), "right": head_json(right)} for left, right in made.pairs],
        "clusters": [[head_json(entity) for entity in cluster] for cluster in made.clusters],
        "records": made.records,
        "left_out": [
            {"left": head_json(one.left), "right": head_json(one.right), "why": one.why}
            for one in made.left_out
        ],
        "digest": made.digest,
    }


def decided_json(found: Decided, by_name: str) -> Json:
    """One decision with names and whether it stands."""
    return {
        **judgement_json(found.judgement),
        "by_name": by_name,
        "left_name": found.left,
        "right_name": found.right,
        "standing": found.standing,
    }


__all__ = [
    "DECISION_COLUMNS",
    "card_json",
    "cards_json",
    "decided_json",
    "holders_json",
    "opened_json",
    "preview_json",
]
