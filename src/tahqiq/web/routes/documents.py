"""What people make of a case: charts, notes, tasks, saved searches. Each saving is a version; two people
never overwrite each other."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field, JsonValue

from tahqiq.casework.documents import Shown
from tahqiq.web.bodies import Line
from tahqiq.web.deps import Bench
from tahqiq.workbench.words import Document

router = APIRouter(tags=["documents"])
CaseId = Annotated[str, Path(max_length=300, description="A case by id or title.")]
DocumentId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A document's id.")]
Version = Annotated[int, Query(ge=1, le=2**31 - 1)]


class CaseDocumentHead(BaseModel):
    """One version of a document without its content."""

    id: str
    version: int
    kind: str
    case: str
    title: str
    state: str
    at: str
    by: str
    by_name: str = ""


class CaseDocument(CaseDocumentHead):
    """A document with its content; ``left_out`` counts references that saving left out because the caller
    sees no such thing."""

    body: dict[str, JsonValue]
    left_out: int = 0


class NewDocument(BaseModel):
    """A document to begin. References in ``body`` are objects with ``entity`` (32 hex digits) and perhaps
    ``statement``."""

    kind: Line = Field(max_length=40, examples=["chart"])
    title: Line = Field(min_length=1, max_length=300)
    body: dict[str, JsonValue] = Field(default_factory=dict)


class NextVersion(BaseModel):
    """A document as it is to be; ``version`` is the one it was made from, which must still be the latest."""

    version: int = Field(ge=1, le=2**31 - 1)
    title: Line = Field(min_length=1, max_length=300)
    body: dict[str, JsonValue]


def head(item: Document, names: dict[str, str]) -> CaseDocumentHead:
    """The head of a document as the API shows it."""
    return CaseDocumentHead(
        id=item.id,
        version=item.version,
        kind=item.kind,
        case=item.case,
        title=item.title,
        state=item.state,
        at=item.at,
        by=item.actor,
        by_name=names.get(item.actor, ""),
    )


def whole(shown: Shown, bench: Bench) -> CaseDocument:
    """A document as the API shows it."""
    about = head(shown.document, bench.names([shown.document.actor]))
    return CaseDocument.model_validate({**about.model_dump(), "body": shown.body, "left_out": shown.left_out})


@router.get("/cases/{case}/documents")
def documents(
    case: CaseId, bench: Bench, kind: Annotated[str, Query(max_length=40)] = ""
) -> list[CaseDocumentHead]:
    """The documents of a case, the last changed first."""
    found = bench.documents.all(case, kind or None)
    names = bench.names(item.actor for item in found)
    return [head(item, names) for item in found]


@router.get("/cases/{case}/entities/{entity}/remarks")
def about(
    case: CaseId,
    entity: Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="An entity's id.")],
    bench: Bench,
    kind: Literal["comment", "translation"] = "comment",
) -> list[CaseDocument]:
    """What people of a case said of one thing: comments, or translations of what is recorded of it; what was
    written last at the end."""
    return [whole(one, bench) for one in bench.documents.about(case, entity, kind)]


@router.post("/cases/{case}/documents", status_code=201)
def make(case: CaseId, body: NewDocument, bench: Bench) -> CaseDocument:
    """Begin a document."""
    return whole(bench.documents.make(case, body.kind, body.title, body.body), bench)


@router.get("/cases/{case}/documents/{document}")
def document(
    case: CaseId, document: DocumentId, bench: Bench, version: Version | None = None
) -> CaseDocument:
    """A document, or one of its earlier versions."""
    return whole(bench.documents.get(case, document, version), bench)


@router.put("/cases/{case}/documents/{document}")
def save(case: CaseId, document: DocumentId, body: NextVersion, bench: Bench) -> CaseDocument:
    """Save the next version; refused (409) when somebody else has saved one in the meantime."""
    return whole(bench.documents.save(case, document, body.version, body.title, body.body), bench)


@router.delete("/cases/{case}/documents/{document}")
def delete(case: CaseId, document: DocumentId, version: Version, bench: Bench) -> CaseDocument:
    """Put a document away; nothing is lost, and saving an earlier version brings it back."""
    return whole(bench.documents.delete(case, document, version), bench)


@router.get("/cases/{case}/documents/{document}/versions")
def versions(case: CaseId, document: DocumentId, bench: Bench) -> list[CaseDocumentHead]:
    """All versions of a document, the latest first."""
    found = bench.documents.history(case, document)
    names = bench.names(item.actor for item in found)
    return [head(item, names) for item in found]
