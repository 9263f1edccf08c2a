"""How sure a proposal is: the questions that are left when it is built."""

import re
from collections.abc import Sequence

from tahqiq.collect.mapping.debit_credit import has_signs, sides_of
from tahqiq.collect.mapping.document import Mapping
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.questions import Question, ask
from tahqiq.collect.mapping.template import SLIP, Match
from tahqiq.collect.mapping.words import fold, likeness

SURE, POOR = 0.75, 0.62
"""A header of this likeness says its meaning; a table explained worse than the second may be of another
kind."""

TIMES = frozenset({"datetime", "date", "time"})
_CARD = re.compile(
    r"\b(?:credit ?cards?|card statement|kredit ?karte|carte (?:de credit|bancaire)|tarjeta|visa|"
    r"master ?card|amex|بطاقه)\b"
)
_UNITS = frozenset(
    map(
        fold,
        [
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "min",
            "mins",
            "minute",
            "minutes",
            "ms",
            "milliseconds",
            "h",
            "hours",
            "billsec",
            "ثانية",
            "ثا",
            "الثواني",
            "بالثواني",
            "دقيقة",
            "الدقائق",
            "بالدقائق",
            "چرکە",
            "خولەک",
        ],
    )
)


def doubts(
    mapping: Mapping,
    found: Match,
    scored: Sequence[tuple[float, Match]],
    headed: bool,
    named: str = "",
    beside: Sequence[Column] = (),
) -> list[Question]:
    """What is in doubt of a built proposal besides dates, zone and country. ``named``: what file, sheet and
    the lines above say. ``beside``: all columns of the table."""
    name = found.template.name
    asked = [*_kind(found, scored), *_columns(found), *_births(found, beside)]
    if name.startswith("calls"):
        asked += [*_target(mapping), *_parties(mapping, found, headed), *_unit(found)]
    if name == "sessions":
        asked += _unit(found)
    if name == "bank":
        asked += _sign(found, named)
    return asked


def _kind(found: Match, scored: Sequence[tuple[float, Match]]) -> list[Question]:
    """Whether the table may be of another kind: little of it is explained, or another kind explains as
    much."""
    score = scored[0][0]
    family = found.template.name.split("-")[0]
    near = [item for value, item in scored[1:] if value >= score - 0.05 and _other_claim(found, item)]
    slips = [
        name
        for name in found.by_header
        if name in found.columns and likeness(found.columns[name].header, name) < SLIP
    ]
    tie = 0.0 if not near else 0.35 if slips else 0.25
    weak = 0.15 if {*slips} & {*found.template.marks, "name"} and score < POOR else 0.0
    poor = max(0.0, POOR - score) * 2.5 * (0.3 if _plainly_named(found) else 1.0)
    doubt = min(0.9, weak + poor + tie)
    if family == "edges" and any(
        item.template.name.startswith("calls") and TIMES & item.columns.keys() for _, item in scored[1:]
    ):
        doubt = max(doubt, 0.6)  # a time beside each pair: calls or messages as likely as ties
    if (
        family == "calls"
        and not {"duration", "direction", "service", "b_number", "other"} & found.columns.keys()
    ):
        doubt = 0.9
    if doubt < 0.05:
        return []
    titles = tuple(item.template.title for _, item in scored[:3])
    return [ask("kind", "", doubt, titles, "", title=titles[0], choices="; ".join(titles))]


_OF_PERSONS = frozenset({"people", "contacts", "subscribers", "attributes"})


def _other_claim(found: Match, other: Match) -> bool:
    """Whether another kind of table would say something else of the same columns: two kinds of lists of
    people say the same, and addresses on both sides make sessions, whatever number stands beside."""
    ours, theirs = (item.template.name.split("-")[0] for item in (found, other))
    if ours == theirs or {ours, theirs} <= _OF_PERSONS:
        return False
    if (
        ours == "transfers"
        and theirs == "bank"
        and _both_accounts(found)
        and not {"account", "debit", "credit", "balance"} & other.columns.keys()
    ):
        return False
    ends = [found.columns[name] for name in ("source_ip", "peer_ip") if name in found.columns]
    addressed = ours == "sessions" and len(ends) == 2 and all(column.share("ip") >= 0.8 for column in ends)
    return not (addressed and theirs == "calls" and "b_number" not in other.columns)


def _both_accounts(found: Match) -> bool:
    """Whether payer's and payee's account are both called exactly so: then a statement of one account would
    say less of the same columns."""
    sides = ("from_account", "counter_account")
    return all(name in found.columns and likeness(found.columns[name].header, name) == 1.0 for name in sides)


def _plainly_named(found: Match) -> bool:
    """Whether each need is met by a column that is called exactly so and looks so: then idle columns beside
    it say little against the kind."""
    looks = found.template.concepts

    def plain(name: str) -> bool:
        column = found.columns.get(name)
        return (
            column is not None
            and likeness(column.header, name) == 1.0
            and (looks[name] in ("any", "text") or column.share(looks[name]) >= 0.6)
        )

    return all(any(map(plain, group)) for group in found.template.needs)


