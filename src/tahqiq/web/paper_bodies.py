"""What the addresses of forms of desks take and give."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.casework.forms.answers import Answer, Unanswered
from tahqiq.casework.forms.declaration import Form, Question, say
from tahqiq.web.bodies import Line
from tahqiq.web.desk_bodies import NamedPart


class FormQuestion(BaseModel):
    """A question of a form. ``name`` leads to its field (``result.technique``); ``usual`` is what holds
    where nothing is said; ``lookup`` is the desk's lookup that finds what the answer names ("": it names
    nothing). ``closed``: the caller is not admitted to its compartment, and neither answers nor
    sees it."""

    name: str
    type: str
    label: str
    help: str
    basis: str
    data_class: str
    many: bool
    required: bool
    whole: bool = Field(default=False, description="Of a number: no parts of one are taken.")
    lines: int
    usual: str
    lookup: str
    options: list[NamedPart]
    states: list[Unanswered]
    closed: bool


class FormSection(BaseModel):
    """Questions under one heading ("": none); ``repeated``: it may be filled several times, from ``least`` to
    ``most``."""

    name: str
    title: str
    help: str
    repeated: bool
    least: int
    most: int
    fields: list[FormQuestion]


class FormBody(BaseModel):
    """A form to be filled in. Paths of answers are ``field``, in a repeated section ``section.2.field``. The
    version 0 is the form of an operation, whose answers are not kept; ``operation`` takes over the answers
    of a sealed form, its field ``number_in`` the number on the sheet ("": none does)."""

    name: str
    version: int
    code: str
    title: str
    basis: str
    source: str
    in_case: bool
    operation: str
    number_in: str
    subjects: list[NamedPart]
    sections: list[FormSection]

    @classmethod
    def of(
        cls, form: Form, locale: str, closed: frozenset[str] = frozenset(), *, in_case: bool = False
    ) -> "FormBody":
        """A form in one language; ``closed`` are the compartments that the caller is not admitted to."""
        return cls(
            name=form.name,
            version=form.version,
            code=form.code,
            title=say(form.title, locale),
            basis=basis_of(form, locale),
            source=form.source,
            in_case=in_case,
            operation=form.operation,
            number_in=form.number_in,
            subjects=[NamedPart(name=one, title=schema) for one, schema in form.subjects.items()],
            sections=[
                FormSection(
                    name=item.name,
                    title=say(item.title, locale) if item.title else "",
                    help=say(item.help, locale) if item.help else "",
                    repeated=item.repeated,
                    least=item.least,
                    most=item.most,
                    fields=[_question(one, locale, one.compartment in closed) for one in item.fields],
                )
                for item in form.sections
            ],
        )


def basis_of(one: Form | Question, locale: str) -> str:
    """Why the law allows to ask a form or a question; "" where nobody says."""
    return say(one.basis, locale) if one.basis else ""


def _question(one: Question, locale: str, closed: bool) -> FormQuestion:
    return FormQuestion(
        name=one.name,
        type=one.type,
        label=say(one.label, locale),
        help=say(one.help, locale) if one.help else "",
        basis=basis_of(one, locale),
        data_class=one.data_class,
        many=one.many,
        required=one.required,
        whole=one.whole,
        lines=one.lines,
        usual=one.usual,
        lookup=one.lookup,
        closed=closed,
        options=[NamedPart(name=option.name, title=say(option.label, locale)) for option in one.options],
        states=list(one.states),
    )


class FaultOfForm(BaseModel):
    """What stands against sealing, at the path of a field."""

    path: str
    code: str
    sentence: str
    next_step: str


class CheckedBody(BaseModel):
    """Which paths are asked now, and what stands against sealing."""

    shown: list[str]
    problems: list[FaultOfForm]


class PaperBody(CheckedBody):
    """A form as it is filled in. ``closed`` are compartments that the caller is not admitted to; ``sources``
    the originals it was sealed as."""

    id: str
    version: int
    paper: str
    form: str
    form_version: int
    case: str
    sealed: bool
    filled_on: date | None
    filled_by: str
    at: str
    by: str
    answers: dict[str, Answer]
    closed: list[str]
    sources: list[str]


class PaperRow(BaseModel):
    """A draft or a sealed form in a list."""

    id: str
    version: int
    paper: str
    form: str
    title: str
    sealed: bool
    filled_on: date | None
    at: str
    by: str


class PapersBody(BaseModel):
    """A page of filled forms; ``next`` asks for the one after it."""

    papers: list[PaperRow]
    total: int
    next: str


class WritingBody(BaseModel):
    """What is written into a draft. ``about`` names known things by the form's subject."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, Answer] = Field(default={}, max_length=2_000)
    filled_on: date | None = None
    about: dict[str, str] = {}


class NewPaper(WritingBody):
    """A form to begin; ``paper`` is the number on a sheet that is typed in."""

    form: Line = Field(max_length=60)
    case: Line = Field(default="", max_length=300)
    paper: str = Field(default="", pattern="^([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})?$")


class WrittenPaper(WritingBody):
    """A draft as it is to be kept, after the version that was seen."""

    case: Line = Field(default="", max_length=300)
    version: int = Field(ge=1)


class SealPaper(BaseModel):
    """That a draft is to be sealed as the version that was seen."""

    model_config = ConfigDict(extra="forbid")

    case: Line = Field(default="", max_length=300)
    version: int = Field(ge=1)


class CheckPaper(BaseModel):
    """Answers to be looked at and kept nowhere."""

    model_config = ConfigDict(extra="forbid")

    case: Line = Field(default="", max_length=300)
    answers: dict[str, Answer] = Field(default={}, max_length=2_000)
    version: int | None = None
