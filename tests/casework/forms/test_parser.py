"""Forms are read strictly: every mistake has its file and line, and what a form may never be is refused."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from tahqiq.casework.forms.answers import SAID, given
from tahqiq.casework.forms.class_questions import Asking, stated
from tahqiq.casework.forms.declaration import DATA_CLASSES
from tahqiq.casework.forms.parser import load, read
from tahqiq.kit.declarations import yaml_files
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.yaml_nodes import Mistake

FOLDER = Path(__file__).with_name("declared")
FIRST = (FOLDER / "arrival-1.yaml").read_text("utf-8")
SECOND = (FOLDER / "arrival-2.yaml").read_text("utf-8")


def test_the_versions_are_read() -> None:
    versions = load(yaml_files(FOLDER))["arrival"]
    assert sorted(versions) == [1, 2]
    second = versions[2]
    assert second.code == "ARRIVAL-2"
    assert [one.name for _, one in second.fields()] == [
        "name",
        "born",
        "phone",
        "injured",
        "injuries",
        "thing",
        "taken",
        "witness",
    ]
    assert second.at("property.3.thing") is not None
    assert [
        second.at(path)
        for path in ("property.0.thing", "property.21.thing", "property.01.thing", "thing", "x", "who.1.name")
    ] == [None] * 6
    assert all(one.data_class in DATA_CLASSES for _, one in second.fields())


OLD = (
    "label: [Name, الاسم, ناو, ناڤ], class: identity, required: true, says: {subject: person, property: "
    "name}}"
)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "[Arrival, استمارة وصول, فۆرمی گەیشتن, فۆرما گەهشتنێ]",
            "{en: Arrival, ar: استمارة, ckb: فۆرم}",
            "declared-language-missing",
        ),
        ("label: [Name, الاسم, ناو, ناڤ]", "label: [Name, الاسم, ناو]", "declared-language-missing"),
        ("kind: record", "kind: riddle", "declared-not-one-of"),
        ("type: name,", "type: nickname,", "declared-not-one-of"),
        ("class: identity, required", "class: gossip, required", "declared-not-one-of"),
        ("class: identity, required", "class: health, required", "form-needs-compartment"),
        ("property: birthDate", "property: birthDay", "form-no-such-property"),
        ("property: birthDate", "property: name", "form-other-type"),
        ("subjects: {person: Person}", "subjects: {person: Thing}", "form-no-such-type"),
        ("version: 1\n", "version: 2\n", "declared-missing"),
        ("version: 1\n", "version: 1\nbefore: {version: 0}\n", "form-first-version"),
        ("name: born", "name: full-name", "declared-twice"),
        ("required: true", "required: true, default: Ali", "form-no-preselected"),
        ("required: true", "required: true, shown-when: {exists: born}", "form-condition-later"),
        ("required: true", "required: true, formula: born + 1", "form-no-computed"),
        ("required: true", "required: true, weight: 3", "form-no-computed"),
        ("name: reads", "name: risk-score", "form-no-computed"),
        ("{name: alone,", "{name: alone, selected: true,", "form-no-preselected"),
        ("{name: alone,", "{name: alone, points: 2,", "form-no-computed"),
        ("required: true", "required: true, colour: red", "declared-unknown-key"),
    ],
)
def test_a_mistake_is_located(old: str, new: str, code: str) -> None:
    assert old in FIRST
    with pytest.raises(Mistake) as caught:
        read(FIRST.replace(old, new, 1), "arrival.yaml")
    assert caught.value.code == code
    assert caught.value.file == "arrival.yaml"
    told = [caught.value.say(locale).sentence for locale in LOCALES]
    assert all(f"{caught.value.line}" in text and "{" not in text for text in told)
    assert len(set(told)) == 4
    wrong_line = FIRST.replace(old, new, 1).splitlines()[caught.value.line - 1]
    assert caught.value.line > 0
    assert code in ("declared-missing", "form-first-version") or wrong_line.strip()


def test_a_scale_of_numbers_is_refused() -> None:
    scale = ", ".join(f"{{name: level-{number}, label: [a, ا, ب, پ]}}" for number in (1, 2, 3))
    text = FIRST[: FIRST.index("        options:")] + f"        options: [{scale}]\n"
    with pytest.raises(Mistake) as caught:
        read(text)
    assert caught.value.code == "form-no-scale"


def test_a_preselected_decision_is_refused() -> None:
    text = FIRST.replace("kind: record", "kind: decision").replace(
        "{name: not,", "{name: not, checked: true,"
    )
    with pytest.raises(Mistake) as caught:
        read(text)
    assert caught.value.code == "form-no-preselected"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  dropped: [reads]\n", "", "form-field-unaccounted"),
        ("renamed: {full-name: name}", "renamed: {}", "form-field-unaccounted"),
        ("dropped: [reads]", "dropped: [reads, hopes]", "form-no-such-field"),
        ("before:\n  version: 1", "before:\n  version: 3", "declared-not-number"),
    ],
)
def test_what_becomes_of_every_field_is_said(tmp_path: Path, old: str, new: str, code: str) -> None:
    (tmp_path / "1.yaml").write_text(FIRST, "utf-8")
    (tmp_path / "2.yaml").write_text(SECOND.replace(old, new), "utf-8")
    with pytest.raises(Mistake) as caught:
        load(yaml_files(tmp_path))
    assert caught.value.code == code
    assert caught.value.file == "2.yaml"


def test_a_version_without_the_one_before_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2.yaml").write_text(SECOND, "utf-8")
    with pytest.raises(Mistake) as caught:
        load(yaml_files(tmp_path))
    assert caught.value.code == "form-no-version-before"


class Visit(BaseModel):
    case: str
    name: str = Field(max_length=10)
    reason: Literal["meeting", "delivery"] = "meeting"
    inside: bool = False
    came: date | None = None
    marks: list[str] = []
    level: Literal["1", "2"] = "1"
    risk_score: int = 0
    weight: int = Field(default=0, ge=0, json_schema_extra={"data_class": "administrative"})
    paper: str = ""


VISIT = {"visit": Asking(Visit, "visitors")}
NAMED = """
form: visit
version: 1
kind: record
title: [a, b, c, d]
basis: [a, b, c, d]
operation: visit
number-in: paper
sections:
  - name: who
    title: [a, b, c, d]
    fields:
      - {name: name, class: identity, label: [Called, b, c, d]}
      - {name: reason, class: administrative, required: true}
      - {name: inside, class: administrative, shown-when: {eq: [reason, meeting]}}
      - {name: came, class: administrative, states: [unknown]}
      - {name: marks, class: administrative}
      - weight
      - {name: other, type: day, label: [a, b, c, d], class: administrative}
