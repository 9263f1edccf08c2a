"""Identifiers that only events name: what stands in the file is what a person reads, keys only compare."""

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.codec import loads
from tahqiq.model.batch import Mapped
from tahqiq.model.source import Authority
from tahqiq.model.vocabulary import vocabulary

from .mapping_helpers import SHA, apply, stated, table

CALLS = """
name: calls
title: Calls
zone: UTC
country: IQ
operator: nakhla
facts:
  call:
    schema: Call
    a: From
    b: To
    start: {columns: [When]}
    place: Cell
    device: IMEI
"""
HEAD = ("From", "To", "When", "Cell", "IMEI")
MONEY_HEAD = ("From", "To", "When", "Amount")
MONEY = """
name: money
title: Money
zone: UTC
facts:
  paid:
    schema: Payment
    a: From
    b: To
    start: {columns: [When]}
    amount: {column: Amount}
"""


def line(number: int, cell: str, imei: str = "", caller: str = "07431110001") -> tuple[str, ...]:
    return (caller, "07431110002", f"2024-04-{number:02} 10:00:00", cell, imei)


def rows(mapped: Mapped) -> dict[str, int]:
    return dict(zip(mapped.statements.value, mapped.statements.row, strict=True))


def test_a_cell_and_a_handset_are_stated_as_they_stand_once_at_their_first_record() -> None:
    mapped = apply(
        CALLS,
        table(
            HEAD,
            line(1, "BGD-0307", "490154203237518"),
            line(2, "bgd-0307", "49015420323751"),
            line(3, "41805-1-77"),
        ),
    )
    assert stated(mapped) == {("Cell", "cellId", "BGD-0307"), ("Handset", "imei", "490154203237518")}
    assert rows(mapped) == {"BGD-0307": 2, "490154203237518": 2}
    assert [one for one in mapped.nodes.keys if one.startswith("bgd")] == ["bgd-307"]


def test_accounts_keep_capitals_and_dashes() -> None:
    mapped = apply(MONEY, table(MONEY_HEAD, ("00-123-A", "IQ98NBIQ850123456789012", "2024-04-01", "5")))
    assert {value for _, _, value in stated(mapped)} == {"00-123-A", "IQ98NBIQ850123456789012"}


def test_a_spelling_is_stated_once_however_many_batches_name_it() -> None:
    applier = Applier(loads(CALLS), SHA, vocabulary())
    first = applier.apply(table(HEAD, line(1, "BGD-0307")))
    second = applier.apply(table(HEAD, line(2, "BGD-0307"), line(3, "BGD-0308")))
    assert [one.statements.value for one in (first, second)] == [["BGD-0307"], ["BGD-0308"]]


def test_a_spelling_of_a_record_outside_the_order_is_not_given_to_one_inside() -> None:
    applier = Applier(loads(CALLS), SHA, vocabulary(), authority=Authority(numbers=("+9647431110001",)))
    other = "07431119999"
    mapped = applier.apply(
        table(HEAD, (other, "309", "2024-04-01 10:00:00", "BGD-00307", ""), line(2, "BGD-0307"))
    )
    assert mapped.held == {2}
    assert rows(mapped) == {"BGD-0307": 3}


def test_a_spelling_that_only_a_record_outside_the_order_has_lies_with_that_record() -> None:
    applier = Applier(loads(CALLS), SHA, vocabulary(), authority=Authority(numbers=("+9647431110001",)))
    outside = table(HEAD, ("07431119999", "309", "2024-04-01 10:00:00", "BGD-0307", ""))
    assert (rows(applier.apply(outside)), rows(applier.apply(outside))) == ({"BGD-0307": 2}, {})
    assert rows(applier.apply(table(HEAD, line(2, "BGD-307", "")))) == {"BGD-307": 2}


def test_each_of_several_receivers_keeps_its_spelling() -> None:
    document = MONEY.replace("b: To", "b: {column: To, split: ';'}")
    mapped = apply(document, table(MONEY_HEAD, ("0012345", "aa-1; bb-2", "2024-04-01", "5")))
    assert {value for _, _, value in stated(mapped)} == {"aa-1", "bb-2"}
