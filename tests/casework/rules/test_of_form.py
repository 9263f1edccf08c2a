"""A form's fields are what rules may read of it: declared once, and closed where their answers are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tahqiq.casework.forms import parser
from tahqiq.casework.forms.answer_check import record
from tahqiq.casework.forms.answers import Answer, Answers, given
from tahqiq.casework.forms.declaration import Form
from tahqiq.casework.rules import Finding, Record, World, fields_of, judge, read_all
from tahqiq.kit.declarations import yaml_files
from tests.casework.rules.told import HEAD

DECLARED = Path(__file__).parents[1] / "forms" / "declared"
NOW = datetime(2026, 3, 20, tzinfo=UTC)
WITNESSED = f"""
rules:
  - id: WITNESSED{HEAD}
    aim: duty
    about: Arrival
    when: {{some: {{of: property, where: {{ge: [taken, 2026-01-01]}}}}}}
    must: {{exists: witness}}
"""


@pytest.fixture(scope="module")
def form() -> Form:
    return parser.load(yaml_files(DECLARED))["arrival"][2]


def finding(form: Form, answers: Answers) -> Finding:
    rules = read_all([(WITNESSED, "x.yaml")], {"Arrival": fields_of(form, person=True)}).rules
    [found] = judge(
        rules, World([Record("Arrival", "a1", record(form, answers), NOW)]), NOW, "federal"
    ).findings
    return found


THING = {"property.1.thing": given("watch"), "property.1.taken": given("2026-03-01")}


@pytest.mark.parametrize(
    ("answers", "verdict", "lacking"),
    [
        ({**THING, "witness": given("Officer Two")}, "holds", []),
        ({**THING, "witness": Answer("empty")}, "broken", []),
        ({**THING, "witness": Answer("not-asked")}, "unknown", [("witness", "not-asked")]),
        (THING, "unknown", [("witness", "absent")]),
        (
            {**THING, "property.1.taken": Answer("refused"), "witness": given("Officer Two")},
            "unknown",
            [("property.taken", "refused")],
        ),
    ],
)
def test_answers_are_judged_as_they_were_given(
    form: Form, answers: Answers, verdict: str, lacking: list[tuple[str, str]]
) -> None:
    found = finding(form, answers)
    assert found.verdict == verdict
    assert [(gap.field, gap.why) for gap in found.lacking] == lacking


def test_what_a_form_says_of_a_field_closes_it_to_rules(form: Form) -> None:
    fields = fields_of(form, person=True).fields
    assert (fields["born"].data_class, fields["injured"].data_class, fields["injured"].type) == (
        "age",
        "health",
        "choice",
    )
    assert (fields["property"].type, fields["property"].items["taken"].type) == ("list", "date")
    assert (fields["phone"].type, set(fields["phone"].items)) == ("list", {"item"})
    closed = WITNESSED.replace("exists: witness", "eq: [injured, found]")
    assert [
        one.code for one in read_all([(closed, "x")], {"Arrival": fields_of(form, person=True)}).mistakes
    ] == ["rule-field-closed"]


@pytest.mark.parametrize(
    ("type_", "property_", "code"),
    [
        ("string", "religion", "rule-field-closed"),
        ("string", "ethnicity", "rule-field-closed"),
        ("string", "political", "rule-field-closed"),
        ("string", "lastName", "rule-field-closed"),
        ("country", "nationality", "rule-alone"),
        ("gender", "gender", "rule-alone"),
    ],
)
def test_the_property_an_answer_becomes_decides_whatever_the_field_is_called(
    type_: str, property_: str, code: str
) -> None:
    text = (DECLARED / "arrival-1.yaml").read_text("utf-8")
    assert "type: date," in text
    other = parser.read(
        text.replace("type: date,", f"type: {type_},").replace("birthDate", property_), "x.yaml"
    )
    asked = f"rules:\n  - id: X{HEAD}    aim: attention\n    about: Arrival\n    must: {{exists: born}}\n"
    assert [
        one.code for one in read_all([(asked, "x")], {"Arrival": fields_of(other, person=True)}).mistakes
    ] == [code]
