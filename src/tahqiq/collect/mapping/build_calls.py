"""The mapping of a call record table out of the columns found: parties, direction, kinds of event, time,
duration, cells."""

import re
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from typing import Literal

from tahqiq.collect.mapping.around_find import target_outside
from tahqiq.collect.mapping.build_cells import cell_source
from tahqiq.collect.mapping.document import (
    Condition,
    Direction,
    Duration,
    FactSpec,
    Mapping,
    Moment,
    Outside,
    Source,
    Value,
)
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.sample import Sample
from tahqiq.collect.mapping.template import Match
from tahqiq.collect.mapping.vocabulary_words import direction_of, service_of
from tahqiq.collect.mapping.words import fold
from tahqiq.kit.reasons import reason

KINDS = {"voice": "Call", "sms": "Message", "data": "DataSession"}
_NAMES = {"voice": "call", "sms": "message", "data": "session"}


def build_calls(match: Match, sample: Sample, base: Mapping, why: list[str], target: str = "") -> Mapping:
    """The document. ``base`` holds name, title, layout, zone and the like; ``target`` is the number of the
    target where a person said it."""
    columns = dict(match.columns)
    _settle_direction(columns, why)
    outside: dict[str, Outside] = {}
    first, second = _parties(match.template.name, columns, sample, outside, why, target)
    direction = _direction(columns, match.template.name, why)
    shared = FactSpec(
        schema="Call",
        a=first,
        b=second,
        direction=direction,
        start=start_of(columns),
        seconds=duration_of(columns, why),
        place=cell_source(columns, why),
        place2=columns["cell2"].name if "cell2" in columns else None,
        device=columns["imei"].name if "imei" in columns else None,
        sim=Value(column=columns["imsi"].name, type="imsi") if "imsi" in columns else None,
        service=columns["service"].name if "service" in columns else None,
        text=columns["message_text"].name if "message_text" in columns else None,
        mark=columns["call_reference"].name if "call_reference" in columns else None,
    )
    return replace(base, outside=outside, facts=_by_kind(shared, columns, sample, why))


def _settle_direction(columns: dict[str, Column], why: list[str]) -> None:
    """One column may say both which way an event went and what it was; the words in it decide, not its header
    alone."""
    service, direction = columns.get("service"), columns.get("direction")
    if direction is not None and direction.share("direction") < 0.3:
        if service is None and direction.share("service") >= 0.3:
            columns["service"] = direction
        del columns["direction"]
        direction = None
    if direction is None and service is not None and service.share("direction") >= 0.3:
        columns["direction"] = service
        why.append(reason("because-both", label=service.header))
    elif service is None and direction is not None and direction.share("service") >= 0.3:
        columns["service"] = direction
        why.append(reason("because-both", label=direction.header))
    if (
        "service" in columns
        and columns["service"].share("service") == 0
        and columns.get("direction") is columns["service"]
    ):
        del columns["service"]


def _parties(
    template: str,
    columns: dict[str, Column],
    sample: Sample,
    outside: dict[str, Outside],
    why: list[str],
    said: str,
) -> tuple[Source | None, Source | None]:
    if template == "calls":
        a, b = columns["a_number"], columns["b_number"]
        if "direction" in columns and one_sided(a, b, columns["direction"]):
            why.append(reason("because-target-column", label=a.header, other=columns["direction"].header))
        return a.name, b.name
    other = columns.get("other")
    if "target" in columns:
        return columns["target"].name, other.name if other else None
    found = (
        (Outside("constant", value=said), reason("because-target-said", number=said))
        if said
        else target_outside(sample)
    )
    if found is None:
        why.append(reason("because-target-missing"))
    else:
        why.append(found[1])
    outside["target"] = found[0] if found else Outside("constant")
    return Value(outside="target"), other.name if other else None


def one_sided(a: Column, b: Column, direction: Column) -> bool:
    """Whether the first number column is the target in every record, whichever way the event went (so that
    direction must turn parties)."""
    kinds = {direction_of(value) for value in direction.distinct}
    return {"in", "out"} <= kinds and len(a.distinct) == 1 and len(b.distinct) > 1


