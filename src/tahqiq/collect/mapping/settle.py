"""Settling what the columns alone do not say: order of day and month, zone, country; what stays open becomes
a question."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tahqiq.collect.mapping.date_evidence import order_of, readings
from tahqiq.collect.mapping.document import Mapping
from tahqiq.collect.mapping.known import Known
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.questions import Question, ask
from tahqiq.collect.mapping.sample import Sample, all_values
from tahqiq.collect.mapping.template import Match
from tahqiq.collect.mapping.whereabouts import Whereabouts, whereabouts, zone_of, zones_of
from tahqiq.collect.mapping.words import fold
from tahqiq.kit.reasons import reason
from tahqiq.model.types.base import DateOrder

DATES = ("moment", "date", "birth", "datetime")
_OFFSET = re.compile(r"\d:\d\d.*(?:z|[+-]\d{2}:?\d{2})$", re.IGNORECASE)
_CLOCK = re.compile(r"\d:\d\d(?!\d)|[ T]\d{1,2}\.\d{2}(?:\.\d{2})?$|\d{14}|\d{8}[ T]\d{4,6}|(?:^|\s)\d{6}$")
_ABROAD = re.compile(r"(?:\+|00)[\d ()-]{9,20}")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ZONES = frozenset(map(fold, ("time zone", "timezone", "tz", "zone", "utc offset", "gmt offset")))
_PHONES, _CARDS, _ACCOUNTS = ("phone", "long_phone"), ("imsi",), ("account",)


def settled(
    mapping: Mapping, found: Match, sample: Sample, known: Known, why: list[str]
) -> tuple[Mapping, list[Question]]:
    """The mapping with order of dates, zone and country as the evidence has them, and what a person must
    say."""
    moments = [
        sample.column(name) for fact in mapping.facts.values() if fact.start for name in fact.start.columns
    ]
    looks = found.template.concepts
    dated = list(
        dict.fromkeys(
            [*moments, *(column for concept, column in found.columns.items() if looks[concept] in DATES)]
        )
    )
    order, questions = _order(dated, sample, known, why)
    made, more = _placed(replace(mapping, date_order=order), found, moments, sample, known, why)
    return made, [*questions, *more]


def _order(
    columns: Sequence[Column], sample: Sample, known: Known, why: list[str]
) -> tuple[DateOrder | None, list[Question]]:
    """One order for the table: what any of its columns proves is true for all."""
    if "order" in known.said and known.order is not None:
        return known.order, []
    names = [
        sample.sheet_name,
        sample.file_name,
        *(f"{item.label} {item.value}" for item in sample.layout.above),
    ]
    found = [(column, order_of(all_values(sample, column), column.header, names)) for column in columns]
    if (
        known.more is not None
        and any(one.open for _, one in found)
        and not any(one.order for _, one in found)
    ):
        found = [
            (column, order_of(all_values(sample, column, known.more), column.header, names))
            for column in columns
        ]
    proven = next(((column, one) for column, one in found if one.order is not None), None)
    if proven is not None:
        column, one = proven
        label = column.header or column.name
        why.append(reason(f"because-order-{one.order}", label=label))
        if one.why != "impossible":
            why.append(reason(f"because-order-by-{one.why}", label=label))
        return one.order, []
    open_ = next(((column, one) for column, one in found if one.open), None)
    return None, [_order_question(open_[0])] if open_ is not None else []


def _order_question(column: Column) -> Question:
    seen = next((value for value in column.distinct if len(readings(value)) > 1), column.distinct[0])
    read = readings(seen)
    told = "; ".join(f"{order} = {day}" for order, day in read.items())
    return ask(
        "date-order",
        column.header,
        1.0,
        tuple(read),
        "--date-order",
        label=column.header or column.name,
        seen=seen,
        choices=told,
    )


def _placed(
    mapping: Mapping, found: Match, moments: Sequence[Column], sample: Sample, known: Known, why: list[str]
) -> tuple[Mapping, list[Question]]:
    """Country of national numbers and zone of times without an offset."""
    looks = found.template.concepts
    columns = {
        kind: [c for concept, c in found.columns.items() if looks[concept] in kind]
        for kind in (_PHONES, _CARDS, _ACCOUNTS)
    }
    columns[_PHONES] += [
        c for concept, c in found.columns.items() if concept == "subscriber" and c.share("long_phone") >= 0.8
    ]
    beside = [*columns[_PHONES], *_beside(found, sample)]
    place = whereabouts(beside, columns[_CARDS], columns[_ACCOUNTS], known.country, known.zone)
    mapping = _country(mapping, place, bool(columns[_PHONES]), known, why)
    if not moments:
        return mapping, []
    if any(set(fold(column.header).split()) & {"utc", "gmt"} for column in moments):
        why.append(reason("because-utc"))
        return replace(mapping, zone="UTC", zone_by="header"), []
    if all(_OFFSET.search(value) or _is_epoch(value) for value in moments[0].distinct[:50]):
        why.append(reason("because-offset"))
        return mapping, []
    if "zone" in known.said:
        why.append(reason("because-zone-said", zone=known.zone))
        return replace(mapping, zone=known.zone, zone_by="proposal"), []
    if not any(_CLOCK.search(value) for column in moments for value in column.distinct[:200]):
        why.append(reason("because-days", zone=known.zone))
        return replace(mapping, zone=known.zone, zone_by="proposal"), []
    zones = next((column for column in sample.busy if fold(column.header) in _ZONES), None)
    at_home = place.by != "unknown" or _regional(sample)
    if place.zone is not None and at_home and zones is None:
        code = "because-zone" if place.by in ("assumed", "unknown") else f"because-zone-by-{place.by}"
        why.append(reason(code, zone=place.zone))
        return replace(mapping, zone=place.zone, zone_by="proposal"), []
    return mapping, [_zone_question(zones or moments[0], place, known)]


def _beside(found: Match, sample: Sample) -> list[Column]:
    """Telephone numbers with their country that stand in the table or above it and are no part of what is
    read: the holder's own, for one."""
    taken = {column.index for column in found.columns.values()}
    free = [
        column for column in sample.busy if column.index not in taken and column.share("long_phone") >= 0.8
    ]
    above = Column(
        0, "", "", [item.value for item in sample.layout.above if _ABROAD.fullmatch(item.value.strip())]
    )
    return [
        column
        for column in (*free, above)
        if column.values and all(_ABROAD.fullmatch(value) for value in column.distinct[:50])
    ]


