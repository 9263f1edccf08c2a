"""What a model taught at the desk sees of a consignment: what papers say of goods, weights, ways and parties,
the features of rules, and rates by sign. Nothing about a person."""

from collections.abc import Mapping, Sequence

import numpy as np

from tahqiq.desks.cargo.arrivals.record import Arrival
from tahqiq.desks.cargo.local_model.signs import FAMILIES, Appearance
from tahqiq.desks.cargo.targeting.learner import Cells, as_objects

NUMBERS = (
    "gross",
    "packages",
    "value",
    "kg-per-package",
    "kg-per-box",
    "weight-apart",
    "value-per-kg",
    "value-against-peers",
    "mass-against-peers",
    "freight-share",
    "consignee-days",
    "shipper-days",
    "declarant-days",
    "phone-shared",
    "route-seen",
    "days-without-exit",
    "papers-differ",
    "time-against-usual",
    "seal-gap-minutes",
    "weight-change",
)
CATEGORIES = (
    "mode",
    "nature",
    "chapter",
    "heading",
    "hs",
    "origin",
    "load",
    "discharge",
    "declarant",
    "consignee",
    "shipper",
    "carrier",
    "goods",
)
FLAGS = (
    "vague-goods",
    "cover-load",
    "precursor",
    "new-goods",
    "round-weight",
    "to-order",
    "notify-differs",
    "origin-differs",
    "transit",
    "seals-differ",
    "empty-but-heavy",
    "odd-box",
    "box-twice",
    "seal-reused",
    "pair-unseen",
    "crew-unseen",
    "other-tractor",
    "seal-opened",
    "returns-empty",
)
COLUMNS = (*NUMBERS, *(f"rate-{family}" for family in FAMILIES), *CATEGORIES, *FLAGS)
"""In the order of :meth:`tahqiq.desks.cargo.targeting.learner.Learner.parts`: numbers first."""


def appearance(body: Arrival) -> Appearance:
    """What the signs of a consignment are made of."""
    return Appearance(
        tuple(body.hs[:3]),
        body.origin,
        body.load,
        body.discharge,
        body.declarant,
        body.consignee,
        body.shipper,
        body.goods,
        body.gross,
        body.packages,
    )


def model_cells(
    bodies: Sequence[Arrival], features: Sequence[Mapping[str, object]], rates: Sequence[Sequence[float]]
) -> Cells:
    """The cells of consignments with their features and their rates for each family of signs; what nobody
    says is empty."""
    numbers = [
        [_number(told.get(name, getattr(body, name, None))) for name in NUMBERS] + list(rate)
        for body, told, rate in zip(bodies, features, rates, strict=True)
    ]
    texts = [_texts(body, told) for body, told in zip(bodies, features, strict=True)]
    columns = list(zip(*texts, strict=True)) if texts else [()] * (len(CATEGORIES) + len(FLAGS))
    return np.array(numbers, np.float32).reshape(len(bodies), len(NUMBERS) + len(FAMILIES)), as_objects(
        columns, len(bodies)
    )


def _texts(body: Arrival, told: Mapping[str, object]) -> list[str]:
    code = body.hs[0] if body.hs else ""
    own = {
        "mode": body.mode,
        "nature": body.nature,
        "chapter": code[:2],
        "heading": code[:4],
        "hs": code[:6],
        "origin": body.origin,
        "load": body.load,
        "discharge": body.discharge,
        "declarant": body.declarant,
        "consignee": body.consignee,
        "shipper": body.shipper,
        "carrier": body.carrier,
        "goods": " ".join(body.goods.casefold().split()),
    }
    return [own[name] for name in CATEGORIES] + [
        "" if (value := told.get(name)) is None else "yes" if value else "no" for name in FLAGS
    ]


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else float("nan")
