"""Crime scripts of a case: the acts of an offence in order."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field

from tahqiq.casework.crime_script import Script
from tahqiq.casework.script_acts import Act, Named, Stage
from tahqiq.products.worksheets import document_json, script_json
from tahqiq.web.bodies import Head, Line
from tahqiq.web.deps import Bench, Language
from tahqiq.web.routes.documents import CaseId, Version
from tahqiq.web.routes.hypotheses import CitedBody, Key, NewSheet, WholeId, Words, WorksheetHead, sheet

router = APIRouter(tags=["crime scripts"])
ScriptId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A crime script's id.")]


class NamedBody(BaseModel):
    """Somebody or something in an act: an entity or event by its id, or words where nothing recorded is meant."""

    entity: str = Field(default="", pattern="^([0-9a-f]{32})?$")
    words: Annotated[Line, Field(max_length=300)] = ""


class ShownNamed(NamedBody):
    """The same with what it is called; ``about`` null where nothing of it is visible any more."""

    about: Head | None


class RestsBody(BaseModel):
    """A recorded value that an act rests on."""

    entity: WholeId
    statement: WholeId


class WordedAct(BaseModel):
    """An act; ``key`` empty for a new one. ``gaps``: what is not known; ``prevention``: where it could be prevented."""

    key: Key = ""
    stage: Stage
    title: Line = Field(min_length=1, max_length=300)
    text: Words = ""
    gaps: Words = ""
    prevention: Words = ""


class NewAct(WordedAct):
    """An act as it is to be."""

    actors: list[NamedBody] = Field(default_factory=list, max_length=50)
    tools: list[NamedBody] = Field(default_factory=list, max_length=50)
    places: list[NamedBody] = Field(default_factory=list, max_length=50)
    rests: list[RestsBody] = Field(default_factory=list, max_length=50)


class ShownAct(WordedAct):
    """An act as it stands."""

    actors: list[ShownNamed]
    tools: list[ShownNamed]
    places: list[ShownNamed]
    rests: list[CitedBody]


class ScriptBody(WorksheetHead):
    """A script with its acts in order; ``without_source`` acts rest on nothing recorded that stands."""

    note: str
    acts: list[ShownAct]
    without_source: int


class NewScript(BaseModel):
    """A script to begin."""

    title: Line = Field(min_length=1, max_length=300)
    note: Words = ""
    acts: list[NewAct] = Field(default_factory=list, max_length=100)


class NextScript(NewScript):
    """A script as it is to be; ``version`` is the one it was made from, which must still be the latest."""

    version: int = Field(ge=1, le=2**31 - 1)


def shown(script: Script, bench: Bench) -> ScriptBody:
    """A script as the API shows it."""
    names = bench.door.people.names([script.document.actor])
    return ScriptBody.model_validate({**script_json(script), "by_name": names.get(script.document.actor, "")})


def _acts(asked: NewScript) -> list[Act]:
    def named(some: list[NamedBody]) -> tuple[Named, ...]:
        return tuple(Named(one.entity, one.words) for one in some if one.entity or one.words)

    return [
        Act(
            one.key, one.stage, one.title, one.text, named(one.actors), named(one.tools), named(one.places),
            tuple((item.entity, item.statement) for item in one.rests), one.gaps, one.prevention,
        )
        for one in asked.acts
    ]  # fmt: skip


@router.get("/cases/{case}/crime-scripts")
def scripts(case: CaseId, bench: Bench) -> list[WorksheetHead]:
    """The crime scripts of a case that rest on nothing hidden from the caller, the last changed first."""
    found = bench.scripts.all(case)
    names = bench.door.people.names(item.actor for item in found)
    return [WorksheetHead.model_validate({**document_json(item), "by_name": names.get(item.actor, "")}) for item in found]


@router.post("/cases/{case}/crime-scripts", status_code=201)
def begin(case: CaseId, body: NewScript, bench: Bench) -> ScriptBody:
    """Begin a crime script."""
    return shown(bench.scripts.begin(case, body.title, body.note, _acts(body)), bench)


@router.get("/cases/{case}/crime-scripts/{script}")
def script(case: CaseId, script: ScriptId, bench: Bench, version: Version | None = None) -> ScriptBody:
    """A crime script, or one of its earlier versions."""
    return shown(bench.scripts.get(case, script, version), bench)


@router.put("/cases/{case}/crime-scripts/{script}")
def change(case: CaseId, script: ScriptId, body: NextScript, bench: Bench) -> ScriptBody:
    """Save the next version; refused (409) when somebody else has saved one in the meantime."""
    return shown(bench.scripts.change(case, script, body.version, body.title, body.note, _acts(body)), bench)


@router.delete("/cases/{case}/crime-scripts/{script}")
def put_away(case: CaseId, script: ScriptId, version: Version, bench: Bench) -> WorksheetHead:
    """Put a crime script away; nothing is lost."""
    return WorksheetHead.model_validate(document_json(bench.scripts.put_away(case, script, version)))


@router.get("/cases/{case}/crime-scripts/{script}/versions")
def versions(case: CaseId, script: ScriptId, bench: Bench) -> list[WorksheetHead]:
    """All versions of a crime script, the latest first."""
    found = bench.scripts.versions(case, script)
    names = bench.door.people.names(item.actor for item in found)
    return [WorksheetHead.model_validate({**document_json(item), "by_name": names.get(item.actor, "")}) for item in found]


@router.post("/cases/{case}/crime-scripts/{script}/file", response_class=Response)
def file(case: CaseId, script: ScriptId, body: NewSheet, bench: Bench, language: Language) -> Response:
    """A crime script as a file to take out of the program; refused where a policy or a handling code forbids it, and in the log either way."""
    return sheet(bench.carry_script(case, script, body.format, language), f"crime-script-{script}", body.format)
