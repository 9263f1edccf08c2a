"""The shapes of requests and answers, for the OpenAPI file and the page's client."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tahqiq.kit.text import storable
from tahqiq.model.source import State
from tahqiq.products.stated_bodies import Head, PlaceBody, StatementBody
from tahqiq.web.field_bodies import FieldsBody, LostBody

Line = Annotated[str, AfterValidator(storable)]
"""Text from outside that is kept or looked up: signs that no database takes (NUL, half characters) are made
visible."""


class EntityBody(Head):
    """An entity with all its recorded values. ``fragments``: the ids of what is judged to be this one thing,
    empty when nothing is merged."""

    namespace: str
    key: str
    fragments: list[str]
    properties: dict[str, list[str]]
    statements: list[StatementBody]


class WhyBody(BaseModel):
    """Why something was found: the property, the value as recorded, how it matched, and where it stands."""

    field: str
    value: str
    kind: str
    source: str
    source_name: str = ""
    place: str
    part: int
    part_kind: str
    part_name: str
    row: int
    column: int


class HitBody(Head):
    """Something found. With ``fold`` it stands for ``rows`` things that one document calls by the very same
    name; ``same`` are the others, a hundred at most."""

    score: float
    why: list[WhyBody]
    rows: int = 1
    same: list["HitBody"] = Field(default=[])


class SearchBody(BaseModel):
    """One page of what was found. ``complete`` is false while ``behind`` sources that the person may see are
    not searchable yet. ``lines`` is how many hits there are to page through: fewer than ``total`` with
    ``fold``."""

    query: str
    total: int
    lines: int = 0
    next: str
    truncated: bool
    complete: bool
    behind: int
    facets: dict[str, int]
    hits: list[HitBody]


class EvidenceBody(BaseModel):
    """Where a link rests."""

    entity: str
    statement: str | None
    source: str


class DirectedBody(BaseModel):
    """Distinct events: away from the first end (or the one it is seen from), and towards it; both 0 where a
    link is no events."""

    model_config = ConfigDict(populate_by_name=True)

    out: int
    in_: int = Field(alias="in")


class LinkBody(BaseModel):
    """A link seen from one of its ends. ``weight`` is how often it counts: for events ``out`` + ``in``, told
    by ``records``."""

    kind: str
    label: str
    direction: str
    weight: int
    events: DirectedBody
    records: int
    first: str
    last: str
    evidence: list[EvidenceBody]


class NeighbourBody(Head):
    """An entity at the other end of a link."""

    link: LinkBody


class NeighboursBody(Head):
    """An entity's neighbours."""

    neighbours: list[NeighbourBody]
    count: int


class PathBody(BaseModel):
    """The shortest way between two entities; ``length`` null and a ``reason`` when there is none. ``behind``
    documents came in after ``as_of`` (UTC) and are not among the links yet; 0 and empty when all are."""

    length: int | None
    reason: str
    searched: int
    entities: list[Head]
    steps: list[list[LinkBody]]
    as_of: str = ""
    behind: int = 0


class KnownBody(BaseModel):
    """Something known under a mentioned number or name."""

    id: str
    caption: str


class MentionBody(BaseModel):
    """A suggestion found in a text; never a fact by itself."""

    kind: str
    text: str
    value: str
    place: PlaceBody
    entities: list[KnownBody]


class MentionsBody(Head):
    """Suggestions found in an entity's texts."""

    mentions: list[MentionBody]
    count: int
    truncated: bool


class HappeningsBody(Head):
    """Events of an entity, each with the records that tell of it, the earliest first."""

    total: int
    records: int
    events: list[list[EntityBody]]


class AlreadyHereBody(BaseModel):
    """A file that was deposited, by its name, and the document that holds the same content already."""

    file: str
    source: str
    name: str


