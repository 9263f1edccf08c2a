"""What a document was recognised as, a mapping to edit with a live preview, saved mappings, and reading
(again) under one."""

from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field, JsonValue

from tahqiq.collect.mapping.codec import as_dict, dumps, from_dict, loads
from tahqiq.collect.mapping.columns_used import Use, named_at, uses
from tahqiq.collect.mapping.document import FactSpec, Mapping, Transform
from tahqiq.collect.mapping.known import Said
from tahqiq.collect.mapping.questions import Question
from tahqiq.collect.mapping.saved import SavedMapping
from tahqiq.collect.recognition import ColumnSeen, TableSeen
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.kit.messages import message
from tahqiq.kit.reasons import said
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.describe import problem_json
from tahqiq.web.bodies import JobBody, Line, ProblemBody
from tahqiq.web.deps import Bench, Language
from tahqiq.web.routes.jobs import job_body
from tahqiq.web.routes.sources import SourceId

router = APIRouter(tags=["mappings"])
Name = Annotated[
    str, Path(min_length=1, max_length=200, description="The name of a mapping saved in the case.")
]
Case = Annotated[str, Path(max_length=300, description="A case, by id or title.")]
MadeFor = Annotated[
    str, Query(max_length=16, description="The document that the mapping was made for, by its id.")
]
PLAIN_SLOTS = ("start", "seconds", "amount", "currency", "service", "text")
NODE_SLOTS = ("a", "b", "place", "place2", "device", "sim")


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


@router.get("/mapping-choices")
def choices(bench: Bench) -> AllChoicesBody:
    """Everything a column can be mapped to, for the choices of a mapping editor."""
    words = vocabulary()
    facts = [
        ChoicesBody(schema=name, labels=dict(words.get(name).labels), choices=_slots(name))
        for name in words.facts
    ]
    things = [
        ChoicesBody(
            schema=schema.name,
            labels=dict(schema.labels),
            choices=[
                SlotBody(
                    slot=prop.name,
                    kind="thing" if prop.range or prop.identifier else "value",
                    type=prop.type,
                    labels=dict(prop.labels),
                )
                for prop in schema.properties.values()
                if not prop.hidden
            ],
        )
        for schema in words.schemata.values()
        if not schema.abstract and not schema.fact
    ]
    return AllChoicesBody(facts=facts, entities=things, transforms=list(get_args(Transform)))


def _slots(kind: str) -> list[SlotBody]:
    words, found = vocabulary(), []
    for slot in (*NODE_SLOTS, *PLAIN_SLOTS):
        name = words.fact_property(kind, slot)
        if name is not None and hasattr(FactSpec, slot):
            prop = words.property(kind, name)
            found.append(
                SlotBody(
                    slot=slot,
                    kind="thing" if slot in NODE_SLOTS else "value",
                    type=prop.type,
                    labels=dict(prop.labels),
                )
            )
    return found


@router.get("/sources/{source_id}/recognition")
def recognition(source_id: SourceId, bench: Bench, language: Language) -> RecognitionBody:
    """What a document is recognised as and why, with a proposed mapping for each of its tables: whether it
    was read already or not."""
    source, found = bench.recognised(source_id)
    known = [
        ReaderCandidateBody(
            name=item.reader.name,
            title=item.reader.title,
            score=item.confidence.score,
            why=said(item.confidence.why, language),
        )
        for item in found.candidates
    ]
    return RecognitionBody(
        source=source.id,
        name=source.name,
        state=source.state,
        format=found.format,
        candidates=known,
        tables=[_table(item, language) for item in found.tables],
        inside=list(found.inside),
        problems=[ProblemBody.model_validate(problem_json(item, language)) for item in found.problems],
        complete=found.complete,
    )


def _table(item: TableSeen, language: str) -> TableBody:
    proposal = None
    if item.proposal is not None:
        others = [
            AlternativeBody(name=one.name, title=one.title, score=one.score)
            for one in item.proposal.alternatives
        ]
        document = document_body(item.proposal.mapping)
        of_columns = set(item.proposal.of_columns.values())
        why = [said(one, language) for one in item.proposal.why if one not in of_columns]
        proposal = ProposalBody(
            score=item.proposal.score,
            doubt=round(item.proposal.doubt, 3),
            runs=item.proposal.sure,
            why=why,
            alternatives=others,
            mapping=document,
            questions=[_question(one, language) for one in item.proposal.questions],
        )
    return TableBody(
        part=item.part.no,
        part_name=item.part.name,
        part_kind=item.part.kind,
        kind=item.kind,
        header_row=item.header_row,
        rows=item.rows,
        columns=[_column(column, language) for column in item.columns],
        proposal=proposal,
    )


