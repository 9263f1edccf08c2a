"""Prints from YAML: read, or refused with file, line and key."""

from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from tahqiq.casework.prints import read
from tahqiq.kit.yaml_nodes import Mistake
from tahqiq.model.kind import Kind


class Weighing(BaseModel):
    model_config = ConfigDict(extra="forbid")
    grams: int = 0


class Box(BaseModel):
    model_config = ConfigDict(extra="forbid")
    label: str = ""
    weighings: list[Weighing] = []
    tags: list[str] = []


BOX: Kind[Any] = Kind("box", Box, lambda body: body.label, "store", Box(label="1"))
GOOD = """print: box-label
kind: box
code: BOX-2
title: [Box, علبة, سندوق, سندوق]
parts:
  - title: [Label, ملصق, لێبڵ, لێبل]
    rows:
      - {name: label, label: [Label, ملصق, لێبڵ, لێبل], type: text}
  - title: [Weighed, وزن, کێش, کێش]
    each: weighings
    rows:
      - {name: grams, label: [Grams, غرام, گرام, گرام], type: number}
"""


def test_a_print_is_read() -> None:
    made = read(GOOD, {"box": BOX})
    assert (made.name, made.code, made.basis, made.source, made.signatures) == (
        "box-label",
        "BOX-2",
        None,
        "",
        (),
    )
    assert [(part.each, [row.path for row in part.rows]) for part in made.parts] == [
        ("", ["label"]),
        ("weighings", ["grams"]),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("BOX-2", "box 2", "print-code", 3),
        ("each: weighings", "each: tags", "register-no-field", 10),
        ("each: weighings", "each: nothing", "register-no-field", 10),
        ("name: grams", "name: ounces", "register-no-field", 12),
        ("type: number", "type: number, key: grams", "declared-unknown-key", 12),
        ("kind: box", "kind: crate", "declared-not-one-of", 2),
        ("title: [Box, علبة, سندوق, سندوق]", "title: [Box, علبة, سندوق]", "declared-language-missing", 4),
        ("type: number", "type: choice", "register-options", 12),
    ],
)
def test_a_mistake_says_where_it_is(old: str, new: str, code: str, line: int) -> None:
    with pytest.raises(Mistake) as told:
        read(GOOD.replace(old, new), {"box": BOX})
    assert (told.value.code, told.value.line) == (code, line)
