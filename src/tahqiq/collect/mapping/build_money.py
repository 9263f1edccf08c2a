"""Mappings of account statements, transfers and hawala books out of the columns found."""

from collections.abc import Mapping as MappingOf
from dataclasses import replace
from typing import Literal

from tahqiq.collect.mapping.build_calls import numbers_of
from tahqiq.collect.mapping.debit_credit import has_signs, sides_of
from tahqiq.collect.mapping.document import (
    Amount,
    Condition,
    EntitySpec,
    FactSpec,
    Mapping,
    Moment,
    Outside,
    Source,
    Sources,
    Value,
)
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.measures import currency_of as code_of
from tahqiq.collect.mapping.sample import Sample
from tahqiq.collect.mapping.template import Match
from tahqiq.collect.mapping.words import fold, likeness, says_something
from tahqiq.kit.reasons import reason
from tahqiq.kit.text import tidy_code
from tahqiq.model.types import property_type

_STREET = {
    "دفتر": ("10000", "USD"),
    "دفاتر": ("10000", "USD"),
    "دفترين": ("20000", "USD"),
    "شدة": ("10000", "USD"),
    "شدات": ("10000", "USD"),
    "ورقة": ("100", "USD"),
    "اوراق": ("100", "USD"),
    "ورقتين": ("200", "USD"),
    "مليون": ("1000000", ""),
    "ملايين": ("1000000", ""),
    "مليونين": ("2000000", ""),
    "الف": ("1000", ""),
    "الاف": ("1000", ""),
    "دفتەر": ("10000", "USD"),
    "وەرەقە": ("100", "USD"),
    "ملیۆن": ("1000000", ""),
    "هەزار": ("1000", ""),
    "million": ("1000000", ""),
    "thousand": ("1000", ""),
    "k": ("1000", ""),
    "m": ("1000000", ""),
}
STREET = {fold(word): worth for word, worth in _STREET.items()}
"""Folded word → (what it multiplies by, currency or ""): a proposal for a person to confirm, never applied
unseen."""


def build_money(match: Match, sample: Sample, base: Mapping, why: list[str]) -> Mapping:
    """The document for a match of the templates ``hawala``, ``transfers`` or ``bank``."""
    columns = match.columns
    if match.template.name == "hawala":
        return _hawala(columns, base, why)
    if match.template.name == "exchange":
        return _exchange(columns, base, why)
    if match.template.name == "transfers":
        return _transfers(columns, base, why)
    return _bank(columns, sample, base, why)


def _start(columns: MappingOf[str, Column]) -> Moment | None:
    done = columns.get("transacted")
    if done is not None:  # the moment of the deed itself says more than the day on which it was booked
        return Moment((done.name,), numbers=numbers_of(done))
    day = columns.get("booking_date") or columns.get("value_date")
    if day is None:
        return None
    clock = columns.get("time")
    if clock is not None and day.share("date") >= 0.5:
        return Moment((day.name, clock.name))
    return Moment((day.name,), numbers=numbers_of(day))


def amount_of(columns: MappingOf[str, Column], column: Column, why: list[str]) -> Amount:
    """The amount of a column, with the slang units that stand in it or in the unit column."""
    unit = columns.get("unit")
    texts = [*column.distinct, *(unit.distinct if unit else [])]
    units: dict[str, str] = {}
    currency_of: dict[str, str] = {}
    for text in texts:
        word = fold("".join(sign for sign in tidy_code(text) if not sign.isdigit() and sign not in ".,"))
        if word in STREET and not code_of(word):
            factor, currency = STREET[word]
            plain = " ".join(
                "".join(
                    sign if not sign.isdigit() and sign not in ".,'" else " " for sign in tidy_code(text)
                ).split()
            )
            units[plain] = factor
            if currency:
                currency_of[plain] = currency
    if units:
        why.append(
            reason(
                "because-units",
                label=column.header,
                units=", ".join(f"{w} = {f} {currency_of.get(w, '')}".strip() for w, f in units.items()),
            )
        )
    return Amount(column.name, unit_column=unit.name if unit else None, units=units, currency_of=currency_of)


def currency_of(columns: MappingOf[str, Column]) -> Source | None:
    """The currency: its own column, else what the header of the amount says (``Amount IQD``, المبلغ
    بالدولار)."""
    if "currency" in columns:
        return columns["currency"].name
    for name in ("amount", "debit", "credit"):
        for word in fold(columns[name].header).split() if name in columns else ():
            code = code_of(word) or code_of(word.removeprefix("بال")) or code_of(word.removeprefix("ب"))
            if code:
                return Value(value=code)
    return None


def _texts(columns: MappingOf[str, Column], *names: str) -> Source | None:
    found = [columns[name].name for name in names if name in columns]
    return Value(columns=tuple(found), join=" · ") if len(found) > 1 else found[0] if found else None


