"""The invented case is made for a day: another day moves what happens by whole weeks, and nothing else."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

from tahqiq.samples.generate import generate
from tahqiq.samples.network import STORY_DAY, story_shift
from tahqiq.samples.truth import Json, Truth

DAY = date(2027, 2, 27)
SHIFT = story_shift(DAY)
ISO = re.compile(r"\b20\d\d-\d\d-\d\d")
BOOKS = ("sheet", "part", "parts")
"""Names of sheets: they are called after their months."""


def plain(value: Json, shift: timedelta) -> Json:
    """The truth without the names of its sheets, its days moved by ``shift``; days of birth stay."""
    if isinstance(value, dict):
        return {
            name: item if name == "born" else plain(item, shift)
            for name, item in value.items()
            if name not in BOOKS
        }
    if isinstance(value, list):
        return [plain(item, shift) for item in value]
    if isinstance(value, str):
        return ISO.sub(lambda found: (date.fromisoformat(found[0]) + shift).isoformat(), value)
    return value


def test_another_day_moves_the_case_by_whole_weeks_and_nothing_else(small: Truth, tmp_path: Path) -> None:
    made = generate(tmp_path / "later", small.seed, small.scale, DAY)
    assert (SHIFT.days, SHIFT.days % 7, made.data["day"]) == (
        (DAY - STORY_DAY).days // 7 * 7,
        0,
        "2027-02-27",
    )
    earlier, later = ({**one, "day": ""} for one in (small.data, made.data))
    assert plain(earlier, SHIFT) == plain(later, timedelta())
    assert [path.name for path in sorted(small.evidence.rglob("*"))] == [
        path.name for path in sorted(made.evidence.rglob("*"))
    ]


def test_nothing_of_the_case_lies_ahead_of_its_day(tmp_path: Path) -> None:
    made = generate(tmp_path / "case", 1, 0.02, DAY)
    days = ISO.findall(json.dumps(made.data))
    days += [
        day for path in made.evidence.rglob("*.csv") for day in ISO.findall(path.read_text("utf-8", "ignore"))
    ]
    assert DAY - timedelta(days=14) < date.fromisoformat(max(days)) <= DAY
