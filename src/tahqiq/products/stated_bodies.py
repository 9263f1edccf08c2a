"""A thing in one line and a recorded value with its source, as every answer tells them: the API's and those
of desks."""

from pydantic import BaseModel, Field


class PlaceBody(BaseModel):
    """Where a value stands in an original."""

    part: int
    part_name: str
    kind: str
    row: int
    column: int
    label: str


class StatementBody(BaseModel):
    """One recorded value with its source. ``entity`` is the id of what it was said of: a fragment, where
    several are judged to be one thing."""

    id: str
    entity: str
    prop: str
    value: str
    original: str
    lang: str
    target: str | None
    target_caption: str | None = None
    source: str
    source_name: str
    source_sha256: str
    place: PlaceBody
    grade: str | None
    handling: str
    compartment: str
    case: str
    asserted_by: str
    asserted_by_name: str = ""
    method: str
    recorded_from: str
    recorded_to: str | None
    held: bool
    caution: str | None = Field(
        default=None, description="date-default-day: a day that is often written when only the year is known."
    )


class Head(BaseModel):
    """An entity in one line."""

    id: str
    schema_: str = Field(alias="schema")
    caption: str
