"""Sets of rules that charts of a case share: in force before a chart's own, each at the version that the
chart was saved with, and only for those who may see them."""

from collections.abc import Mapping

import pytest

from tahqiq.casework.documents import CaseDocuments
from tahqiq.kit.errors import Conflict
from tahqiq.products.board_rules import Known, Look, Rule, styled
from tahqiq.products.chart.saved_look import rules_in_force
from tests.products.bundle.conftest import Office, office

__all__ = ["office"]


def rule(name: str, colour: str, **more: object) -> dict[str, object]:
    return {
        "id": name,
        "on": "item",
        "of": "",
        "by": "",
        "test": "any",
        "value": "",
        "name": name,
        "look": {"colour": colour},
        **more,
    }


def colours(documents: CaseDocuments, case: str, body: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(one.id, one.look.colour) for one, _ in rules_in_force(documents, case, body)]


def test_a_chart_keeps_the_version_of_a_set_that_it_was_saved_with(office: Office) -> None:
    writer = office.bench("writer").documents
    made = writer.make(office.case, "rules", "Roles", {"rules": [rule("a", "#111111")]}).document
    writer.save(office.case, made.id, 1, "Roles", {"rules": [rule("a", "#222222"), rule("b", "#333333")]})
    chart = {"rule_sets": [{"id": made.id, "version": 1}], "rules": [rule("own", "#444444")]}
    assert colours(writer, office.case, chart) == [(f"{made.id}.a", "#111111"), ("own", "#444444")]
    latest = {**chart, "rule_sets": [{"id": made.id, "version": 2}]}
    assert colours(writer, office.case, latest) == [
        (f"{made.id}.a", "#222222"),
        (f"{made.id}.b", "#333333"),
        ("own", "#444444"),
    ]
    with pytest.raises(Conflict):
        writer.save(office.case, made.id, 1, "Roles", {"rules": []})
    writer.delete(office.case, made.id, 2)
    assert colours(writer, office.case, chart) == [(f"{made.id}.a", "#111111"), ("own", "#444444")]


def test_what_is_no_set_of_rules_gives_none(office: Office) -> None:
    writer = office.bench("writer").documents
    note = writer.make(office.case, "note", "N", {"rules": [rule("a", "#111111")]}).document
    for listed in (
        [{"id": note.id, "version": 1}],
        [{"id": "0" * 16, "version": 1}],
        [{"id": note.id}],
        ["x"],
        "x",
        [{"id": 7, "version": "1"}],
    ):
        assert colours(writer, office.case, {"rule_sets": listed, "rules": [rule("own", "#444444")]}) == [
            ("own", "#444444")
        ]


def test_a_rule_that_quotes_a_value_is_not_there_for_who_may_not_see_the_value(office: Office) -> None:
    bench = office.bench("writer")
    person = office.people[0]
    value = next(
        one for one in bench.entities(bench.scope()).entity(person)[1].statements if one.prop == "name"
    )
    quoted = {
        "entity": person,
        "statement": value.id.hex(),
        "rule": rule("q", "#111111", by="prop:name", test="is", value=value.value),
    }
    made = bench.documents.make(office.case, "rules", "Names", {"rules": [quoted, rule("open", "#222222")]})
    chart = {"rule_sets": [{"id": made.document.id, "version": 1}]}
    assert colours(bench.documents, office.case, chart) == [
        (f"{made.document.id}.q", "#111111"),
        (f"{made.document.id}.open", "#222222"),
    ]
    bench.acts.retract(person, value.id.hex(), "misread")
    assert colours(bench.documents, office.case, chart) == [(f"{made.document.id}.open", "#222222")]
    bench.acts.reinstate(person, value.id.hex(), "read again")
    assert colours(office.bench("stranger").documents, office.case, chart) == []


def test_a_style_names_the_rules_that_it_comes_from() -> None:
    known = {"a": Known(frozenset({"Person"}), {"prop:role": ("driver",)}), "b": Known(frozenset(), {})}
    rules = [
        Rule("s.1", "item", "", "", "any", "", Look("#111111")),
        Rule("2", "item", "Person", "prop:role", "is", "driver", Look(size=2.0)),
    ]
    found = styled(known, {}, rules).items
    assert (found["a"].rules, found["b"].rules) == (("s.1", "2"), ("s.1",))
