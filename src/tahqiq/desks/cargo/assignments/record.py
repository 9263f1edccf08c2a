"""Who examines a line of a signed list, and where."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import PERSON, Desktop
from tahqiq.desk.details import Details, made
from tahqiq.model.kind import Key, Kind


class AssignmentDetails(Details):
    """What people state of an assignment."""

    shift_list: str = Field(max_length=40, description="The signed list, by its id.")
    consignment: str = Field(
        min_length=1, max_length=100, description="The consignment, as the list names it."
    )
    person: Annotated[str, PERSON] = Field(
        max_length=40, description="Who examines it: a person of the desk, by id."
    )
    bay: str = Field(default="", max_length=100, description="Where: the lane, shed or bay; empty: not said.")


class Assignment(AssignmentDetails):
    """One line of a list and who examines it; ``by`` assigned it."""

    by: Annotated[str, PERSON] = made("Who assigned it.")
    recorded: AwareDatetime = made("When it was assigned.")


ASSIGNMENT = Kind(
    "cargo-assignment",
    Assignment,
    lambda body: body.consignment,
    "cargo",
    Assignment.model_validate(
        {
            "shift_list": "00000000000000aa",
            "consignment": "IQTRB-2026-000417",
            "person": "example",
            "bay": "3",
            "by": "example",
            "recorded": "2026-03-01T05:45:00+03:00",
        }
    ),
    home="desk",
    keys=(
        Key("list", "text", lambda body: body.shift_list),
        Key("consignment", "text", lambda body: body.consignment),
        Key("person", "text", lambda body: body.person),
    ),
)
"""One record for each line that is assigned; whom it is given to later is a version of it."""


def assignments_of(at: Desktop, shift_list: str) -> dict[str, RecordVersion[Assignment]]:
    """The assignments of a list by consignment."""
    return {one.body.consignment: one for one in at.records(ASSIGNMENT).every({"list": shift_list})}
