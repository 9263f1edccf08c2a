"""What a desk answers, as lines of a terminal."""

import json
import re

from pydantic import BaseModel

from tahqiq.casework.clocks import ZONE
from tahqiq.cli.context import locale
from tahqiq.kit.reasons import Moment

LONGEST = 50
"""More numbers than these are a drawing, not a list to read."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|\+00:00)")


def answer_lines(answer: BaseModel) -> list[str]:
    """An answer as lines of a terminal: ``name: value``, and a line for each item of a list (of more than
    :data:`LONGEST` numbers the first and the last; JSON has all); what has parts or lines of its own stands
    below its name."""
    lines: list[str] = []
    for name, value in answer.model_dump(mode="json").items():
        if (
            isinstance(value, list)
            and len(value) > LONGEST
            and all(isinstance(one, int | float) for one in value)
        ):
            lines.append(f"{name}: {len(value)}  {_flat(value[0])} … {_flat(value[-1])}")
        elif isinstance(value, list):
            lines += [f"{name}: {len(value)}", *(line for item in value for line in _item(item))]
        else:
            lines += _named(name, value, "")
    return lines or ["Done."]


def _named(name: str, value: object, before: str) -> list[str]:
    """A value under its name; its parts or lines, two signs further in."""
    if isinstance(value, dict) and value:
        return [
            f"{before}{name}:",
            *(line for part, one in value.items() for line in _named(part, one, before + "  ")),
        ]
    if isinstance(value, str) and "\n" in value.strip():
        return [f"{before}{name}:", *(f"{before}  {line}" for line in value.strip().splitlines())]
    return [f"{before}{name}: {_flat(value)}"]


def _item(item: object) -> list[str]:
    """An item of a list: its plain values on one line, those with parts or lines of their own below it. What
    is empty is left out."""
    if not isinstance(item, dict):
        return [f"  {_flat(item)}"]
    filled = {name: value for name, value in item.items() if value not in (None, "", [], {})}
    long = {
        name: value
        for name, value in filled.items()
        if isinstance(value, dict) or (isinstance(value, str) and "\n" in value.strip())
    }
    plain = "  ".join(f"{name}={_flat(value)}" for name, value in filled.items() if name not in long)
    return [f"  {plain}", *(line for name, value in long.items() for line in _named(name, value, "    "))]


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return "  ".join(f"{name}={_flat(item)}" for name, item in value.items())
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, list | bool) or value is None
        else _moment(str(value))
    )


def _moment(text: str) -> str:
    """A moment in UTC by the clocks of Baghdad, which are named; any other text as it stands.

    >>> _moment("2026-02-04T08:00:00.123456Z"), _moment("4/1")
    ('4 February 2026, 11:00 (Baghdad time)', '4/1')
    """
    return Moment(text, ZONE).in_words(locale()) if _MOMENT.fullmatch(text) else text
