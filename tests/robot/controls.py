"""What can be pressed or filled on a screen."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import ElementHandle, Page

from .values import Field

FIELDS = frozenset(
    (
        "text search textarea number date datetime-local time email tel url password month color select range"
    ).split()
)
"""Kinds that are filled; the others are pressed."""


@dataclass(frozen=True, slots=True)
class Control:
    """A control that is offered; ``index`` is its place among those that were last listed."""

    index: int
    kind: str
    name: str
    region: str
    form: int
    submits: bool
    link: bool
    chosen: bool
    field: Field

    @property
    def label(self) -> str:
        """How a report calls it."""
        return f"{self.kind} {self.name}".strip()

    @property
    def key(self) -> tuple[str, str, str]:
        """The same for all controls of a sort: one button in each row of a table is pressed in one row."""
        return self.region, self.kind, re.sub(r"[\d\u0660-\u0669]+", "0", self.name)

    @property
    def fills(self) -> bool:
        return self.kind in FIELDS


_SHOWN = """index => {
  const one = robot.controls[index] ?? null;
  return one?.type === "radio" ? one.labels[0] ?? one : one;
}"""


def offered(page: Page) -> list[Control]:
    """The controls of the uppermost layer (a dialog, a menu, or the page), enabled and shown."""
    found: list[dict[str, Any]] = page.evaluate("robot.offered()")
    return [
        Control(
            one["index"],
            one["kind"],
            one["name"],
            one["region"],
            one["form"],
            one["submits"],
            one["link"],
            one["chosen"],
            Field(
                one["kind"],
                one["field"],
                one["required"],
                one["least"],
                one["most"],
                one["length"],
                one["pattern"],
                one["mode"],
                tuple(one["options"]),
            ),
        )
        for one in found
        if not one["readonly"]
    ]


def element(page: Page, control: Control) -> ElementHandle | None:
    """The element of a control that was just listed; of a choice in a row of choices, which lies under its
    word, the word."""
    return page.evaluate_handle(_SHOWN, control.index).as_element()
