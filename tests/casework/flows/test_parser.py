"""Flows are read strictly: what cannot be reached, left, taken or ended is a located mistake."""

from pathlib import Path

import pytest

from tahqiq.casework.clocks.period import Period
from tahqiq.casework.flows.parser import load, read
from tahqiq.kit.declarations import yaml_files
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.yaml_nodes import Mistake

FOLDER = Path(__file__).with_name("declared")
TEXT = (FOLDER / "order.yaml").read_text("utf-8")


def test_it_is_read() -> None:
    flow = load(yaml_files(FOLDER))["order"][1]
    assert flow.start == "draft"
    assert [item.name for item in flow.from_state("submitted")] == ["submit", "grant", "refuse", "cancel"]
    assert flow.transitions["grant"].terms[0].period == Period(10, "working-days")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "label: [Draft, مسودة, ڕەشنووس, رەشنڤیس]",
            "label: [Draft, مسودة, ڕەشنووس]",
            "declared-language-missing",
        ),
        (", start: true}", "}", "flow-one-start"),
        (
            "label: [Submitted, مقدَّم, پێشکەشکراو, پێشکێشکری]}",
            "label: [a, ا, ب, پ], start: true}",
            "flow-one-start",
        ),
        (", end: true", "", "flow-no-end"),
        ("from: [draft, submitted, granted, confirmed]", "from: [draft, refused]", "flow-end-left"),
        ("from: [draft, submitted, granted, confirmed]", "from: [draft, nowhere]", "declared-not-one-of"),
        ("    to: refused\n", "    to: submitted\n", "flow-not-reached"),
        ("from: [draft, submitted, granted, confirmed]", "from: [draft, submitted]", "flow-no-way-out"),
        ("from: [draft, submitted]\n", "from: [draft]\n", "flow-not-asked-again"),
        ("only: [author]", "only: [author], never: [author]", "flow-never-taken"),
        (
            "{roles: [judge], never: [approver]}",
            "{roles: [judge], only: [author, requester]}",
            "flow-never-taken",
        ),
        ("{roles: [judge], never: [approver]}", "{roles: []}", "flow-never-taken"),
        ("{all: [{exists: necessity}, {lt: [begins, {field: ends}]}]}", "{any: []}", "flow-never-taken"),
        ("{roles: [judge], never: [approver]}", "{roles: [king]}", "declared-not-one-of"),
        ("{roles: [judge], never: [approver]}", "{roles: [judge], never: [enemy]}", "declared-not-one-of"),
        ("certificate: authoriser}", "certificate: driver}", "declared-not-one-of"),
        (
            "    approves: [submit]\n    lapses-to: draft\n    deadlines",
            "    approves: [cancel]\n    lapses-to: draft\n    deadlines",
            "flow-approves-nothing",
        ),
        (
            "    approves: [submit]\n    lapses-to: draft\n    deadlines",
            "    approves: [submit]\n    deadlines",
            "flow-lapse",
        ),
        ("period: 72 hours", "period: PT72H", "flow-period"),
        ("period: 72 hours", "period: 0 days", "flow-period"),
        ("until: [confirm]", "until: [forget]", "declared-not-one-of"),
        ("{name: granted,", "{name: submitted,", "declared-twice"),
    ],
)
def test_a_mistake_is_located(old: str, new: str, code: str) -> None:
    assert old in TEXT
    with pytest.raises(Mistake) as caught:
        read(TEXT.replace(old, new), "order.yaml")
    assert caught.value.code == code
    assert caught.value.line >= 1
    told = {caught.value.say(locale).sentence for locale in LOCALES}
    assert len(told) == 4
    assert not any("{" in text for text in told)