def _regional(sample: Sample) -> bool:
    """Whether the table is written in the letters of the region: then it was made here."""
    texts = [text for column in sample.busy for text in (column.header, *column.distinct[:20])]
    return any(_ARABIC.search(text) for text in (*texts, sample.file_name, sample.sheet_name))


def _zone_question(column: Column, place: Whereabouts, known: Known) -> Question:
    """Asked with what was seen; where no number speaks against the zone of the office, none is named. At
    least two zones can be answered."""
    usual = zone_of(known.country) or known.zone
    choices = dict.fromkeys([*(zones_of(place.country) if place.country else ()), known.zone, usual, "UTC"])
    given = {
        "label": column.header or column.name,
        "seen": ", ".join(column.distinct[:2]),
        "zone": known.zone,
    }
    text = reason("ask-zone", **given, number=place.seen) if place.seen else reason("ask-zone-alone", **given)
    return Question("zone", column.header, 1.0, text, tuple(choices)[:12], "--zone")


def _country(mapping: Mapping, place: Whereabouts, numbers: bool, known: Known, why: list[str]) -> Mapping:
    if "country" in known.said or not numbers:
        return replace(mapping, country=known.country)
    if place.country is None:
        why.append(reason("because-country-open", number=place.seen, country=known.country))
    elif place.by in ("assumed", "unknown"):
        why.append(reason("because-country", country=place.country))
    else:
        why.append(reason("because-country-by", country=place.country))
    return replace(mapping, country=place.country)


def _is_epoch(value: str) -> bool:
    return re.fullmatch(r"1\d{9}(?:\.\d+)?|1\d{12}", value) is not None