def _direction(columns: MappingOf[str, Column], template: str, why: list[str]) -> Direction | None:
    column = columns.get("direction")
    if column is None:
        return None
    inward = tuple(value for value in column.distinct if direction_of(value) == "in")
    outward = tuple(value for value in column.distinct if direction_of(value) == "out")
    silent = [value for value in column.distinct if not direction_of(value)]
    if silent and all(service_of(value) == "data" for value in silent):
        outward = (*outward, *silent)
    if template == "calls" and not one_sided(columns["a_number"], columns["b_number"], column):
        if not inward or not outward:
            return None
        why.append(reason("because-place-called", label=column.header, words=", ".join(inward)))
        return Direction(column.name, out=outward, in_=inward, otherwise="out", turn=False)
    why.append(
        reason(
            "because-direction",
            label=column.header,
            inward=", ".join(inward) or "-",
            outward=", ".join(outward) or "-",
        )
    )
    return Direction(column.name, out=outward, in_=inward)


def start_of(columns: MappingOf[str, Column]) -> Moment | None:
    """When an event began: one column, or day and time of day; None where no column says it."""
    both = columns.get("datetime")
    day, clock = columns.get("date"), columns.get("time")
    if both is not None and both.share("time") >= 0.8 and day is not None:
        return Moment((day.name, both.name))
    if both is not None and both.share("date") >= 0.8 and clock is not None:
        return Moment((both.name, clock.name))
    if both is not None:
        numbers = numbers_of(both)
        return Moment((both.name,), numbers=numbers)
    if day is not None:
        return Moment((day.name, clock.name) if clock is not None else (day.name,))
    return None


def numbers_of(column: Column) -> Literal["unix", "unix-ms"] | None:
    """Whether the values are seconds or milliseconds since 1970: all of ten or thirteen digits that begin
    with 1 (2001 to 2033)."""
    if column.values and all(re.fullmatch(r"1\d{9}(?:\.\d+)?", value) for value in column.distinct):
        return "unix"
    if column.values and all(re.fullmatch(r"1\d{12}", value) for value in column.distinct):
        return "unix-ms"
    return None


def duration_of(columns: MappingOf[str, Column], why: list[str]) -> Duration | None:
    """How long an event was, in the unit that the header names (seconds where it names none), or until
    when."""
    column = columns.get("duration")
    if column is None:
        end = columns.get("end_datetime")
        return Duration(until=Moment((end.name,))) if end is not None else None
    words = set(fold(column.header).split())
    minutes = {"min", "minutes", "minute", "mins", "دقيقه", "دقايق", "بالدقايق", "الدقايق", "خولهك", "دقيقة"}
    if words & minutes:
        why.append(reason("because-minutes", label=column.header))
        return Duration(column.name, unit="min")
    if "ms" in words or "milliseconds" in words:
        return Duration(column.name, unit="ms")
    return Duration(column.name)


def _by_kind(
    shared: FactSpec, columns: MappingOf[str, Column], sample: Sample, why: list[str]
) -> dict[str, FactSpec]:
    """One fact for each kind of event that the words of the service column name; calls are what is left."""
    column = columns.get("service")
    if column is None:
        kind = "Message" if shared.text is not None and shared.seconds is None else "Call"
        return {"call" if kind == "Call" else "message": replace(shared, schema=kind)}
    words = {kind: tuple(value for value in column.distinct if service_of(value) == kind) for kind in KINDS}
    others = (*words["sms"], *words["data"])
    facts: dict[str, FactSpec] = {}
    for kind in ("sms", "data"):
        if words[kind]:
            why.append(reason(f"because-words-{kind}", label=column.header, words=", ".join(words[kind])))
            facts[_NAMES[kind]] = replace(
                shared, schema=KINDS[kind], when=(Condition(column.name, in_=words[kind]),)
            )
    if words["data"]:
        facts["session"] = replace(facts["session"], b=None)
    if len(others) < len(column.distinct) or not facts:
        facts = {
            "call": replace(shared, when=(Condition(column.name, not_in=others),) if others else ()),
            **facts,
        }
    return facts
