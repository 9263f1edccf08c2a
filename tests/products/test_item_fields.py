"""What stands below the names of a chart's items: whose number it is, grades, days and amounts, each as the
records say it."""

from collections.abc import Iterator

import pytest

from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.products.board_rules import Known, Look, Rule, styled
from tahqiq.products.board_times import LineTimes, Times
from tahqiq.products.item_fields import fields_of, holders
from tahqiq.workbench import Workbench
from tests.collected import collected

SHEETS = {
    "people.csv": (
        "name,phone,iban\nAli Hasan,9647901234567,\nSara Ahmed,9647907654321,\nMira Saleh,9647907654321,\n"
    ),
    "calls.csv": "calling number,called number,start time,duration\n9647901234567,9647907654321,2026-03-01 "
    "10:00:00Z,30\n"
    "9647907654321,9647901234567,2026-03-05 10:00:00Z,30\n",
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with collected(tmp_path_factory.mktemp("told"), SHEETS) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(bench: Workbench) -> dict[str, str]:
    rows = bench.workspace.database.query("SELECT id, key FROM node WHERE schema='PhoneNumber'")
    return {str(key).lstrip("+"): node.hex() for node, key in rows if isinstance(node, bytes)}


def said(bench: Workbench, ids: list[str], *fields: str) -> dict[str, list[tuple[str, str]]]:
    rules = [Rule(f"says-{by}", "item", "", by, "any", "", Look(words=True)) for by in fields]
    found = bench.styled(ids, rules).items
    return {identity: list(zip(style.fields, style.words, strict=True)) for identity, style in found.items()}


def test_a_number_says_whose_it_is_though_they_are_not_on_the_chart(
    bench: Workbench, ids: dict[str, str]
) -> None:
    one, two = ids["9647901234567"], ids["9647907654321"]
    found = said(bench, [one, two], "told:holder")
    assert found[one] == [("told:holder", "Ali Hasan")]
    assert set(found[two][0][1].split(", ")) == {"Sara Ahmed", "Mira Saleh"}


def test_a_person_has_no_holder(bench: Workbench, ids: dict[str, str]) -> None:
    ali = next(hit.id.hex() for hit in bench.search("Ali Hasan", schema="Person").hits)
    assert said(bench, [ali, *ids.values()], "told:holder").get(ali) is None


def test_days_are_those_of_the_lines_on_this_chart(bench: Workbench, ids: dict[str, str]) -> None:
    one, two = ids["9647901234567"], ids["9647907654321"]
    found = said(bench, [one, two], "told:period", "told:first", "told:last")
    assert found[one] == [
        ("told:period", "2026-03-01 – 2026-03-05"),
        ("told:first", "2026-03-01"),
        ("told:last", "2026-03-05"),
    ]
    assert said(bench, [one], "told:period") == {}  # alone on a chart it has no line


def test_more_holders_than_there_is_room_for_are_counted(bench: Workbench) -> None:
    known = {"a": Known(frozenset({"PhoneNumber"}), {"told:holder": ("A", "B", "C", "D", "E")})}
    assert styled(known, {}, [Rule("r", "item", "", "told:holder", "any", "", Look(words=True))]).items[
        "a"
    ].words == ("A, B, C +2",)


def test_events_make_nobody_a_holder() -> None:
    types = {1: "PhoneNumber", 2: "Person", 3: "Person"}
    links = [
        Link(1, 2, "fact", "Call", 0, weight=9),
        Link(3, 1, "property", "phone", 0, weight=1),
        Link(2, 1, "edge", "Ownership", 0, weight=4),
    ]
    assert holders(links, {1: "PhoneNumber"}, types) == {1: [2, 3]}
    assert holders(links, {2: "Person"}, types) == {}


def test_amounts_are_summed_exactly_for_each_end_and_currency() -> None:
    times = Times(
        ("2026-03-02T00:00",),
        (
            LineTimes(
                "a",
                "b",
                "Payment",
                ((0, 2, 1),),
                ((0, "USD", "0.1", "5"), (0, "USD", "0.2", "0"), (0, "IQD", "7", "0")),
            ),
        ),
    )
    found = fields_of({name: Entity(name.encode(), "Person", "", "", ()) for name in "ab"}, [], {}, times)
    assert found["a"] == {"told:paid": ("7 IQD", "0.3 USD"), "told:received": ("5 USD",)}
    assert found["b"] == {"told:received": ("7 IQD", "0.3 USD"), "told:paid": ("5 USD",)}
