"""How sure a proposal is: what the values say against a kind of table, and the questions that are left when it is built."""

import re
from collections.abc import Sequence

from tahqiq.formats.mapping.build_money import has_signs, side_of
from tahqiq.formats.mapping.build_parties import about_people, not_people
from tahqiq.formats.mapping.document import Mapping
from tahqiq.formats.mapping.looks import Column
from tahqiq.formats.mapping.questions import Question, ask
from tahqiq.formats.mapping.sample import Sample
from tahqiq.formats.mapping.template import Match
from tahqiq.formats.mapping.words import fold, likeness

SURE, POOR = 0.75, 0.62
"""A header of this likeness says its meaning; a table explained worse than the second may be of another kind."""

PARTIES = ("a_number", "b_number", "other", "target")
_MONEY = (
    "amount",
    "debit",
    "credit",
    "balance",
    "currency",
    "account",
    "counter_account",
    "counter_name",
    "purpose",
    "reference",
    "value_date",
    "debit_credit",
)
SLIP = 0.8
"""A header below this likeness only holds the word: where another kind of table explains as much, such a column decides nothing in silence."""
TIMES = frozenset({"datetime", "date", "time"})
_CARD = re.compile(r"\b(?:credit ?cards?|card statement|kredit ?karte|carte (?:de credit|bancaire)|tarjeta|visa|master ?card|amex|بطاقه)\b")
_WEAK_AMOUNTS = frozenset(map(fold, ("value", "price", "qty", "sum", "quantity", "n")))
_UNITS = frozenset(map(fold, ["s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "ms", "milliseconds", "h", "hours", "billsec", "ثانية", "ثا", "الثواني", "بالثواني", "دقيقة",
                              "الدقائق", "بالدقائق", "چرکە", "خولەک"]))  # fmt: skip


def sensible(found: Match, sample: Sample, headed: bool) -> bool:
    """Whether the values allow the kind of table that the headers suggest."""
    name, columns = found.template.name, found.columns
    if not headed:
        return name in ("calls", "calls-target")
    if name == "edges":
        return len(sample.busy) <= 6 and not any(column.share("long_phone") > 0.8 and column.share("datetime") for column in sample.busy)
    if name == "bank":
        return _is_statement(found)
    if name == "sites":
        return not any(column.share("datetime") > 0.8 and "valid" not in fold(column.header) for column in sample.busy)
    if name in ("arrests", "travel", "exchange"):
        return not not_people(columns)
    if name == "companies":
        header = columns["company"].header
        plain = likeness(header, "company") == 1.0 and likeness(header, "name") < 1.0
        registered = "registration_number" in found.by_header and "registration_date" in found.by_header and not about_people(columns)
        return plain or registered or not_people(columns)
    if name == "people" and _of_money(sample):
        return False
    if name == "people":
        return not any(likeness(column.header, "plate") == 1.0 for column in sample.busy)
    if name.startswith("calls"):
        return not any(_no_telephone(columns[party]) for party in PARTIES if party in columns)
    return True


def _of_money(sample: Sample) -> bool:
    """Whether each row has a day and an amount: then it tells of a payment, whatever names stand beside."""
    says = {meaning for column in sample.columns for meaning in ("amount", "date") if likeness(column.header, meaning) == 1.0}
    return len(says) == 2


def _no_telephone(column: Column) -> bool:
    """Whether the values are plainly something else: addresses, times, amounts, names of people or places in several words."""
    return column.share("phone") < 0.5 and max(column.share(look) for look in ("ip", "moment", "time", "decimal", "name", "email")) >= 0.5


def _is_statement(found: Match) -> bool:
    columns = found.columns
    amounts = [columns[name] for name in ("amount", "debit", "credit") if name in columns]
    if any(column.values and column.share("amount") < 0.9 for column in amounts):
        return False
    told = [name for name in _MONEY if name in columns and name in found.by_header]
    weak = "amount" in columns and fold(columns["amount"].header) in _WEAK_AMOUNTS
    return len(told) - weak >= 2


def doubts(mapping: Mapping, found: Match, scored: Sequence[tuple[float, Match]], headed: bool, named: str = "") -> list[Question]:
    """What is in doubt of a built proposal besides dates, zone and country. ``named``: what file, sheet and the lines above say."""
    name = found.template.name
    asked = _kind(found, scored)
    if name.startswith("calls"):
        asked += [*_target(mapping), *_parties(mapping, found, headed), *_unit(found)]
    if name == "sessions":
        asked += _unit(found)
    if name == "bank":
        asked += _sign(found, named)
    return asked


