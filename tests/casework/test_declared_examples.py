"""The form and the flow of the how-to are read as they stand, and live through their way."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tahqiq.casework.flows import parser as flows
from tahqiq.casework.flows.history import Act, Matter, Person, begin, standing
from tahqiq.casework.flows.steps import apply
from tahqiq.casework.forms import parser as forms
from tahqiq.casework.forms.answer_check import check
from tahqiq.casework.forms.answers import SAID, given
from tahqiq.desk import desk
from tahqiq.desk.operation import asking_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "declare-a-form-and-a-flow.md"
FORM, NAMED, FLOW = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_the_form_asks_why_only_where_it_is_urgent() -> None:
    form = forms.read(FORM)
    assert [item.field for item in check(form, {}, NOW)] == ["name", "urgent"]
    answers = {"name": given("Sara"), "urgent": given("no")}
    assert check(form, answers, NOW) == []
    assert [item.field for item in check(form, {**answers, "urgent": given("yes")}, NOW)] == ["why-urgent"]


def test_the_form_that_names_fields_of_an_operation_has_their_types_and_words() -> None:
    lab = desk("lab")
    asks = {"examine": asking_of("lab", lab.kinds, lab.operation("examine"))}
    form = forms.read(NAMED, operations=asks)
    exhibit, brought = (one for _, one in form.fields())
    assert (exhibit.type, exhibit.required, exhibit.states, exhibit.label["en"]) == (
        "text",
        True,
        (),
        "Exhibit",
    )
    assert (brought.states, brought.label["en"], form.number_in) == (SAID, "Brought by", "receipt")


def test_the_flow_goes_from_draft_to_granted() -> None:
    flow = flows.read(FLOW)
    matter = Matter("0" * 64, {"why": "because"}, frozenset({"a"}))
    history = apply(flow, begin(flow, "r"), Act("submit", Person("a", frozenset({"officer"})), matter, NOW))
    history = apply(
        flow,
        history,
        Act("grant", Person("b", frozenset({"chief"})), matter, NOW + timedelta(hours=1), "needed"),
    )
    assert standing(flow, history, "0" * 64).state == "granted"
    assert standing(flow, history, "1" * 64).lapsed
