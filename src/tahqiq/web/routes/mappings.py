"""What a document was recognised as, a mapping to edit with a live preview, saved mappings, and reading
(again) under one."""

from typing import Annotated, get_args

from fastapi import APIRouter, Path, Query

from tahqiq.collect.mapping.codec import as_dict, dumps
from tahqiq.collect.mapping.column_uses import Use, named_at, uses
from tahqiq.collect.mapping.document import FactSpec, Mapping, Transform
from tahqiq.collect.mapping.known import ReadingHints
from tahqiq.collect.mapping.questions import Question
from tahqiq.collect.mapping.saved_mappings import SavedMapping
from tahqiq.collect.recognition import ColumnSeen, TableSeen
from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.messages import message
from tahqiq.kit.reasons import in_words
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.describe import problem_json
from tahqiq.web.bodies import JobBody, ProblemBody
from tahqiq.web.deps import Bench, Language
from tahqiq.web.mapping_bodies import (
    AllChoicesBody,
    AlternativeBody,
    ChoicesBody,
    ColumnBody,
    DocumentBody,
    Edited,
    FaultBody,
    PreviewBody,
    PreviewOf,
    ProposalBody,
    QuestionBody,
    ReaderCandidateBody,
    ReadUnder,
    RecognitionBody,
    SavedBody,
    SlotBody,
    TableBody,
    UseBody,
    WithdrawDocument,
)
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


@router.get("/sources/{source}/recognition")
def recognition(source: SourceId, bench: Bench, language: Language) -> RecognitionBody:
    """What a document is recognised as and why, with a proposed mapping for each of its tables: whether it
    was read already or not."""
    original, found = bench.recognised(source)
    known = [
        ReaderCandidateBody(
            name=item.reader.name,
            title=item.reader.title,
            score=item.confidence.score,
            why=in_words(item.confidence.why, language),
        )
        for item in found.candidates
    ]
    return RecognitionBody(
        source=original.id,
        name=original.name,
        state=original.state,
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
        why = [in_words(one, language) for one in item.proposal.why if one not in of_columns]
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
        part_name=item.part.called(language),
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
        why=[in_words(one, language) for one in item.why],
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


@router.post("/sources/{source}/preview")
def preview(source: SourceId, body: PreviewOf, bench: Bench, language: Language) -> PreviewBody:
    """What an edited mapping makes of the first rows of a document. Nothing is stored; what is wrong with the
    mapping is named with its place."""
    bench.original(source)
    mapping = None
    try:
        mapping = body.mapping()
        made = bench.preview(source, mapping, body.part, body.rows, language)
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


@router.post("/sources/{source}/read", status_code=202)
def read(source: SourceId, body: ReadUnder, bench: Bench) -> JobBody:
    """Read a document under a mapping: for the first time, or again (then with a reason), the new reading
    taking the old one's place."""
    told = ReadingHints(body.order or None, body.target.strip(), body.country.upper())
    return job_body(bench.queue_reading(source, body.mapping or None, body.reason, body.zone, told))


@router.post("/sources/{source}/withdrawal", status_code=202)
def withdraw(source: SourceId, body: WithdrawDocument, bench: Bench) -> JobBody:
    """Withdraw a document that was brought by mistake, with what came out of it: what it said is shown and
    counted nowhere any more, the original stays, and reading it again brings it back."""
    return job_body(bench.queue_withdrawal(source, body.reason))


@router.get("/cases/{case}/mappings")
def mappings(case: Case, bench: Bench) -> list[SavedBody]:
    """The mappings kept in a case, the latest version of each."""
    return _saved(bench, bench.saved_mappings(case))


@router.get("/cases/{case}/mappings/{mapping}")
def versions(case: Case, mapping: Name, bench: Bench) -> list[SavedBody]:
    """All versions of a mapping, oldest first."""
    return _saved(bench, bench.mapping_versions(case, mapping))


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
