"""What is asked and answered about recognition, mappings and reading under one."""

from typing import Literal

from pydantic import BaseModel, Field, JsonValue

from tahqiq.collect.mapping.codec import from_dict, loads
from tahqiq.collect.mapping.document import Mapping
from tahqiq.kit.errors import WrongUse
from tahqiq.web.bodies import Line, ProblemBody


class UseBody(BaseModel):
    """Where in the document a column is used: ``facts.call.a``; ``schema`` and ``prop`` find its words in the
    vocabulary."""

    where: str
    schema_: str = Field(alias="schema")
    prop: str


class ColumnBody(BaseModel):
    """A column: its ``name`` in a mapping, its header as it stands, sample values, what they look like, what
    is made of it and why; ``doubt`` how likely that is wrong."""

    name: str
    header: str
    filled: int
    samples: list[str]
    looks: dict[str, float]
    used: list[UseBody]
    why: list[str]
    doubt: float


class DocumentBody(BaseModel):
    """A mapping: as plain data to edit, and as the YAML text that is kept."""

    name: str
    title: str
    version: int
    document: dict[str, JsonValue]
    text: str


class AlternativeBody(BaseModel):
    """Another kind of table it could be."""

    name: str
    title: str
    score: float


class QuestionBody(BaseModel):
    """What a person must say before a proposal runs. ``what``: date-order, zone, target, sign, unit, party,
    kind, identity or column; ``column`` its header, "" for the whole table; ``doubt`` 0 to 1; ``choices``
    what can be answered where it is one of a few."""

    what: str
    column: str
    doubt: float
    sentence: str
    next_step: str
    choices: list[str]


class ProposalBody(BaseModel):
    """A proposed mapping: how well it explains the table (0 to 1), how likely something of it is wrong
    (``doubt``) and whether it runs by itself, what is asked, why (of a column: at the column), and what else
    it could be."""

    score: float
    doubt: float
    runs: bool
    questions: list[QuestionBody]
    why: list[str]
    alternatives: list[AlternativeBody]
    mapping: DocumentBody


class TableBody(BaseModel):
    """A table (or another kind of record) of one part of the original; without a proposal it needs a
    mapping."""

    part: int
    part_name: str
    part_kind: str
    kind: str
    header_row: int
    rows: int
    columns: list[ColumnBody]
    proposal: ProposalBody | None


class ReaderCandidateBody(BaseModel):
    """A format that knows the file, how sure it is (0 to 1) and why."""

    name: str
    title: str
    score: float
    why: str


class RecognitionBody(BaseModel):
    """What an original is recognised as. ``format`` is empty when no reader is sure; ``complete`` is false
    where only the beginning was looked at."""

    source: str
    name: str
    state: str
    format: str
    candidates: list[ReaderCandidateBody]
    tables: list[TableBody]
    inside: list[str]
    problems: list[ProblemBody]
    complete: bool


class Edited(BaseModel):
    """A mapping as it is being edited: as plain data or as YAML text."""

    document: dict[str, JsonValue] | None = None
    text: str | None = Field(default=None, max_length=1_000_000)

    def mapping(self) -> Mapping:
        """The mapping; raises ``WrongUse`` that names the place."""
        if (self.document is None) == (self.text is None):
            raise WrongUse("mapping-not-understood", where="-", reason="give either document or text")
        return from_dict(self.document) if self.document is not None else loads(self.text or "")


class PreviewOf(Edited):
    """A mapping to try on the first rows: of one part, or of the first that it is for."""

    part: int | None = Field(default=None, ge=0, le=2**31 - 1)
    rows: int = Field(default=20, ge=1, le=200)


class FaultBody(BaseModel):
    """What is wrong with a mapping document: ``where`` is the path of the entry, empty for the whole."""

    code: str
    where: str
    reason: str
    sentence: str
    next_step: str


class PreviewEntity(BaseModel):
    """A thing that would be made."""

    schema_: str = Field(alias="schema")
    key: str
    properties: dict[str, list[str]]
    places: list[str]


class PreviewBody(BaseModel):
    """What a mapping makes of the first rows; with ``faults`` nothing is made. ``uses`` says of each column
    where the document uses it."""

    faults: list[FaultBody]
    records: int = 0
    mapped: int = 0
    entities: list[PreviewEntity] = []
    facts: list[dict[str, JsonValue]] = []
    problems: list[ProblemBody] = []
    uses: dict[str, list[UseBody]] = {}
    text: str = ""


class SavedBody(DocumentBody):
    """A version of a mapping that is kept in a case."""

    saved_at: str
    saved_by: str
    saved_by_name: str = ""


class ReadUnder(BaseModel):
    """Under which saved or built-in mapping a document is read ("" = as proposed), in which zone times are
    read that carry none, in which order dates that do not say theirs, which number is the target, in which
    country (two letters) national numbers are read, and why it is read again."""

    mapping: Line = Field(default="", max_length=200)
    reason: Line = Field(default="", max_length=2000)
    zone: Line = Field(default="", max_length=60)
    order: Literal["", "dmy", "mdy", "ymd"] = ""
    target: Line = Field(default="", max_length=60)
    country: Line = Field(default="", max_length=2)


class WithdrawDocument(BaseModel):
    """Why a document is withdrawn."""

    reason: Line = Field(min_length=1, max_length=2000)


class SlotBody(BaseModel):
    """One thing a column can be, with its words in four languages. ``slot`` is the entry in the document:
    ``a``, ``start``, or a property's name."""

    slot: str
    kind: Literal["thing", "value"]
    type: str
    labels: dict[str, str]


class ChoicesBody(BaseModel):
    """What a type offers to columns."""

    schema_: str = Field(alias="schema")
    labels: dict[str, str]
    choices: list[SlotBody]


class AllChoicesBody(BaseModel):
    """What columns can be: entries of events and properties of things, and the named transforms; the same for
    everybody."""

    facts: list[ChoicesBody]
    entities: list[ChoicesBody]
    transforms: list[str]
    zones: list[str] = ["Asia/Baghdad", "UTC"]
