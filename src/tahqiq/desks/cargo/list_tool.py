"""``tahqiq cargo list``: what is opened on a shift."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.selection_lists import shift as shifts
from tahqiq.desks.cargo.selection_lists.candidates import candidates
from tahqiq.desks.cargo.selection_lists.draft import draft_list
from tahqiq.desks.cargo.selection_lists.record import ShiftListView
from tahqiq.formats.plain_table import plain_table
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import catalogue, message, wanted
from tahqiq.kit.text import undirected


class ListRequest(Strict):
    """What the list is made from."""

    rows: Annotated[Path, ARGUMENT] = Field(
        description=(
            "A table of consignments: for each threat of the shift a column with its chance from 0 to 1, "
            "and, where there are, columns id, declarant and hold."
        )
    )
    shift: Path = Field(description="The shift as YAML: hands, examinations, threats, the lot.")
    id: str = Field(
        default="id", description="The column that names a consignment; without one its line does."
    )
    declarant: str = Field(default="declarant", description="The column of who declares.")
    hold: str = Field(
        default="hold",
        description=(
            "The column of what must be opened: yes, or the examination it must have; such rows come first."
        ),
    )


def listed(asked: ListRequest) -> ShiftListView:
    """Make the list. Raises ``NotFound`` (``no-such-file``), ``Mistake`` for the shift, ``WrongUse`` for the
    table."""
    if not asked.shift.is_file():
        raise NotFound("no-such-file", path=str(asked.shift))
    shift = shifts.read(asked.shift.read_text("utf-8", errors="replace"), asked.shift.name)
    return draft_list(
        shift,
        candidates(
            plain_table(asked.rows), shift, {"id": asked.id, "declarant": asked.declarant, "hold": asked.hold}
        ),
    )


def lines(told: ShiftListView) -> list[str]:
    """The list in a terminal."""

    def say(code: str, **given: str | int) -> str:
        return message(code, wanted(), given).sentence

    head = [
        say(
            "cargo-list-line",
            place=one.place,
            id=one.id,
            line=one.line,
            examination=named("desk-cargo-value", one.examination),
            why=undirected(one.sentence),
        )
        for one in told.lines
    ]
    taken = ", ".join(
        say("cargo-list-hand", hand=named("cargo-hand", hand.name), used=hand.used, minutes=hand.minutes)
        for hand in told.hands
    )
    problems = [f"{one.place}: {one.sentence} {one.next_step}" for one in told.problems]
    return [
        *head,
        say("cargo-list-opened", opened=len(told.lines), of=told.considered, hands=taken),
        *told.remarks,
        *problems,
    ]


def named(family: str, name: str) -> str:
    """What a name of the shift's file is called (``family-name`` of the catalogue); the name itself where
    nobody gave it words."""
    code = f"{family}-{name}"
    return message(code, wanted(), {}).sentence if code in catalogue() else name


LIST = Tool("list", ListRequest, ShiftListView, listed, lines)