"""


def test_a_field_of_an_operation_is_named_and_what_is_written_wins() -> None:
    form = read(NAMED, operations=VISIT)
    asked = {one.name: one for _, one in form.fields()}
    assert [(one.type, one.many, one.required, one.usual) for one in asked.values()] == [
        ("text", False, True, ""),
        ("choice", False, True, ""),
        ("flag", False, False, ""),
        ("day", False, False, ""),
        ("text", True, False, ""),
        ("number", False, False, ""),
        ("day", False, False, ""),
    ]
    assert asked["name"].label["en"] == "Called"
    assert (asked["name"].states, asked["came"].states) == (SAID, ("unknown",))
    assert (asked["weight"].data_class, form.operation, form.number_in) == (
        "administrative",
        "visit",
        "paper",
    )
    answers = {
        "name": given("Sara"),
        "inside": given("true"),
        "came": given("2026-03-01"),
        "weight": given("3"),
    }
    assert stated(form, answers) == {"name": "Sara", "inside": True, "came": date(2026, 3, 1), "weight": 3}
    with pytest.raises(ValueError, match="at most 10"):
        stated(form, {"name": given("a longer name")})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("operation: visit", "operation: depart", "declared-not-one-of"),
        ("number-in: paper", "number-in: sheet", "form-no-such-field"),
        ("- weight", "- nobody", "declared-not-mapping"),
        ("- weight", "- case", "declared-not-mapping"),
        ("- weight", "- {name: came-not, class: administrative}", "declared-missing"),
        ("- weight", "- paper", "declared-missing"),
        ("- weight", "- {name: paper, class: health}", "form-needs-compartment"),
        ("- weight", "- {name: risk_score, class: administrative}", "form-no-computed"),
        ("- weight", "- {name: level, class: administrative}", "form-no-scale"),
        ("- weight", "- {name: paper, class: administrative, many: true}", "form-options"),
    ],
)
def test_a_field_that_cannot_be_taken_over_is_located(old: str, new: str, code: str) -> None:
    assert old in NAMED
    with pytest.raises(Mistake) as caught:
        read(NAMED.replace(old, new, 1), operations=VISIT)
    assert caught.value.code == code
    assert caught.value.line > 0


def test_a_field_of_a_class_keeps_its_type_in_a_later_version_or_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(NAMED, "utf-8")
    second = NAMED.replace("version: 1", "version: 2\nbefore: {version: 1}")
    changed = second.replace("{name: came, class", "{name: came, type: text, label: [a, b, c, d], class")
    (tmp_path / "2.yaml").write_text(changed, "utf-8")
    with pytest.raises(Mistake) as caught:
        load(yaml_files(tmp_path), VISIT)
    assert caught.value.code == "form-field-unaccounted"
    (tmp_path / "2.yaml").write_text(second, "utf-8")
    assert sorted(load(yaml_files(tmp_path), VISIT)["visit"]) == [1, 2]
