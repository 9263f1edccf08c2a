"""No computed score, colour or rank of a person, anywhere at this desk: not in a record, not in an answer,
not in a rule."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from tahqiq.casework.rules import read_all
from tahqiq.desk.readable import readable
from tahqiq.desks.custody.desk import DESK
from tahqiq.desks.custody.levels.record import Assessment

RANKING = re.compile(
    r"score|rank|rating|colour|color|danger|probab|risk|percent|likelihood|weight|points|band|tier|priority"
)
CLOSED = re.compile(r"ethnic|religio|sect\b|sectarian|tribe|tribal|clan|politic|nisba")
NUMBERS = {
    "in_cell",
    "days",
    "uncovered",
    "years",
    "months",
    "length_days",
    "credit",
    "capacity",
    "floor",
    "x",
    "y",
    "width",
    "height",
    "picture_limit",
    "sharing",
    "expected",
    "counted",
    "keys_out",
    "tools_out",
    "statements_missing",
    "conflicted",
    "late",
    "badge",
    "door",
    "row",
    "rows",
    "new",
    "no_cell",
    "changed",
    "same",
    "lost",
    "problems",
    "count",
    "holds",
    "broken",
    "unknown",
    "out",
    "inside",
    "occupied",
    "fit",
    "left_hours",
    "amount",
    "counts",
    "withheld",
    "least",
    "searches",
    "times",
    "year",
    "finds",
    "low",
    "high",
    "records",
    "fields",
    "files",
    "planted",
    "moved",
    "late_days",
    "visits",
    "left_out",
    "loose",
    "people",
    "by_chance",
    "even_share",
    "searched",
    "age",
    "unlawful",
    "overdue",
}
"""Numbers that the desk keeps or tells: counts, lengths, times, places on a plan. A new one is put here by
somebody who has asked what it says of a person."""


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for inner in _inside(field.annotation):
            yield from models(inner, seen)


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


def every() -> list[type[BaseModel]]:
    seen: set[type[BaseModel]] = set()
    roots = [
        *(
            kind.body
            for kind in DESK.kinds
            if kind.name
            in {
                one.name
                for one in DESK.kinds
                if one.name.startswith("custody-")
                and one.name not in ("custody-form", "custody-view", "custody-clock")
            }
        ),
        *(one.answers for one in DESK.commands),
    ]
    return [model for root in roots for model in models(root, seen)]


def test_no_field_ranks_a_person_and_no_number_is_new() -> None:
    assert len(every()) > 30
    for model in every():
        for name, field in model.model_fields.items():
            assert not RANKING.search(name), (model.__name__, name)
            assert not CLOSED.search(name), (model.__name__, name)
            numeric = {int, float} & set(flat(field.annotation))
            assert not numeric or name in NUMBERS, (model.__name__, name)


def flat(annotation: Any) -> Iterator[Any]:  # noqa: ANN401
    yield annotation
    for part in get_args(annotation):
        yield from flat(part)


def test_a_level_is_chosen_and_has_four_words() -> None:
    assert set(get_args(Assessment.model_fields["chosen"].annotation)) == {
        "low",
        "moderate",
        "high",
        "insufficient-information",
    }
    assert Assessment.model_fields["chosen"].is_required()


@pytest.mark.parametrize(
    "line",
    ["weight: 3", "score: {eq: [sort, review]}", "risk: high"],
)
def test_a_rule_that_gives_a_number_out_is_refused(line: str) -> None:
    text = f"""rules:
  - id: X-1
    text: {{en: a, ar: a, ckb: a, kmr-Arab: a}}
    source: {{law: x, article: "1"}}
    jurisdiction: [federal]
    verified: false
    valid: {{from: 2020-01-01}}
    aim: attention
    about: custody-assessment
    must: {{exists: view}}
    {line}
"""
    found = read_all([(text, "x.yaml")], readable(DESK))
    assert [one.code for one in found.mistakes] == ["rule-scores"]


@pytest.mark.parametrize("field", ["text"])
def test_no_rule_reads_what_health_staff_wrote(field: str) -> None:
    text = f"""rules:
  - id: X-1
    text: {{en: a, ar: a, ckb: a, kmr-Arab: a}}
    source: {{law: x, article: "1"}}
    jurisdiction: [federal]
    verified: false
    valid: {{from: 2020-01-01}}
    aim: duty
    about: custody-health
    must: {{exists: {field}}}
"""
    found = read_all([(text, "x.yaml")], readable(DESK))
    assert [one.code for one in found.mistakes] == ["rule-field-closed"]
