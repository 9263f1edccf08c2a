"""A chart as somebody looks at it: the part of the time, the sorts of lines that are drawn, and what each
line says (``ui/src/core/chart/times.ts`` does the same on the screen)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from tahqiq.kit.locale import format_date, format_number, zone_name
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Item
from tahqiq.products.board_lines import Line
from tahqiq.products.board_times import ALWAYS, UNDATED, LineTimes, Part, Times
from tahqiq.products.chart.content import Event, Gathered
from tahqiq.products.paper.chart_picture import line_text
from tahqiq.products.paper.joined_lines import Joined, Once
from tahqiq.products.product_words import Tongue

Rule = Literal["all", "count", "sum", "period", "none"]
Sums = Mapping[str, tuple[Decimal, Decimal]]
"""By currency what went from a line's first end and from its second."""


@dataclass(frozen=True, slots=True)
class Look:
    """``rule`` is what lines say, ``own`` by the ids of their ends in order (``a b``) what single ones say;
    only events of ``part`` count; lines of the strengths in ``without`` are not drawn; ``filtered`` items are
    left out by a filter."""

    rule: Rule = "all"
    own: Mapping[str, Rule] = field(default_factory=dict)
    part: Part = ALWAYS
    without: frozenset[str] = frozenset()
    filtered: int = 0

    @property
    def timed(self) -> bool:
        """Whether the times of events have to be known."""
        return not self.part.whole or "sum" in (self.rule, *self.own.values())


@dataclass(frozen=True, slots=True)
class Saying:
    """What lines say by a look, in a language; called by the drawing."""

    look: Look
    sums: Mapping[str, Sums]
    items: Mapping[str, Item]
    locale: str

    def __call__(self, pair: Joined, turned: bool) -> str:
        """``turned``: the second end of the pair stands to the left of the first."""
        rule = self.look.own.get(f"{pair.a} {pair.b}", self.look.rule)
        if pair.once is not None:
            return self._once(pair.once, rule)
        if rule == "none":
            return ""
        if rule == "all":
            return line_text(pair, self.items, self.locale)
        if rule == "period":
            return self._period(pair)
        return (self._sum(pair, turned) if rule == "sum" else "") or self._count(pair, turned)

    def _once(self, one: Once, rule: Rule) -> str:
        """What one event says: when, and what was paid."""
        known = vocabulary().schemata.get(one.schema)
        number, _, currency = one.amount.partition(" ")
        paid = f"{format_number(number, self.locale)} {currency}".strip() if number else ""
        when = format_date(day(one.at, self.look.part), self.locale) if one.at else ""
        told = {
            "all": (known.label(self.locale) if known else one.schema, when, paid),
            "sum": (paid or when,),
            "period": (when,),
        }
        return " · ".join(filter(None, told.get(rule, ())))

    def _count(self, pair: Joined, turned: bool) -> str:
        if not pair.forth and not pair.back:
            return f"×{format_number(pair.weight, self.locale)}" if pair.weight > 1 else ""
        forth, back = (format_number(one, self.locale) if one else "" for one in (pair.forth, pair.back))
        return ways(forth, back, turned)

    def _sum(self, pair: Joined, turned: bool) -> str:
        found: dict[str, list[Decimal]] = {}
        for line in pair.lines:
            for currency, amounts in self.sums.get(line["id"], {}).items():
                there, back = amounts if line["a"] == pair.a else amounts[::-1]
                if pair.only == "forth":
                    back = Decimal(0)
                elif pair.only == "back":
                    there = Decimal(0)
                held = found.setdefault(currency, [Decimal(0), Decimal(0)])
                held[0], held[1] = held[0] + there, held[1] + back
        told = []
        for currency, (there, back) in sorted(found.items()):
            out, home = (format_number(one, self.locale) if one else "" for one in (there, back))
            told.append(f"{ways(out, home, turned, bool(pair.forth and pair.back))} {currency}".strip())
        return " · ".join(told)

    def _period(self, pair: Joined) -> str:
        firsts = sorted(one for line in pair.lines if (one := line["first"] or line["last"]))
        lasts = sorted(one for line in pair.lines if (one := line["last"] or line["first"]))
        ends = [format_date(day(one, self.look.part), self.locale) for one in (*firsts[:1], *lasts[-1:])]
        return " – ".join(dict.fromkeys(ends))


def ways(forth: str, back: str, turned: bool, both: bool = False) -> str:
    """How much there and back, as arrows from left to right whatever the language: between Arabic digits they
    would else change their sides.

    >>> (ways("3", "5", False).replace("\\u200e", ""), ways("3", "5", True).replace("\\u200e", ""),
    ...  ways("3", "", False))
    ('3→ ←5', '5→ ←3', '3')
    """
    if not (forth and back) and not both:
        return forth or back
    right, left = (back, forth) if turned else (forth, back)
    mark = "\u200e"
    first, second = f"{right}{mark}→{mark}" if right else "", f"{mark}←{mark}{left}" if left else ""
    return f"{mark}{first}{' ' if right and left else ''}{second}{mark}"