_PLAIN = frozenset({"ip", "datetime", "date", "moment", "amount"})
"""Looks that every value of its kind has. Parties may be opaque codes, so a column of callers need not look
like telephones."""


def _columns(found: Match) -> list[Question]:
    """Columns that a table of this kind stands on and whose values do not look like what they are called:
    signed figures under “source address”. Where another column meets the same need, nothing stands on it."""
    looks = found.template.concepts
    for group in found.template.needs:
        met = [
            (found.columns[name], looks[name])
            for name in group
            if name in found.columns and found.columns[name].values
        ]
        if not met or any(look not in _PLAIN or column.share(look) >= 0.2 for column, look in met):
            continue
        column = met[0][0]
        label = column.header or column.name
        return [
            ask(
                "column",
                column.header,
                0.5,
                (),
                "",
                label=label,
                seen=", ".join(column.distinct[:2]),
                title=found.template.title,
            )
        ]
    return []


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
INFANCY = 12
"""Years. Where all were born within so many years before another date of the table, the dates are as likely
days of entry under a header one column off."""


def _births(found: Match, beside: Sequence[Column]) -> list[Question]:
    """Whether dates under “born” are births: hardly anybody of twenty or more is older than a child on the
    other days of the table."""
    column = found.columns.get("birth")
    if column is None or len(column.values) < 20:
        return []
    others = [
        year for one in beside if one is not column and one.share("moment") >= 0.5 for year in _years(one)
    ]
    born = _years(column)
    if not others or len(born) < 0.8 * min(len(column.distinct), 300):
        return []
    usual = sorted(others)[len(others) // 2]
    if sum(year >= usual - INFANCY for year in born) < 0.8 * len(born):
        return []
    return [
        ask(
            "column",
            column.header,
            0.5,
            (),
            "",
            label=column.header,
            seen=", ".join(column.distinct[:2]),
            title=found.template.title,
        )
    ]


def _years(column: Column) -> list[int]:
    return [int(found[0]) for value in column.distinct[:300] if (found := _YEAR.search(value)) is not None]


def _target(mapping: Mapping) -> list[Question]:
    outside = mapping.outside.get("target")
    if outside is None or outside.from_ != "constant" or outside.value:
        return []
    return [ask("target", "", 1.0, (), "--target")]


def _parties(mapping: Mapping, found: Match, headed: bool) -> list[Question]:
    """Who called whom: two columns of numbers without a header, a header that only may mean it, numbers of
    one side without a direction."""
    columns = found.columns
    first, second = (
        columns.get("a_number") or columns.get("target"),
        columns.get("b_number") or columns.get("other"),
    )
    if second is None:
        return []
    label = {
        "label": (first.header or first.name) if first is not None else "-",
        "other": second.header or second.name,
        "seen": ", ".join(second.distinct[:1]),
    }
    turned = any(fact.direction is not None for fact in mapping.facts.values())
    if not headed and first is not None and not turned:
        usual = (
            second.index == first.index + 1
            and {"datetime", "date"} & columns.keys()
            and "duration" in columns
        )
        return [ask("party", second.header, 0.25 if usual else 0.5, (), "", **label)]
    if headed and first is not None and "a_number" in columns:
        told = min(likeness(first.header, "a_number"), likeness(second.header, "b_number"))
        if told < SURE:
            return [ask("party", second.header, 0.4, (), "", **label)]
        return []
    if not turned and likeness(second.header, "b_number") < 0.9:
        return [ask("party", second.header, 0.6, (), "", **label)]
    return []


def _unit(found: Match) -> list[Question]:
    """Seconds or minutes, where neither header nor values say it."""
    column = found.columns.get("duration")
    if (
        column is None
        or not column.distinct
        or set(fold(column.header).split()) & _UNITS
        or column.share("time") > 0.5
    ):
        return []
    numbers = [
        float(value.replace(",", ".")) for value in column.distinct if re.fullmatch(r"\d+(?:[.,]\d+)?", value)
    ]
    broken = sum(not number.is_integer() for number in numbers)
    small = len(numbers) >= 12 and max(numbers) < 60
    if not numbers or not (broken > 0.2 * len(numbers) or small):
        return []
    return [
        ask(
            "unit",
            column.header,
            0.5,
            ("s", "min"),
            "",
            label=column.header or column.name,
            seen=", ".join(column.distinct[:3]),
        )
    ]


def _sign(found: Match, named: str) -> list[Question]:
    """Which amounts came in and which went out, where no sign, no pair of columns and no word says it; and of
    a card, whose statements turn the sign as often as not."""
    columns = found.columns
    amount, mark = columns.get("amount"), columns.get("debit_credit")
    if amount is None or "debit" in columns or "credit" in columns or not amount.distinct:
        return []
    label = {"label": amount.header or amount.name, "seen": ", ".join(amount.distinct[:3])}
    if has_signs(amount):
        return (
            [ask("sign", amount.header, 0.5, (), "", **label)]
            if mark is None and _CARD.search(fold(named))
            else []
        )
    if mark is not None and set(sides_of(mark.distinct).values()) <= {"debit", "credit"}:
        return []
    return [ask("sign", amount.header, 1.0, (), "", **label)]
