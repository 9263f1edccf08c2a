"""What the addresses of registers, records, forms, inboxes and rules of desks take and give."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.desk.field_labels import Part, Things
from tahqiq.web.bodies import Line

GivenBody = str | int | bool | None | list[str] | dict[str, str]
"""A condition of a register: a value, null (without one), several values, or ``{"from": …, "to": …}``."""


class NamedPart(BaseModel):
    """Something with a name for programs and one for people."""

    name: str
    title: str


class RegisterColumn(BaseModel):
    """A column of a register. ``order``, ``filter``, ``facet``: it can be ordered by, filtered by, counted
    by; ``key``: of which type its values are then."""

    name: str
    label: str
    type: Literal["text", "number", "flag", "time", "day", "choice", "entity", "state"]
    key: Literal["", "text", "integer", "flag", "time", "day"]
    order: bool
    filter: bool
    facet: bool
    hidden: bool
    options: list[NamedPart]


class RegisterView(BaseModel):
    """A way to look at a register: of the desk (``id`` empty) or kept by somebody. ``own``: the caller's."""

    id: str
    name: str
    title: str
    where: dict[str, GivenBody]
    order: str
    descending: bool
    own: bool
    shared: bool


class RegisterBody(BaseModel):
    """A register. ``in_case``: its records lie in a case that is named."""

    name: str
    title: str
    help: str
    kind: str
    in_case: bool
    columns: list[RegisterColumn]
    order: str
    descending: bool
    views: list[RegisterView]


class RegisterCell(BaseModel):
    """What stands in a column: values as text, and what to show for each where it is not the value itself
    (then as many)."""

    values: list[str]
    labels: list[str]


class RegisterRow(BaseModel):
    """A row of a register."""

    id: str
    version: int
    at: str
    by: str
    title: str
    cells: dict[str, RegisterCell]


class FacetValue(BaseModel):
    """How many rows have a value (null: none)."""

    value: str | None
    label: str
    count: int


class RegisterFacet(BaseModel):
    """Counts of a column under the conditions of the others; ``more``: further values that are not listed."""

    column: str
    counts: list[FacetValue]
    more: int


class RegisterRows(BaseModel):
    """A page of a register; ``next`` asks for the one after it, empty on the last."""

    lines: list[RegisterRow]
    total: int
    facets: list[RegisterFacet]
    next: str


class NewView(BaseModel):
    """A way to look that is to be kept."""

    model_config = ConfigDict(extra="forbid")

    title: Line = Field(min_length=1, max_length=120)
    where: dict[str, GivenBody] = {}
    order: Line = Field(default="", max_length=60)
    descending: bool = False
    shared: bool = False


