"""The review queue by person: cards with filters, decisions about a whole card, bulk decisions on strong
identifiers, the list of decisions."""

import csv
import io
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from tahqiq.casework.cards import Wanted
from tahqiq.formats.neutral import neutral
from tahqiq.products.cards_json import (
    DECISION_COLUMNS,
    cards_json,
    decided_json,
    holders_json,
    opened_json,
    preview_json,
)
from tahqiq.products.review_json import judged_json
from tahqiq.products.stated_bodies import Head
from tahqiq.web.bodies import Line
from tahqiq.web.deps import Bench, Language
from tahqiq.web.download_tickets import DOWNLOAD
from tahqiq.web.pages import Cursor, following, position
from tahqiq.web.routes.acts import Why
from tahqiq.web.routes.identity import JudgedBody, JudgementBody, ManyBody, ReasonBody, WaitingPairBody, named

router = APIRouter(tags=["identity"])
Ident = Annotated[Line, Field(min_length=6, max_length=32)]
Digest = Annotated[Line, Field(min_length=32, max_length=32)]
RunId = Annotated[
    str, Path(min_length=16, max_length=16, description="The id of an act that made several decisions.")
]
MOST_EXPORTED = 100_000


class CardEntity(Head):
    """One of the entities of a card: of how many recorded fragments it is made already, and the names of its
    sources."""

    records: int
    sources: list[str]


class CardPair(WaitingPairBody):
    """A pair that waits, with what speaks for and against."""

    reasons: list[ReasonBody]


class EffectBody(BaseModel):
    """What deciding "the same" on a card brings together: records that become one; the documents and cases
    they come from, and whether that connects what nothing connected; other things they are tied to; events of
    their numbers; charts and watches of the caller's cases that contain one."""

    records: int
    documents: int
    joins_documents: bool
    cases: int
    joins_cases: bool
    ties: int
    events: int
    watched: int


class CardBody(BaseModel):
    """Candidates that may be one, with the weakest pair that holds them together, and the digest that a
    decision about them names. ``state``: contradiction, waiting or unsure; ``evidence``: document, number,
    birth, mother, names, against; ``sureness``: sure, likely, open; ``leading``: pairs that lead on to other
    cards."""

    entities: list[CardEntity]
    pairs: list[CardPair]
    state: str
    leading: int
    weight: float
    probability: float
    evidence: list[str]
    sureness: str
    effect: EffectBody
    digest: str


class CardsBody(BaseModel):
    """A page of the queue. ``counts``: for each filter how many cards each value leaves; ``sources`` names
    sources by id; ``next`` asks for the page after it."""

    cards: list[CardBody]
    total: int
    pairs: int
    counts: dict[str, dict[str, int]]
    sources: dict[str, str]
    next: Annotated[str, Field(validation_alias="after")]


class CardCount(BaseModel):
    """How many cards wait."""

    total: int


class OpenedBody(CardBody):
    """A card with its values aligned in the order of its entities, and what stands decided between them."""

    rows: list[ManyBody]
    judged: list[JudgementBody]


class CardIds(BaseModel):
    """The entities of a card."""

    entities: list[Ident] = Field(min_length=2, max_length=16)


class CardDecision(Why, CardIds):
    """A decision about a card as it was shown. ``chosen``: for "same", which of its entities are one; empty
    means all."""

    digest: Digest
    verdict: Line = Field(max_length=20)
    chosen: list[Ident] = Field(default=[], max_length=16)


class HoldersBody(BaseModel):
    """A strong identifier and the entities of the queue that state it."""

    identifier: Head
    entities: list[Head]


class HoldersPage(BaseModel):
    """Strong identifiers by id, and how many there are."""

    items: list[HoldersBody]
    total: int
    next: str


class IdentifiersBody(BaseModel):
    """Strong identifiers (ids): document numbers, plates."""

    identifiers: list[Ident] = Field(min_length=1, max_length=200)


class BulkBody(Why, IdentifiersBody):
    """Identifiers whose holders are judged the same, as the preview with this digest showed it."""

    digest: Digest


class PairBody(BaseModel):
    """Two things that would be judged the same."""

    left: Head
    right: Head


class LeftOutPairBody(PairBody):
    """Two holders of one identifier that are not joined. ``why``: the property that contradicts, or ``apart``
    where somebody judged them different."""

    why: str


class AlikePreviewBody(BaseModel):
    """Exactly what would be decided at once, and what is left out."""

    identifiers: list[Head]
    pairs: list[PairBody]
    clusters: list[list[Head]]
    records: int
    left_out: list[LeftOutPairBody]
    digest: str


class IdentityDecision(JudgementBody):
    """A decision, what its things are called, and whether it stands."""

    left_name: str
    right_name: str
    standing: bool


class IdentityDecisions(BaseModel):
    """Identity decisions, the latest first, and how many there are."""

    items: list[IdentityDecision]
    total: int
    next: str