def _question(item: Question, language: str) -> QuestionBody:
    told = message(item.text.code, language, item.text.given)
    return QuestionBody(
        what=item.what,
        column=item.column,
        doubt=item.doubt,
        sentence=told.sentence,
        next_step=told.next_step,
        choices=list(item.choices),
    )


def _column(item: ColumnSeen, language: str) -> ColumnBody:
    return ColumnBody(
        name=item.name,
        header=item.header,
        filled=item.filled,
        samples=list(item.samples),
        looks=dict(item.looks),
        used=_uses(item.used),
        why=[said(one, language) for one in item.why],
        doubt=item.doubt,
    )


def _uses(found: tuple[Use, ...]) -> list[UseBody]:
    return [UseBody(where=item.where, schema=item.schema, prop=item.prop) for item in found]


def document_body(mapping: Mapping) -> DocumentBody:
    """A mapping as plain data and as text."""
    return DocumentBody(
        name=mapping.name,
        title=mapping.title,
        version=mapping.version,
        document=as_dict(mapping),
        text=dumps(mapping),
    )


@router.post("/sources/{source_id}/preview")
def preview(source_id: SourceId, body: PreviewOf, bench: Bench, language: Language) -> PreviewBody:
    """What an edited mapping makes of the first rows of a document. Nothing is stored; what is wrong with the
    mapping is named with its place."""
    bench.original(source_id)
    mapping = None
    try:
        mapping = body.mapping()
        made = bench.preview(source_id, mapping, body.part, body.rows, language)
    except TahqiqError as error:
        return PreviewBody(faults=[_fault(error, mapping, language)])
    used = {column: _uses(found) for column, found in uses(mapping).items()}
    return PreviewBody.model_validate({**made, "faults": [], "uses": used, "text": dumps(mapping)})


def _fault(error: TahqiqError, mapping: Mapping | None, language: str) -> FaultBody:
    told, where = error.say(language), str(error.params.get("where", ""))
    if not where and mapping is not None:
        where = named_at(mapping, str(error.params.get("schema", "")), str(error.params.get("value", "")))
    reason = str(error.params.get("reason", ""))
    return FaultBody(
        code=error.code,
        where="" if where == "-" else where,
        reason=reason,
        sentence=told.sentence,
        next_step=told.next_step,
    )


@router.post("/sources/{source_id}/read", status_code=202)
def read(source_id: SourceId, body: ReadUnder, bench: Bench) -> JobBody:
    """Read a document under a mapping: for the first time, or again (then with a reason), the new reading
    taking the old one's place."""
    told = Said(body.order or None, body.target.strip(), body.country.upper())
    return job_body(bench.queue_reading(source_id, body.mapping or None, body.reason, body.zone, told))


@router.get("/cases/{case}/mappings")
def mappings(case: Case, bench: Bench) -> list[SavedBody]:
    """The mappings kept in a case, the latest version of each."""
    return _saved(bench, bench.saved_mappings(case))


@router.get("/cases/{case}/mappings/{name}")
def versions(case: Case, name: Name, bench: Bench) -> list[SavedBody]:
    """All versions of a mapping, oldest first."""
    return _saved(bench, bench.mapping_versions(case, name))


@router.post("/cases/{case}/mappings", status_code=201)
def save(case: Case, body: Edited, bench: Bench, source: MadeFor = "") -> SavedBody:
    """Keep a mapping in a case as the next version of its name. With the document it was made for, it is seen
    by those admitted to that document's compartment."""
    return _saved(bench, [bench.save_mapping(case, body.mapping(), source)])[0]


def _saved(bench: Bench, found: list[SavedMapping]) -> list[SavedBody]:
    names = bench.names(item.saved_by for item in found)
    return [
        SavedBody(
            **document_body(item.mapping).model_dump(),
            saved_at=item.saved_at,
            saved_by=item.saved_by,
            saved_by_name=names.get(item.saved_by, ""),
        )
        for item in found
    ]