def _kind(found: Match, scored: Sequence[tuple[float, Match]]) -> list[Question]:
    """Whether the table may be of another kind: little of it is explained, or another kind explains as much."""
    score = scored[0][0]
    family = found.template.name.split("-")[0]
    near = [item for value, item in scored[1:] if value >= score - 0.05 and item.template.name.split("-")[0] != family]
    slips = [name for name in found.by_header if name in found.columns and likeness(found.columns[name].header, name) < SLIP]
    tie = 0.0 if not near else 0.35 if slips else 0.25
    weak = 0.15 if {*slips} & {*found.template.marks, "name"} and score < POOR else 0.0
    doubt = min(0.9, weak + max(0.0, POOR - score) * 2.5 + tie)
    if family == "edges" and any(item.template.name.startswith("calls") and TIMES & item.columns.keys() for _, item in scored[1:]):
        doubt = max(doubt, 0.6)  # a time beside each pair: calls or messages as likely as ties
    if family == "calls" and not {"duration", "direction", "service", "b_number", "other"} & found.columns.keys():
        doubt = 0.9
    if doubt < 0.05:
        return []
    titles = tuple(item.template.title for _, item in scored[:3])
    return [ask("kind", "", doubt, titles, "", title=titles[0], choices="; ".join(titles))]


def _target(mapping: Mapping) -> list[Question]:
    outside = mapping.outside.get("target")
    if outside is None or outside.from_ != "constant" or outside.value:
        return []
    return [ask("target", "", 1.0, (), "--target")]


def _parties(mapping: Mapping, found: Match, headed: bool) -> list[Question]:
    """Who called whom: two columns of numbers without a header, a header that only may mean it, numbers of one side without a direction."""
    columns = found.columns
    first, second = columns.get("a_number") or columns.get("target"), columns.get("b_number") or columns.get("other")
    if second is None:
        return []
    label = {
        "label": (first.header or first.name) if first is not None else "-",
        "other": second.header or second.name,
        "seen": ", ".join(second.distinct[:1]),
    }
    turned = any(fact.direction is not None for fact in mapping.facts.values())
    if not headed and first is not None and not turned:
        usual = second.index == first.index + 1 and {"datetime", "date"} & columns.keys() and "duration" in columns
        return [ask("party", second.header, 0.25 if usual else 0.5, (), "", **label)]
    if headed and first is not None and "a_number" in columns:
        told = min(likeness(first.header, "a_number"), likeness(second.header, "b_number"))
        if told < SURE:
            return [ask("party", second.header, 0.4, (), "", **label)]
        return []
    if not turned and likeness(second.header, "b_number") < 1.0:
        return [ask("party", second.header, 0.6, (), "", **label)]
    return []


def _unit(found: Match) -> list[Question]:
    """Seconds or minutes, where neither header nor values say it."""
    column = found.columns.get("duration")
    if column is None or not column.distinct or set(fold(column.header).split()) & _UNITS or column.share("time") > 0.5:
        return []
    numbers = [float(value.replace(",", ".")) for value in column.distinct if re.fullmatch(r"\d+(?:[.,]\d+)?", value)]
    broken = sum(not number.is_integer() for number in numbers)
    small = len(numbers) >= 12 and max(numbers) < 60
    if not numbers or not (broken > 0.2 * len(numbers) or small):
        return []
    return [ask("unit", column.header, 0.5, ("s", "min"), "", label=column.header or column.name, seen=", ".join(column.distinct[:3]))]


def _sign(found: Match, named: str) -> list[Question]:
    """Which amounts came in and which went out, where no sign, no pair of columns and no word says it; and of a card, whose statements turn the sign as
    often as not."""
    columns = found.columns
    amount, mark = columns.get("amount"), columns.get("debit_credit")
    if amount is None or "debit" in columns or "credit" in columns or not amount.distinct:
        return []
    label = {"label": amount.header or amount.name, "seen": ", ".join(amount.distinct[:3])}
    if has_signs(amount):
        return [ask("sign", amount.header, 0.5, (), "", **label)] if mark is None and _CARD.search(fold(named)) else []
    if mark is not None and {side_of(value) for value in mark.distinct} <= {"debit", "credit"}:
        return []
    return [ask("sign", amount.header, 1.0, (), "", **label)]