def day(at: str, part: Part) -> str:
    """The day of a moment (ISO 8601 UTC) on the clocks of the part's zone; a day as it stands."""
    if "T" not in at or not at.endswith("Z"):
        return at[:10]
    try:
        return datetime.fromisoformat(at).astimezone(part.zone).date().isoformat()
    except (ValueError, OverflowError):
        return at[:10]


def looked(
    lines: Iterable[Line], times: Times | None, look: Look
) -> tuple[tuple[Line, ...], dict[str, Sums]]:
    """The lines that are drawn, events with the numbers of the part; and what each sums up to. ``times`` (by
    hour, in the zone of the part) only where ``look.timed``."""
    kept = [line for line in lines if line["strength"] not in look.without]
    if times is None:
        return tuple(kept), {}
    told = {(*sorted((one.a, one.b)), one.label): one for one in times.lines}
    made: list[Line] = []
    sums: dict[str, Sums] = {}
    for line in kept:
        one = told.get((*sorted((line["a"], line["b"])), line["label"])) if line["kind"] == "fact" else None
        now = (
            _counted(line, one, times.bins, look.part)
            if one is not None
            else line
            if _reaches(line, look.part)
            else None
        )
        if now is None:
            continue
        made.append(now)
        if one is not None:
            sums[now["id"]] = _summed(now, one, times.bins, look.part)
    return tuple(made), sums


def _inside(place: int, bins: Sequence[str], part: Part) -> bool:
    if place == UNDATED:
        return part.whole
    return (not part.since or bins[place] >= part.since) and (not part.until or bins[place] < part.until)


def _counted(line: Line, told: LineTimes, bins: Sequence[str], part: Part) -> Line | None:
    if part.whole:
        return line
    cells = [cell for cell in told.cells if _inside(cell[0], bins, part)]
    out, back = (sum(cell[at] for cell in cells) for at in (1, 2))
    if told.a != line["a"]:
        out, back = back, out
    if not out + back:
        return None
    turned = not out
    made: Line = {
        **line,
        "weight": out + back,
        "events": {"out": back, "in": 0} if turned else {"out": out, "in": back},
    }
    made["first"], made["last"] = bins[cells[0][0]][:10], bins[cells[-1][0]][:10]
    made["directed"] = not (out and back)
    if turned:
        made["a"], made["b"] = line["b"], line["a"]
    return made


def _summed(line: Line, told: LineTimes, bins: Sequence[str], part: Part) -> Sums:
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for place, currency, there, back in told.sums:
        if _inside(place, bins, part):
            pair = (Decimal(there), Decimal(back)) if told.a == line["a"] else (Decimal(back), Decimal(there))
            held = found.get(currency, (Decimal(0), Decimal(0)))
            found[currency] = (held[0] + pair[0], held[1] + pair[1])
    return found


def _reaches(line: Line, part: Part) -> bool:
    """Whether what is no event has no date, or reaches into the part."""
    first, last = (day(one, part) for one in (line["first"] or line["last"], line["last"] or line["first"]))
    return line["kind"] != "fact" and (
        not first or ((not part.until or first < part.until) and f"{last}~" >= part.since)
    )


def happening(events: Iterable[Event], part: Part) -> tuple[Event, ...]:
    """The events of a part of the time; what has no time lies only in the whole of it."""
    return tuple(one for one in events if part.whole or (one.at and moment_in(one.at, part)))


def moment_in(at: str, part: Part) -> bool:
    """Whether a moment (ISO 8601 UTC) or day lies in a part of the time."""
    local = (
        at
        if "T" not in at
        else datetime.fromisoformat(at).astimezone(part.zone).replace(tzinfo=None).isoformat()
    )
    return (not part.since or local >= part.since[: len(local)]) and (
        not part.until or local < part.until[: max(10, len(local))]
    )


def as_looked(found: Gathered, times: Times | None, look: Look) -> tuple[Gathered, dict[str, Sums]]:
    """What was gathered as it is looked at."""
    lines, sums = looked(found.lines, times, look)
    return replace(found, lines=lines, events=happening(found.events, look.part)), sums


def view_sentences(say: Tongue, look: Look) -> tuple[str, ...]:
    """Sentences on how a chart is looked at: the part of the time, sorts of lines not drawn, items left out
    by a filter, what lines say. Nothing where all is shown as it is."""
    made = []
    part = look.part
    if not part.whole:
        since, until = (format_date(one, say.tag) if one else "…" for one in (part.since, part.until))
        made.append(say.say("part", since=since, until=until, zone=zone_name(part.zone.key, say.tag)))
    if look.filtered:
        made.append(say.say("filtered", count=look.filtered))
    if look.without:
        made.append(
            say.say("without", sorts=" · ".join(say.say(f"sure-{one}") for one in sorted(look.without)))
        )
    if look.rule != "all":
        made.append(say.say(f"lines-say-{look.rule}"))
    return tuple(made)