def _mark(columns: MappingOf[str, Column]) -> Source | None:
    """The reference of each payment, where its column tells payments apart: a code of the kind of payment
    stands in many lines."""
    column = columns.get("reference")
    if column is None or len(column.distinct) < 0.3 * len(column.values):
        return None
    numbered = sum(any(sign in "123456789" for sign in text) for text in column.distinct)
    return column.name if 2 * numbered >= len(column.distinct) else None


def _hawala(columns: MappingOf[str, Column], base: Mapping, why: list[str]) -> Mapping:
    entities: dict[str, EntitySpec] = {}
    for side, place in (("sender", "from_place"), ("receiver", "to_place")):
        properties: dict[str, Source] = {}
        if side in columns:
            properties["name"] = columns[side].name
        if f"{side}_phone" in columns:
            properties["phone"] = columns[f"{side}_phone"].name
        if properties:
            entities[side] = EntitySpec("Person", properties=dict(properties))
        if place in columns:
            entities[place] = EntitySpec(
                "Place", key=(columns[place].name,), pool="place", properties={"name": columns[place].name}
            )
    fact = FactSpec(
        schema="HawalaTransfer",
        a=Value(entity="sender") if "sender" in entities else None,
        b=Value(entity="receiver") if "receiver" in entities else None,
        start=_start(columns),
        place=Value(entity="from_place") if "from_place" in entities else None,
        place2=Value(entity="to_place") if "to_place" in entities else None,
        amount=replace(amount_of(columns, columns["amount"], why), signed=True),
        currency=currency_of(columns),
        text=_texts(columns, "reference", "purpose", "commission"),
    )
    return replace(base, entities=entities, facts={"transfer": fact})


def _exchange(columns: MappingOf[str, Column], base: Mapping, why: list[str]) -> Mapping:
    properties: dict[str, Sources] = {"name": columns["name"].name}
    for concept, prop in (("id_number", "idNumber"), ("phone", "phone")):
        if concept in columns:
            properties[prop] = columns[concept].name
    fact = FactSpec(
        schema="Payment",
        a=Value(entity="customer"),
        start=_start(columns),
        amount=replace(amount_of(columns, columns["amount"], why), signed=True),
        currency=currency_of(columns),
        service=columns["operation"].name if "operation" in columns else None,
        text=_texts(columns, "rate", "amount_other", "purpose", "reference"),
    )
    return replace(
        base, entities={"customer": EntitySpec("Person", properties=properties)}, facts={"payment": fact}
    )


def _party(columns: MappingOf[str, Column], account: str, phone: str) -> Source | None:
    if account in columns:
        column = columns[account]
        return Value(column=column.name, as_="PhoneNumber") if _telephones(column) >= 0.8 else column.name
    return Value(column=columns[phone].name, as_="PhoneNumber") if phone in columns else None


def _telephones(column: Column) -> float:
    """Which share of the values are telephone numbers that can be assigned: a wallet goes by one, an account
    number of as many digits does not."""
    if column.share("long_phone") < 0.8:
        return 0.0
    texts = column.distinct[:300]
    return sum(cleaned.note is None for cleaned in map(property_type("phone").clean, texts)) / len(texts)


def _transfers(columns: MappingOf[str, Column], base: Mapping, why: list[str]) -> Mapping:
    entities: dict[str, EntitySpec] = {}
    for side, phone, account in (
        ("sender", "sender_phone", "from_account"),
        ("receiver", "receiver_phone", "counter_account"),
    ):
        if side not in columns:
            continue
        entities[side] = EntitySpec("Person", properties={"name": columns[side].name})
        if account not in columns and phone in columns:
            entities[f"{side}_phone"] = EntitySpec(
                "PhoneNumber", key=(columns[phone].name,), properties={"number": columns[phone].name}
            )
            entities[f"{side}_use"] = EntitySpec(
                "UsedBy", properties={"means": Value(entity=f"{side}_phone"), "user": Value(entity=side)}
            )
    fact = FactSpec(
        schema="Payment",
        a=_party(columns, "from_account", "sender_phone"),
        b=_party(columns, "counter_account", "receiver_phone"),
        start=_start(columns),
        amount=replace(amount_of(columns, columns["amount"], why), signed=True),
        currency=currency_of(columns),
        service=columns["status"].name if "status" in columns else None,
        text=_texts(columns, "reference", "purpose"),
        mark=_mark(columns),
    )
    return replace(base, entities=entities, facts={"payment": fact})


def _account_outside(sample: Sample) -> tuple[Outside, str] | None:
    for item in sample.layout.above:
        if item.label and likeness(item.label, "account") >= 0.55:
            return Outside("above", label=item.label), reason(
                "because-account-beside", number=item.value, label=item.label
            )
    return None


