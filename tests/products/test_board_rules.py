"""How a chart looks by rules: what passes, which rule decides, that scales run over this chart, and that
measures are those of an independent library."""

from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.products.board_fields import binned, fields
from tahqiq.products.board_lines import Line
from tahqiq.products.board_measures import measures
from tahqiq.products.board_rules import Known, Look, Rule, passes, styled
from tahqiq.workbench import Workbench
from tests.collected import collected

SHEETS = {
    "people.csv": (
        "name,phone,date of birth,nationality\nAli Hasan,9647901234567,1980-04-02,iq\nSara Ahmed,"
        "9647907654321,1991-11-20,iq\n"
    ),
    "calls.csv": "calling number,called number,start time,duration\n"
    + "".join(f"9647901234567,9647907654321,2026-03-0{at} 10:00:00Z,30\n" for at in range(1, 6))
    + "9647901234567,9647811111111,2026-03-01 11:00:00Z,30\n",
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with collected(tmp_path_factory.mktemp("rules"), SHEETS) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(bench: Workbench) -> dict[str, str]:
    rows = bench.workspace.database.query("SELECT id, key FROM node WHERE schema='PhoneNumber'")
    return {str(key).lstrip("+"): node.hex() for node, key in rows if isinstance(node, bytes)}


def rule(by: str, test: str, value: str, look: Look, of: str = "", on: str = "item") -> Rule:
    return Rule("r", on, of, by, test, value, look)  # type: ignore[arg-type]


def test_the_later_of_two_rules_decides_and_only_about_what_it_says() -> None:
    known = {
        "a": Known(frozenset({"Person"}), {"prop:role": ("driver",)}),
        "b": Known(frozenset({"Person"}), {}),
    }
    first, second = (
        rule("", "any", "", Look("#111111", size=2.0)),
        rule("prop:role", "is", "Driver", Look("#222222", words=True)),
    )
    found = styled(known, {}, [first, second])
    assert (found.items["a"].look, found.items["a"].words) == (Look("#222222", size=2.0), ("driver",))
    assert found.items["b"].look == Look("#111111", size=2.0)
    assert [one.count for one in found.legend] == [2, 1]


def test_a_rule_about_a_type_is_about_its_descendants() -> None:
    known = {"a": Known(frozenset({"Person", "LegalEntity"}), {}), "b": Known(frozenset({"PhoneNumber"}), {})}
    assert set(styled(known, {}, [rule("", "any", "", Look(size=2.0), "LegalEntity")]).items) == {"a"}


def test_a_scale_runs_from_the_least_to_the_greatest_of_this_chart() -> None:
    known = {
        name: Known(frozenset(), {"measure:events": (value,)})
        for name, value in (("a", "0"), ("b", "5"), ("c", "10"))
    }
    found = styled(known, {}, [rule("measure:events", "scale", "", Look(size=3.0))])
    assert [found.items[name].look.size for name in "abc"] == [1.0, 2.0, 3.0]
    assert (found.legend[0].low, found.legend[0].high) == ("0", "10")


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_numbers_are_compared_as_numbers(a: float, b: float) -> None:
    assert passes(repr(a), "least", repr(b)) == (a >= b)
    assert passes(repr(a), "most", repr(b)) == (a <= b)


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_measures_are_those_of_networkx(pairs: set[tuple[int, int]]) -> None:
    """Betweenness, closeness, degree and cores beside networkx, on the pairs of a chart."""
    ids = [str(at) for at in range(10)]
    graph = nx.Graph([(str(a), str(b)) for a, b in pairs if a != b])
    graph.add_nodes_from(ids)
    found = measures(ids, [line(str(a), str(b)) for a, b in sorted(pairs) if a != b])
    harmonic = {node: value / 9 for node, value in nx.harmonic_centrality(graph).items()}
    for name, wanted in (
        ("betweenness", nx.betweenness_centrality(graph, normalized=False)),
        ("closeness", harmonic),
        ("linked", dict(graph.degree)),
        ("core", nx.core_number(graph)),
    ):
        assert found[name] == pytest.approx(wanted)


def line(a: str, b: str) -> Line:
    return {
        "id": a + b,
        "a": a,
        "b": b,
        "kind": "fact",
        "label": "Call",
        "strength": "unconfirmed",
        "directed": True,
        "weight": 1,
        "events": {"out": 1, "in": 0},
        "records": 1,
        "first": "",
        "last": "",
        "entity": "",
        "sources": (),
    }


def test_lines_look_by_how_often_they_count(bench: Workbench, ids: dict[str, str]) -> None:
    """On what was collected: the width of a line by its weight, the size of an item by its events."""
    asked = list(ids.values())
    rules = [
        rule("weight", "least", "5", Look(width=3.0, colour="#aa0000"), "Call", "line"),
        rule("measure:events", "scale", "", Look(size=2.0)),
    ]
    found = bench.styled(asked, rules)
    heavy = {one["id"] for one in bench.draw(asked).lines if one["weight"] >= 5}
    assert set(found.lines) == heavy
    assert len(heavy) == 1
    assert found.items[ids["9647901234567"]].look.size == 2.0


def test_fields_count_every_item_once_and_sensitive_values_not_at_all(bench: Workbench) -> None:
    rows = bench.workspace.database.query("SELECT id FROM node WHERE schema IN ('Person', 'PhoneNumber')")
    asked = [node.hex() for (node,) in rows if isinstance(node, bytes)]
    found = {one.by: one for one in bench.fields(asked, "en")}
    assert {value.value: len(value.ids) for value in found["schema"].values} == {
        "PhoneNumber": 3,
        "Person": 2,
    }
    assert found["prop:birthDate"].label
    assert sum(len(value.ids) for value in found["measure:linked"].values) == 5
    assert not any(by.removeprefix("prop:") in ("ethnicity", "religion", "political") for by in found)


def test_many_numbers_are_counted_in_parts_and_nobody_is_lost() -> None:
    values = {str(number): [f"i{number}"] for number in (*range(100), 1000)}
    bins = binned(values)
    assert sorted(one for part in bins for one in part.ids) == sorted(
        f"i{number}" for number in (*range(100), 1000)
    )
    assert (bins[0].low, bins[-1].high, bins[-1].ids) == (0, 1000, ("i1000",))
    known = {
        f"i{number}": Known(frozenset({"Person"}), {"measure:events": (str(number),)}) for number in range(80)
    }
    (field,) = [one for one in fields(known, {}, "en") if one.by == "measure:events"]
    assert (field.more, sum(len(part.ids) for part in field.bins)) == (20, 80)
    few = {f"i{number}": Known(frozenset(), {"measure:events": (str(number % 3),)}) for number in range(80)}
    assert fields(few, {}, "en")[0].bins == ()
