"""What the addresses of forms of desks take and give."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.casework.forms.answers import Answer
from tahqiq.web.bodies import Line
from tahqiq.web.desk_bodies import AnswerState, NamedPart


class FormAnswer(BaseModel):
    """One answer: its state, the values where it is given, a note."""

    model_config = ConfigDict(extra="forbid")

    state: AnswerState
    values: list[Line] = Field(default=[], max_length=200)
    note: Line = Field(default="", max_length=4_000)

    def answer(self) -> Answer:
        """As the forms engine takes it. Raises ``ValueError`` for values with another state, and for a given
        answer without one."""
        return Answer(self.state, tuple(self.values), self.note)


class FormQuestion(BaseModel):
    """A field of a form. ``closed``: the caller is not admitted to its compartment, and neither answers nor
    sees it."""

    name: str
    type: str
    label: str
    help: str
    basis: str
    data_class: str
    many: bool
    required: bool
    lines: int
    options: list[NamedPart]
    states: list[Literal["unknown", "refused", "not-asked"]]
    closed: bool


class FormSection(BaseModel):
    """Fields under one heading; ``repeated``: it may be filled several times, from ``least`` to ``most``."""

    name: str
    title: str
    help: str
    repeated: bool
    least: int
    most: int
    fields: list[FormQuestion]


class FormBody(BaseModel):
    """A form to be filled in. Paths of answers are ``field``, in a repeated section ``section.2.field``."""

    name: str
    version: int
    code: str
    title: str
    basis: str
    source: str
    in_case: bool
    subjects: list[NamedPart]
    sections: list[FormSection]


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
    answers: dict[str, FormAnswer]
    closed: list[str]
    sources: list[str]


class PaperLine(BaseModel):
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
    """A page of filled forms; ``after`` asks for the next one."""

    papers: list[PaperLine]
    total: int
    after: str


class WritingBody(BaseModel):
    """What is written into a draft. ``about`` names known things by the form's subject."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, FormAnswer] = Field(default={}, max_length=2_000)
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
    answers: dict[str, FormAnswer] = Field(default={}, max_length=2_000)
    version: int | None = None