@router.get("/review/cards")
def cards(
    bench: Bench,
    language: Language,
    type: Annotated[str, Query(max_length=80)] = "",
    source: Annotated[str, Query(max_length=16)] = "",
    evidence: Annotated[str, Query(max_length=20)] = "",
    sureness: Annotated[str, Query(max_length=20)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    order: Literal["effect", "sure"] = "effect",
    cursor: Cursor = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> CardsBody:
    """The queue by person: contradictions first, then by what a decision changes (or by weight); with counts
    for every filter."""
    found = bench.cards.page(Wanted(type, source, evidence, sureness, state, order), limit, cursor)
    body = CardsBody.model_validate(cards_json(found, language))
    named(bench, [one for card in body.cards for pair in card.pairs for one in pair.contradicts])
    return body


@router.get("/review/cards/count")
def count(bench: Bench) -> CardCount:
    """How many cards wait, those that contradict among them."""
    return CardCount(total=bench.cards.count())


@router.post("/review/cards/open")
def open_card(body: CardIds, bench: Bench, language: Language) -> OpenedBody:
    """One card as it is now, with all values side by side and what was decided between its entities."""
    made = OpenedBody.model_validate(opened_json(bench.cards.card(body.entities), language))
    items = [item for row in made.rows for values in row.values for item in values if item.target]
    targets = bench.captions({bytes.fromhex(item.target) for item in items if item.target})
    for item in items:
        item.target_caption = targets.get(bytes.fromhex(item.target or ""))
    named(bench, [*made.judged, *(one for pair in made.pairs for one in pair.contradicts)])
    return made


@router.post("/review/cards/decide")
def decide(body: CardDecision, bench: Bench) -> list[JudgedBody]:
    """Decide about a card as it was shown, in one act; refused (409) when anything of it changed
    meanwhile."""
    made = bench.cards.decide(body.entities, body.digest, body.verdict, body.reason, body.chosen)
    return [JudgedBody.model_validate(judged_json(item)) for item in made]


@router.get("/review/strong-identifiers")
def alike(
    bench: Bench,
    cursor: Cursor = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> HoldersPage:
    """Strong identifiers that two or more entities of the queue state: what may be decided at once."""
    found, total = bench.alike.holders(limit, cursor)
    more = found[-1].identifier.id.hex() if len(found) == limit else ""
    return HoldersPage.model_validate({**holders_json(found, total), "next": more})


@router.post("/review/strong-identifiers/preview")
def preview(body: IdentifiersBody, bench: Bench) -> AlikePreviewBody:
    """Exactly what would be joined for some strong identifiers, before anybody decides it."""
    return AlikePreviewBody.model_validate(preview_json(bench.alike.preview(body.identifiers)))


@router.post("/judgements/strong-identifiers")
def judge_alike(body: BulkBody, bench: Bench) -> list[JudgedBody]:
    """Judge what a preview showed the same, in one act; refused (409) when it would show something else
    now."""
    made = bench.alike.decide(body.identifiers, body.digest, body.reason)
    return [JudgedBody.model_validate(judged_json(item)) for item in made]


@router.post("/judgements/runs/{run}/undo")
def undo_run(run: RunId, body: Why, bench: Bench) -> list[JudgedBody]:
    """Take everything that one act decided back, in one act."""
    return [
        JudgedBody.model_validate(judged_json(item)) for item in bench.identity.undo_run(run, body.reason)
    ]


@router.get("/review/decisions")
def decisions(
    bench: Bench,
    mine: bool = False,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    cursor: Cursor = "",
) -> IdentityDecisions:
    """The identity decisions that the caller may see, the latest first."""
    at = position(cursor)
    found, total = bench.decisions.latest(mine, limit, at)
    names = bench.names(item.judgement.actor for item in found)
    return IdentityDecisions(
        items=[
            IdentityDecision.model_validate(decided_json(item, names.get(item.judgement.actor, "")))
            for item in found
        ],
        total=total,
        next=following(at, len(found), total),
    )


@router.get(
    "/review/decisions/csv",
    response_class=Response,
    openapi_extra=DOWNLOAD,
    responses={200: {"content": {"text/csv": {}}, "description": "The decisions as a table."}},
)
def table(bench: Bench, mine: bool = False) -> Response:
    """The same decisions as CSV, all of them; refused where the policies or a handling code forbid that what
    they are about leaves the program."""
    found, _ = bench.decisions.latest(mine, MOST_EXPORTED, leaving=True)
    bench.leave(
        "csv",
        sorted({one.hex() for item in found for one in (item.judgement.left_id, item.judgement.right_id)}),
    )
    names = bench.names(item.judgement.actor for item in found)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(DECISION_COLUMNS)
    for item in found:
        row = decided_json(item, names.get(item.judgement.actor, ""))
        writer.writerow([neutral(str("" if row[name] is None else row[name])) for name in DECISION_COLUMNS])
    headers = {"Content-Disposition": 'attachment; filename="identity-decisions.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
