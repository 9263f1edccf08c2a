"""What became of the fields of an original, as the API says it."""

from pydantic import BaseModel


class FieldsBody(BaseModel):
    """How many fields of an original are not empty, and what became of them: read = used + set_aside +
    problems."""

    read: int
    used: int
    set_aside: int
    problems: int


class AsideBody(BaseModel):
    """Fields of one name that no value and no event was made of, and where the first of them stands."""

    field: str
    count: int
    why: str
    kind: str
    part: int
    part_name: str
    row: int
    column: int
    sentence: str
    next_step: str


class IdleHitBody(BaseModel):
    """A text of a column that no mapping uses: where it stands first, and how often it stands there."""

    source: str
    source_name: str
    field: str
    text: str
    amount: int
    place: str
    part: int
    part_kind: str
    part_name: str
    row: int
    column: int


class IdleFoundBody(BaseModel):
    """What was found in columns that no mapping uses; ``incomplete`` documents have more texts than are kept
    for searching."""

    hits: list[IdleHitBody]
    truncated: bool
    incomplete: int


class LostBody(BaseModel):
    """A row of an original of which something was not understood; column 0 = the row as a whole."""

    row: int
    column: int
    sentence: str
