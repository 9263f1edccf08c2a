"""No desk takes the day of a moment from its UTC form: between midnight and three in Baghdad that is
yesterday."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tahqiq

HERE = Path(tahqiq.__file__).parent
SAYS_A_MOMENT = re.compile(r"(^|\.)(now(\(\))?|moment|at|came|before|began|ended|\w+_at)$")


def taken_in_utc(text: str) -> Iterator[int]:
    """Lines that call ``date()`` of what is named as a moment."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.args:
            continue
        if node.func.attr == "date" and SAYS_A_MOMENT.search(ast.unparse(node.func.value)):
            yield node.lineno


def test_what_is_looked_for() -> None:
    assert list(taken_in_utc("a = clock.now().date()\nb = body.decided_at.date()\nc = at.date()")) == [
        1,
        2,
        3,
    ]
    assert not list(
        taken_in_utc("a = day_of(clock.now())\nb = begun.astimezone(zone).date()\nc = date(1970, 1, 1)")
    )


def test_days_are_those_of_the_office() -> None:
    made_up = {"synthetic"}  # invented years are made in one zone
    paths = [*HERE.glob("desk/**/*.py"), *HERE.glob("desks/**/*.py"), *HERE.glob("web/**/*.py")]
    found = [
        f"{path.relative_to(HERE)}:{line}"
        for path in paths
        if not made_up & set(path.parts)
        for line in taken_in_utc(path.read_text(encoding="utf-8"))
    ]
    assert not found, f"take model.kind.day_of: {found}"
