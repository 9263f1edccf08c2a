"""The features of one consignment, each made of what papers and devices say. What nobody says is left out: a
condition over it is then not known, and never met."""

from datetime import date
from itertools import pairwise
from statistics import median

from tahqiq.desks.cargo.arrivals.record import Arrival, bare
from tahqiq.desks.cargo.indicators.past import (
    LEAST,
    CargoPast,
    is_empty,
    is_ended,
    legs_of,
    log_mass,
    log_value,
    route,
)
from tahqiq.desks.cargo.indicators.rule import vocabulary
from tahqiq.desks.cargo.road.track import track_of
from tahqiq.desks.cargo.road.transfers import transfers

TRANSIT = frozenset({"24", "28", "26"})


def of_arrival(body: Arrival, past: CargoPast, today: str = "") -> dict[str, object]:
    """The features that are known, by the names of ``features.yaml``; ``today`` (ISO day) is from when days
    without exit are counted."""
    found: dict[str, object] = {"mode": body.mode, "hs": body.hs or None}
    found |= (
        _goods(body, past)
        | _weight(body, past)
        | _parties(body, past)
        | _way(body, past, today)
        | _equipment(body, past)
    )
    if body.mode == "road" or body.tractor:
        found |= _road(body, past)
    return {name: value for name, value in found.items() if value is not None}


def _goods(body: Arrival, past: CargoPast) -> dict[str, object]:
    words = vocabulary().words
    text = " ".join(body.goods.casefold().split())
    found: dict[str, object] = {}
    if text:
        found["vague-goods"] = any(text == word or (" " in word and word in text) for word in words["vague"])
    if body.hs:
        found["cover-load"] = any(code.startswith(words["cover"]) for code in body.hs)
        found["precursor"] = any(code.startswith(words["precursor"]) for code in body.hs)
        if body.consignee and bare(body.consignee) in past.goods:
            found["new-goods"] = not {code[:4] for code in body.hs} & past.goods[bare(body.consignee)]
    return found


def _weight(body: Arrival, past: CargoPast) -> dict[str, object]:
    found: dict[str, object] = {}
    if body.gross:
        found["round-weight"] = body.gross >= 1000 and body.gross % 1000 == 0
        if body.packages:
            found["kg-per-package"] = round(body.gross / body.packages, 3)
        if body.containers:
            found["kg-per-box"] = round(body.gross / len(body.containers), 1)
    value, mass, code = log_value(body), log_mass(body), body.hs[0] if body.hs else ""
    if value is not None and body.value and body.gross:
        found["value-per-kg"] = round(body.value / body.gross, 4)
        found["value-against-peers"] = _rounded(past.against(past.values, code, value))
    if mass is not None:
        found["mass-against-peers"] = _rounded(past.against(past.masses, code, mass))
    if body.freight and body.value:
        found["freight-share"] = round(body.freight / body.value, 3)
    scales = [one.weight for one in body.said if one.weight]
    if len(scales) > 1:
        found["weight-apart"] = round(max(scales) - min(scales), 1)
    return found


def _parties(body: Arrival, past: CargoPast) -> dict[str, object]:
    found: dict[str, object] = {
        f"{what}-days": past.days(what, name, body.day)
        for what, name in (
            ("consignee", body.consignee),
            ("shipper", body.shipper),
            ("declarant", body.declarant),
        )
    }
    if body.consignee:
        found["to-order"] = any(word in body.consignee.casefold() for word in vocabulary().words["order"])
        if body.notify:
            found["notify-differs"] = bare(body.notify) not in bare(body.consignee) and bare(
                body.consignee
            ) not in bare(body.notify)
    if body.phones:
        found["phone-shared"] = max(
            len(past.phones.get(bare(one), set()) - {bare(body.consignee)}) for one in body.phones
        )
    if body.declarant and body.day:
        found["declarant-finds"] = past.found_before(body.declarant, body.day)
    return found


def _way(body: Arrival, past: CargoPast, today: str) -> dict[str, object]:
    found: dict[str, object] = {}
    if body.load and body.discharge:
        found["route-seen"] = past.routes[route(body)]
        found["route-surprise"] = _rounded(past.surprise(body))
    found["surge"] = past.surge(body)
    if len(body.origin) == 2 and len(body.load) >= 2:
        found["origin-differs"] = body.origin.upper() != body.load[:2].upper()
    if body.nature:
        found["transit"] = body.nature in TRANSIT
    transit = body.nature in TRANSIT or (body.mode == "road" and body.number != "" and body.tractor != "")
    if transit and body.day and today >= body.day:
        left = any(one.what == "exit" for one in body.events)
        found["days-without-exit"] = (
            0 if left else (date.fromisoformat(today) - date.fromisoformat(body.day)).days
        )
        if left and past.ended:
            found["exit-not-ended"] = not is_ended(body)
    return found


def _equipment(body: Arrival, past: CargoPast) -> dict[str, object]:
    found: dict[str, object] = {}
    if len(body.said) > 1:
        what = {one.what for one in body.differing()}
        found |= {
            "papers-differ": len(what),
            "seals-differ": "seals" in what,
            "empty-but-heavy": "heavy" in what,
        }
    if body.containers:
        found["odd-box"] = bool(body.odd_boxes)
        others = {one for box in body.containers for one in past.boxes.get(bare(box), set())}
        found["box-twice"] = any(key != body.key and day == body.day for key, day in others)
    seals = {bare(seal) for one in body.said for seal in one.seals}
    if seals:
        found["seal-reused"] = any(past.seals.get(seal, set()) - {body.key} for seal in seals)
    return found


def _road(body: Arrival, past: CargoPast) -> dict[str, object]:
    tractor, trailer, driver = bare(body.tractor), bare(body.trailer), bare(body.driver)
    found: dict[str, object] = {}
    if tractor and trailer:
        found["pair-unseen"] = f"{tractor}/{trailer}" not in past.pairs
        found["other-tractor"] = bool(past.tractors.get(trailer, set()) - {tractor})
    if tractor and driver:
        found["crew-unseen"] = f"{tractor}/{driver}" not in past.crews
    if tractor:
        found["returns-empty"] = is_empty(body) and tractor in past.empties
    ratios = [
        hours / median(known)
        for leg, hours in legs_of(body)
        if len(known := past.legs.get(leg, [])) >= LEAST and median(known) > 0
    ]
    if ratios:
        found["time-against-usual"] = round(max(ratios), 2)
    if (track := track_of(body.events)) is not None:
        found |= {
            "detour": _rounded(track.detour),
            "speed": _rounded(track.speed),
            "fastest": round(track.fastest, 1),
            "stop-minutes": round(track.stop),
        }
    if tractor:
        found["transferred"] = bool(transfers(body))
    seals = sorted((one for one in body.events if one.what == "seal"), key=lambda one: one.at)
    if seals:
        gaps = [(other.at - one.at).total_seconds() / 60 for one, other in pairwise(seals)]
        found["seal-gap-minutes"] = round(max(gaps, default=0))
        found["seal-opened"] = any(
            word in one.value.casefold() for one in seals for word in vocabulary().words["opened"]
        )
    scales = [
        float(one.value) for one in sorted(body.events, key=lambda one: one.at) if one.what == "weighed"
    ]
    if len(scales) > 1:
        found["weight-change"] = round(max(scales) - min(scales), 1)
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
