"""Components told by the pattern of their ions: which compound group one can belong to. A pattern is a
direction; reference material measured in the same way decides."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import TypeAdapter

from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.components.operations import in_blank
from tahqiq.desks.lab.signal.components import Component

Sheet = Literal["fire", "propellant"]
SHOWN = 0.1
"""A component of whose area a blank or the substrate holds this share is not counted."""
FEWEST_RATIO = 10.0
"""Components below this signal to noise are not told by their ions."""


class _Sign(Strict):
    base: list[int]
    ions: dict[int, tuple[float, float]]
    family: str
    verified: bool


class PatternSignView(Strict):
    """A component that a pattern fits: ``sign`` its group, ``time`` of its top (s), ``area`` (counts x s).
    ``set_aside``: "blank" or "substrate" holds it as well ("" : it counts); ``verified``: the pattern was
    seen in public runs."""

    sign: str
    family: str
    time: float
    area: float
    ions: list[int]
    set_aside: str
    verified: bool


@cache
def signs(sheet: Sheet) -> Mapping[str, _Sign]:
    """The patterns of a worksheet."""
    text = files(__package__).joinpath("signs.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, dict[str, _Sign]]).validate_python(yaml.safe_load(text))[sheet]


def seen(
    sheet: Sheet, parts: Sequence[Component], blank: Sequence[Component], substrate: Sequence[Component]
) -> list[PatternSignView]:
    """The components that a pattern of the sheet fits, by their times; what blank or substrate hold is kept
    and set aside."""
    found = []
    for part in parts:
        name = sign_of(sheet, part) if part.ratio >= FEWEST_RATIO else ""
        if not name:
            continue
        sign = signs(sheet)[name]
        aside = (
            "blank"
            if (in_blank(part, blank) or 0) >= SHOWN
            else "substrate"
            if (in_blank(part, substrate) or 0) >= SHOWN
            else ""
        )
        top = sorted(zip(part.mz.tolist(), part.heights.tolist(), strict=True), key=lambda one: -one[1])[:5]
        found.append(
            PatternSignView(
                sign=name,
                family=sign.family,
                time=round(part.time, 3),
                area=round(part.area),
                ions=[int(mass) for mass, _ in top],
                set_aside=aside,
                verified=sign.verified,
            )
        )
    return found


def sign_of(sheet: Sheet, part: Component) -> str:
    """The first pattern that fits a component; "" for none."""
    highest = float(part.heights.max())
    percent = {
        int(mass): 100 * float(height) / highest for mass, height in zip(part.mz, part.heights, strict=True)
    }
    base = max(percent, key=lambda mass: percent[mass])
    return next(
        (
            name
            for name, sign in signs(sheet).items()
            if base in sign.base
            and all(least <= percent.get(ion, 0.0) <= most for ion, (least, most) in sign.ions.items())
        ),
        "",
    )