def _bank(columns: MappingOf[str, Column], sample: Sample, base: Mapping, why: list[str]) -> Mapping:
    outside: dict[str, Outside] = {}
    own: Source
    entities: dict[str, EntitySpec] = {}
    beside = _account_outside(sample)
    if "account" in columns:
        own = columns["account"].name
    elif beside is not None:
        outside["account"], stands = beside
        why.append(stands)
        own = Value(outside="account")
    else:
        outside["statement"] = Outside("file_name")
        entities["own"] = EntitySpec(
            "NamedThing", key=(Value(value="own account"),), properties={"name": Value(outside="statement")}
        )
        why.append(reason("because-account-file"))
        own = Value(entity="own")
    other: Source | None = columns["counter_account"].name if "counter_account" in columns else None
    if "counter_name" in columns:
        entities["counterparty"] = EntitySpec(
            "LegalEntity", properties={"name": columns["counter_name"].name}
        )
        if other is None:
            other = Value(entity="counterparty")
    shared = FactSpec(
        schema="Payment",
        start=_start(columns),
        currency=currency_of(columns),
        text=_texts(
            columns,
            "purpose",
            "reference",
            *(() if "counter_name" not in columns or "counter_account" not in columns else ("counter_name",)),
        ),
        mark=_mark(columns),
    )
    return replace(base, outside=outside, entities=entities, facts=_sides(columns, shared, own, other, why))


def _sides(
    columns: MappingOf[str, Column], shared: FactSpec, own: Source, other: Source | None, why: list[str]
) -> dict[str, FactSpec]:
    moved = (Condition(columns["purpose"].name, balance=False),) if "purpose" in columns else ()
    paid = replace(shared, a=own, b=other, book="a")
    received = replace(shared, a=other, b=own, book="b")
    if "debit" in columns or "credit" in columns:
        facts = {}
        for name, fact in (("debit", paid), ("credit", received)):
            if name in columns:
                condition = Condition(columns[name].name, filled=True, not_in=("0", "0.00", "0.0", "-"))
                facts[name] = replace(
                    fact, when=(condition, *moved), amount=amount_of(columns, columns[name], why)
                )
        return facts
    amount = amount_of(columns, columns["amount"], why)
    mark = columns.get("debit_credit")
    if mark is not None and not has_signs(columns["amount"]):
        told = sides_of(mark.distinct)
        words = {
            side: tuple(value for value, one in told.items() if one == side) for side in ("debit", "credit")
        }
        if all(words.values()):
            why.append(
                reason(
                    "because-debit",
                    label=mark.header,
                    debit=", ".join(words["debit"]),
                    credit=", ".join(words["credit"]),
                )
            )
            return {
                side: replace(
                    paid if side == "debit" else received,
                    amount=amount,
                    when=(Condition(mark.name, in_=words[side]), *moved),
                )
                for side in words
            }
    signs: tuple[tuple[str, FactSpec, Literal["+", "-"]], ...] = (
        ("debit", paid, "-"),
        ("credit", received, "+"),
    )
    why.append(reason("because-signs", label=columns["amount"].header))
    return {
        name: replace(fact, amount=amount, when=(Condition(columns["amount"].name, sign=sign), *moved))
        for name, fact, sign in signs
    }


def with_moment(found: Match, sample: Sample) -> Match:
    """The match of a statement with the column that holds the hour of each payment, told by its values where
    no header tells it: moments of which most fall on days that are booked in the same table."""
    found = _booked(found, sample)
    columns = found.columns
    booked = columns.get("booking_date")
    if booked is None or "transacted" in columns or "time" in columns or booked.share("datetime") >= 0.2:
        return found
    days, width = set(booked.distinct), max(map(len, booked.distinct), default=0)
    taken = {column.index for column in columns.values()}
    timed = [
        column
        for column in sample.busy
        if column.index not in taken and column.share("datetime") >= 0.8 and not says_something(column.header)
    ]
    near = [
        column
        for column in timed
        if sum(value[:width].strip() in days for value in column.distinct) >= 0.5 * len(column.distinct)
    ]
    return replace(found, columns={**columns, "transacted": near[0]}) if len(near) == 1 else found


def _booked(found: Match, sample: Sample) -> Match:
    """The match with the one other column of days as the day of booking, where only the day of value is
    called by its name."""
    columns = found.columns
    if "booking_date" in columns or "value_date" not in columns or "transacted" in columns:
        return found
    taken = {column.index for column in columns.values()}
    days = [
        column
        for column in sample.busy
        if column.index not in taken and column.share("moment") >= 0.95 and not says_something(column.header)
    ]
    return replace(found, columns={**columns, "booking_date": days[0]}) if len(days) == 1 else found