class RegisterExport(BaseModel):
    """What of a register leaves the program."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["csv", "xlsx"]
    case: Line = Field(default="", max_length=300)
    where: dict[str, GivenBody] = {}
    order: Line = Field(default="", max_length=60)
    descending: bool | None = None


class RecordPart(BaseModel):
    """A part of a thing in a record; ``things`` where it has parts of its own."""

    name: str
    label: str
    type: str
    values: list[str]
    labels: list[str]
    things: "RecordThings | None" = None


class RecordThings(BaseModel):
    """What a field holds that has parts of its own: one thing or ``many``, each with the same parts."""

    many: bool
    rows: list[list[RecordPart]]

    @classmethod
    def of(cls, found: Things | None) -> "RecordThings | None":
        """Things as they are told."""
        return (
            None
            if found is None
            else cls(many=found.many, rows=[[_part(one) for one in row] for row in found.rows])
        )


def _part(one: Part) -> RecordPart:
    things = RecordThings.of(one.things)
    return RecordPart(
        name=one.name,
        label=one.label,
        type=one.type,
        values=[] if things is not None else list(one.values),
        labels=list(one.labels),
        things=things,
    )


class RecordField(BaseModel):
    """A field of a record; ``things`` where what stands in it has parts of its own."""

    name: str
    label: str
    type: str
    values: list[str]
    labels: list[str]
    things: RecordThings | None = None


class RecordVersionBody(BaseModel):
    """A version of a record, with the fields that it changed."""

    version: int
    at: str
    by: str
    state: str
    changed: list[str]


class RecordStep(BaseModel):
    """A step that was taken. ``current``: the content is still the one of which it was taken."""

    label: str
    to: str
    by: str
    at: str
    reason: str
    certificate: str
    approves: bool
    current: bool


class NextStep(BaseModel):
    """A step that leads on. ``refusal`` and ``next_step`` are empty where the caller may take it."""

    name: str
    label: str
    to: str
    reason: bool
    asks: bool
    approves: bool
    refusal: str
    next_step: str


class HistoryFault(BaseModel):
    """What is wrong in a history: the step (from 1, 0: the whole) and a sentence."""

    step: int
    sentence: str


class RecordStands(BaseModel):
    """Where a record stands in its flow. ``sha256`` is given back with a step: it binds the step to what was
    seen."""

    flow: str
    state: str
    label: str
    lapsed: bool
    ended: bool
    sha256: str
    steps: list[RecordStep]
    may: list[NextStep]
    faults: list[HistoryFault]


class RecordLink(BaseModel):
    """An entity that a record refers to."""

    entity: str
    caption: str


class RecordBody(BaseModel):
    """A record with everything about it. ``stands`` is null for a kind without a flow; ``openings``: the
    caller may see who opened it; ``prints`` are the papers that the caller may print of it."""

    desk: str
    kind: str
    id: str
    case: str
    version: int
    at: str
    by: str
    title: str
    put_away: bool
    until: str | None
    fields: list[RecordField]
    links: list[RecordLink]
    history: list[RecordVersionBody]
    stands: RecordStands | None
    openings: bool
    prints: list[NamedPart]


class NewStep(BaseModel):
    """A step to be taken with the content that was seen (``seen``, its SHA-256)."""

    model_config = ConfigDict(extra="forbid")

    case: Line = Field(default="", max_length=300)
    transition: Line = Field(max_length=60)
    seen: str = Field(pattern="^[0-9a-f]{64}$")
    reason: Line = Field(default="", max_length=4_000)


class OpeningBody(BaseModel):
    """That somebody had to do with a record."""

    at: str
    name: str
    act: Literal["opened", "history", "openings", "saved", "step", "other"]
    version: int
    failed: bool


class OpeningsBody(BaseModel):
    """Who opened a record, the latest first; how often each."""

    entries: list[OpeningBody]
    more: bool
    people: dict[str, int]


class DueRecord(BaseModel):
    """A line of the inbox. ``to`` is the page of the desk on which it is decided ("" : the record's own)."""

    why: Literal["deadline", "approval", "task", "draft"]
    key: str
    label: str
    title: str
    kind: str
    id: str
    case: str
    standing: Literal["overdue", "unknown", "soon", "stopped", "later", "late", "met"] | None
    until: str | None
    left_seconds: int | None
    explained: str
    to: str


class InboxBody(BaseModel):
    """What is due at a desk."""

    items: list[DueRecord]
    counts: dict[str, int]
    next: str


class DeskDueRecord(DueRecord):
    """A line of the inbox of all desks: of which desk."""

    desk: str


class CommonInboxBody(BaseModel):
    """What has to be done now at every desk at which the caller works, in the order of time: deadlines that
    are over, cannot be counted or end within seven days, then approvals and drafts. ``counts``: how much by
    desk, ``later``: how many deadlines are of later days, ``unread``: desks that could not say what is
    due."""

    items: list[DeskDueRecord]
    counts: dict[str, int]
    later: int
    unread: list[str]


class DeskCited(BaseModel):
    """A value that an answer rests on, or that would have to be known (``why``)."""

    kind: str
    key: str
    field: str
    value: str
    why: str


class RuleFinding(BaseModel):
    """What is known of a rule about a record."""

    record: str
    kind: str
    title: str
    verdict: Literal["holds", "broken", "unknown"]
    cited: list[DeskCited]
    lacking: list[DeskCited]


class DeskRule(BaseModel):
    """A rule with how many records it holds, is broken or is unknown for, and those it is broken or unknown
    for first."""

    id: str
    version: str
    text: str
    law: str
    article: str
    verified: bool
    aim: Literal["duty", "attention"]
    who: str
    holds: int
    broken: int
    unknown: int
    outside: int
    findings: list[RuleFinding]
    more: int


class DeskRules(BaseModel):
    """The rules of a desk at a moment; ``incomplete`` are kinds of which the caller does not see every
    record, so that absence is unknown."""

    as_of: str
    jurisdiction: Literal["federal", "kurdistan-region"]
    rules: list[DeskRule]
    incomplete: list[str]


class ClockBody(BaseModel):
    """A clock of a desk. ``missed``: strokes that are due and not done."""

    name: str
    title: str
    done: str | None
    next: str
    missed: int