class SourceBody(BaseModel):
    """A source with its deposit, reading and counts."""

    id: str
    sha256: str
    name: str
    size: int
    state: State
    format: str
    mapping: str
    case: str
    grade: str | None
    zone: str
    zone_by: str
    parent: str | None
    path: str
    deposited_by: str
    deposited_by_name: str = ""
    deposited_at: str
    received_from: str
    received_how: str
    authority: str
    records: int
    mapped: int
    problems: int
    statements: int
    facts: int
    not_used: int
    fields: FieldsBody | None = Field(
        description="What became of the fields of the original; null where an older program read it."
    )
    published_at: str
    note: str
    original_here: bool = Field(
        description=(
            "False for a source that came by reference with an exchange file: the original is known by "
            "its hash only."
        )
    )
    follows: str = Field(
        default="", description="The reading before this one of the same original; empty for the first."
    )
    followed_by: str = Field(
        default="", description="The reading that took this one's place (state superseded)."
    )
    superseded_at: str = ""
    reading_reason: str = Field(
        default="", description="Why the original was read again, or the document withdrawn."
    )
    withdrawn: bool = Field(
        default=False, description="Whether a person withdrew the document; reading it again brings it back."
    )
    already_here: AlreadyHereBody | None = Field(
        default=None,
        description="After a deposit: the document that held the same content before, if the caller sees it.",
    )


class ProblemBody(BaseModel):
    """What could not be read or used, and where."""

    code: str
    place: str
    part: int
    part_kind: str
    part_name: str
    row: int
    column: int
    field: str
    value: str | None
    records: int
    sentence: str
    next_step: str


class ProblemsBody(BaseModel):
    """A page of problems, in the order of their places; ``next`` asks for the one after it."""

    problems: list[ProblemBody]
    next: str


class ProblemKindBody(BaseModel):
    """A kind of problem of a source: how many there are, and the first of them."""

    count: int
    first: ProblemBody


class RowBody(BaseModel):
    """One row of an original as it stands."""

    row: int
    cells: list[str | None]


class RowsBody(BaseModel):
    """Rows of one part of an original."""

    part: int
    part_name: str
    kind: str
    names: list[str]
    rows: list[RowBody]
    lost: list[LostBody] = Field(default=[], description="What was not understood in these rows.")
    idle: list[int] = Field(default=[], description="Columns, from 1, of which the mapping uses nothing.")
    here: int = Field(
        default=0, description="Where the record begins that holds the row asked for, 0 when there is none."
    )
    sentence: str = Field(
        default="",
        description="Why there is no row: the document is empty, damaged, erased or closed for good.",
    )
    next_step: str = Field(default="", description="What to do about that.")


class CustodyEntry(BaseModel):
    """One line of a custody log."""

    at: str
    by: str
    by_name: str = ""
    act: str
    detail: str


class JobBody(BaseModel):
    """A piece of work with its progress."""

    no: int
    kind: str
    state: str
    done: int
    total: int
    unit: str
    note: str
    rate: float
    remaining: float | None
    result: dict[str, object]
    sentence: str = Field(default="", description="Why it failed, in the caller's language.")
    next_step: str = ""
    created_at: str
    finished_at: str
    already_here: list[AlreadyHereBody] = Field(
        default=[],
        description="After a deposit: files whose content was here before, in documents the caller sees.",
    )


class LeafBody(BaseModel):
    """One entry of the audit log."""

    no: int
    at: str
    actor: str
    act: str
    phase: str
    object: str
    case: str
    ref: int
    result: str
    commitment: str


class HeadBody(BaseModel):
    """A signed head of the audit log."""

    size: int
    root: str
    at: str
    public: str
    signature: str
    text: str


class FindingBody(BaseModel):
    """One thing that does not hold."""

    code: str
    sentence: str
    next_step: str


class VerdictBody(BaseModel):
    """What verification recomputed and found."""

    holds: bool
    whole: bool = Field(description="Everything was checked; else only what you may see, and the log.")
    originals: int
    statements: int
    fact_files: int
    leaves: int
    erased: list[FindingBody]
    findings: list[FindingBody]
