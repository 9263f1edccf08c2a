"""Forms of desks: what is asked, drafts, sealing, paper."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, Response

from tahqiq.casework.forms.declaration import Form, say
from tahqiq.casework.forms.filled_form import Filled, new_id
from tahqiq.casework.forms.paper import sheet
from tahqiq.desk import desk as desk_named
from tahqiq.desk.derived_kinds import papers_name
from tahqiq.desk.desktop import Desktop
from tahqiq.desk.entry import enter
from tahqiq.desk.operation_form import form_called
from tahqiq.desk.papers import Draft, Papers, Writing
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.model.problem import Problem
from tahqiq.web.deps import Bench, Language, PaperLanguage
from tahqiq.web.pages import Cursor
from tahqiq.web.paper_bodies import (
    CheckedBody,
    CheckPaper,
    FaultOfForm,
    FormBody,
    NewPaper,
    PaperBody,
    PaperRow,
    PapersBody,
    SealPaper,
    WritingBody,
    WrittenPaper,
)
from tahqiq.web.routes.desk_prints import paper_of
from tahqiq.web.routes.desk_records import RecordId
from tahqiq.web.routes.desk_registers import CaseQuery, DeskName
from tahqiq.workbench import Workbench
from tahqiq.workbench.words import Where

router = APIRouter(tags=["papers"])
FormName = Annotated[str, Path(pattern="^[a-z][a-z0-9_-]{0,59}$", description="A form's name.")]
VersionQuery = Annotated[int | None, Query(ge=1, description="The version of the form; none: the latest.")]


@router.get("/desks/{desk}/forms/{form}")
def asked(
    desk: DeskName,
    form: FormName,
    bench: Bench,
    locale: Language,
    case: CaseQuery = "",
    version: VersionQuery = None,
) -> FormBody:
    """A form, or the dialog of an operation: sections, questions, and what the law allows to ask."""
    at = enter(bench, desk_named(desk), case)
    papers = Papers(at)
    told = form_called(at.desk, form, version)
    return FormBody.of(told, locale, papers.closed(told), in_case=at.desk.form_home == "case")


@router.post("/desks/{desk}/forms/{form}/check")
def checked(desk: DeskName, form: FormName, asked: CheckPaper, bench: Bench, locale: Language) -> CheckedBody:
    """Which questions are asked now, and what stands against sealing; nothing is kept."""
    papers = Papers(enter(bench, desk_named(desk), asked.case))
    shown, problems = papers.check(form, asked.version, asked.answers)
    return CheckedBody(
        shown=sorted(shown), problems=_faults(papers.form(form, asked.version), problems, locale)
    )


@router.get(
    "/desks/{desk}/forms/{form}/sheet",
    response_class=Response,
    responses={200: {"content": {"text/html": {}}}},
)
def blank(
    desk: DeskName,
    form: FormName,
    bench: Bench,
    locale: Language,
    case: CaseQuery = "",
    version: VersionQuery = None,
    language: PaperLanguage = "",
) -> HTMLResponse:
    """A blank sheet for A4, of a form with a number of its own, to be typed in later."""
    told = form_called(enter(bench, desk_named(desk), case).desk, form, version)
    return paper_of(sheet(told, language or locale, id=new_id() if told.version else ""))


@router.get("/desks/{desk}/papers")
def listed(
    desk: DeskName,
    bench: Bench,
    locale: Language,
    case: CaseQuery = "",
    form: Annotated[str, Query(max_length=60)] = "",
    sealed: bool | None = None,
    cursor: Cursor = "",
) -> PapersBody:
    """Forms that were begun or sealed, the latest first."""
    at = enter(bench, desk_named(desk), case)
    kind = at.desk.kind(papers_name(desk))
    records, home = at.records(kind), at.case_of(kind)
    where: Where = {**({"form": form} if form else {}), **({} if sealed is None else {"sealed": sealed})}
    found = records.find(where, home, descending=True, after=cursor)
    names = bench.names({item.by for item in found.records})
    papers = [
        PaperRow(
            id=item.id,
            version=item.version,
            paper=item.body.paper,
            form=item.body.form,
            title=_title(at, item.body.form, item.body.version, locale),
            sealed=item.body.sealed,
            filled_on=item.body.filled_on,
            at=item.at,
            by=names.get(item.by, item.by),
        )
        for item in found.records
    ]
    return PapersBody(papers=papers, total=records.count(where, home)[None], next=found.after)


@router.post("/desks/{desk}/papers", status_code=201)
def begun(desk: DeskName, asked: NewPaper, bench: Bench, locale: Language) -> PaperBody:
    """Begin a draft; with the number of a sheet that is typed in where there is one."""
    papers = Papers(enter(bench, desk_named(desk), asked.case, "write-case"))
    return _paper(bench, papers.start(asked.form, _writing(asked), asked.paper), locale)


@router.get("/desks/{desk}/papers/{record}")
def shown(
    desk: DeskName, record: RecordId, bench: Bench, locale: Language, case: CaseQuery = ""
) -> PaperBody:
    """A draft or a sealed form, with the answers that the caller may see."""
    return _paper(bench, Papers(enter(bench, desk_named(desk), case)).get(record), locale)


@router.put("/desks/{desk}/papers/{record}")
def written(
    desk: DeskName, record: RecordId, asked: WrittenPaper, bench: Bench, locale: Language
) -> PaperBody:
    """Keep a draft as it is now."""
    papers = Papers(enter(bench, desk_named(desk), asked.case, "write-case"))
    return _paper(bench, papers.write(record, asked.version, _writing(asked)), locale)


@router.post("/desks/{desk}/papers/{record}/seal", status_code=201)
def sealed(desk: DeskName, record: RecordId, asked: SealPaper, bench: Bench, locale: Language) -> PaperBody:
    """Seal a draft: what it says becomes an original that is read, one for each compartment."""
    return _paper(
        bench,
        Papers(enter(bench, desk_named(desk), asked.case, "write-case")).seal(record, asked.version),
        locale,
    )


@router.get(
    "/desks/{desk}/papers/{record}/sheet",
    response_class=Response,
    responses={200: {"content": {"text/html": {}}}},
)
def printed(
    desk: DeskName,
    record: RecordId,
    bench: Bench,
    locale: Language,
    case: CaseQuery = "",
    language: PaperLanguage = "",
) -> HTMLResponse:
    """A filled form for A4; questions of compartments that the caller is not admitted to stand with their
    label alone."""
    papers = Papers(enter(bench, desk_named(desk), case))
    draft = papers.get(record)
    people = bench.names({draft.filled_by, draft.by})
    filled = Filled(
        draft.paper,
        draft.form.name,
        draft.form.version,
        draft.filled_on or day_of(clock.now()),
        people.get(draft.filled_by, draft.filled_by),
        clock.now(),
        people.get(draft.by, draft.by),
        draft.answers,
    )
    see = frozenset(one.compartment for _, one in draft.form.fields()) - draft.closed
    return paper_of(sheet(draft.form, language or locale, filled, see=see))


def _title(at: Desktop, form: str, version: int, locale: str) -> str:
    found = at.desk.forms.get(form, {}).get(version)
    return say(found.title, locale) if found is not None else form


def _writing(asked: WritingBody) -> Writing:
    return Writing(asked.answers, asked.filled_on, asked.about)


def _faults(form: Form, problems: tuple[Problem, ...], locale: str) -> list[FaultOfForm]:
    told = []
    for item in problems:
        place = form.at(item.field)
        named = Problem(
            item.code,
            item.place,
            say(place[2].label, locale) if place else item.field,
            item.value,
            item.records,
            item.params,
            item.fields,
        )
        said = named.say(locale)
        told.append(
            FaultOfForm(path=item.field, code=item.code, sentence=said.sentence, next_step=said.next_step)
        )
    return told


def _paper(bench: Workbench, draft: Draft, locale: str) -> PaperBody:
    names = bench.names({draft.filled_by, draft.by})
    return PaperBody(
        id=draft.id,
        version=draft.version,
        paper=draft.paper,
        form=draft.form.name,
        form_version=draft.form.version,
        case=draft.home,
        sealed=draft.sealed,
        filled_on=draft.filled_on,
        filled_by=names.get(draft.filled_by, draft.filled_by),
        at=draft.at,
        by=names.get(draft.by, draft.by),
        answers=dict(draft.answers),
        closed=sorted(draft.closed),
        shown=sorted(draft.shown),
        problems=_faults(draft.form, draft.problems, locale),
        sources=list(draft.sources),
    )
