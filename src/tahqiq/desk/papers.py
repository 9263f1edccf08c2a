"""Forms at a desk: drafts that several may write, sealing them as originals, and looking at what was filled
in. Answers of a compartment lie apart, closed to who is not admitted; they do not see how many of them there
are."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from tahqiq.casework.forms.answer_check import shown
from tahqiq.casework.forms.answers import Answer, Answers, Unanswered
from tahqiq.casework.forms.class_questions import stated
from tahqiq.casework.forms.declaration import Form
from tahqiq.casework.forms.filled_form import Filled, faults, new_id, seal
from tahqiq.casework.forms.migration import migrate
from tahqiq.casework.records import RecordVersion
from tahqiq.desk.derived_kinds import Paper, Part, Reference, papers_name
from tahqiq.desk.desktop import ActingDesktop, Desktop, may_act
from tahqiq.desk.moment_fields import label_of, marks_of, moment_faults
from tahqiq.desk.operation import asking_of
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.model.kind import day_of
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stands, for one person. ``answers`` are those they see; ``closed`` the compartments they
    are not admitted to; ``shown`` the paths asked now; ``problems`` what stands against sealing. ``sources``
    are ids of the originals once it is sealed."""

    id: str
    version: int
    home: str
    paper: str
    form: Form
    sealed: bool
    filled_on: date | None
    filled_by: str
    at: str
    by: str
    answers: Answers
    closed: frozenset[str]
    shown: frozenset[str]
    problems: tuple[Problem, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written into a draft: answers by path, the day on the paper (None: today), whom it is about by
    subject (entity ids)."""

    answers: Answers = field(default_factory=dict)
    filled_on: date | None = None
    about: Mapping[str, str] = field(default_factory=dict)


B = TypeVar("B", bound=BaseModel)


def taken_over(at: Desktop, form: str, number: str, asked: B) -> tuple[B, dict[str, Unanswered]]:
    """What is asked of an operation, with the answers of the sealed form ``form`` whose sheet has the number
    ``number`` where the question leaves something out; and what nobody has a value for, by field, with the
    reason. What is asked wins; answers of an older version are taken as those of the latest.

    Raises ``NotFound`` (``no-such-paper``), ``WrongUse`` (``form-not-sealed``, ``form-not-complete``).
    """
    draft = Papers(at).numbered(form, number)
    if not draft.sealed:
        raise WrongUse("form-not-sealed", id=draft.paper)
    own, versions = type(asked).model_fields, at.desk.forms[form]
    answers = migrate(versions, draft.answers, draft.form.version, max(versions)).answers
    found = {name: value for name, value in stated(versions[max(versions)], answers).items() if name in own}
    found |= {name: getattr(asked, name) for name in asked.model_fields_set}
    try:
        whole = type(asked).model_validate(found)
    except ValidationError as error:
        first = ".".join(map(str, error.errors()[0]["loc"]))
        raise WrongUse("form-not-complete", count=error.error_count(), field=first or "-") from error
    states = {path: one.unanswered for path, one in answers.items() if path in own}
    return whole, {name: why for name, why in states.items() if why and not getattr(whole, name)}


class Papers:
    """The forms of a desk for one person, in the case of the operation or in the desk's file."""

    def __init__(self, at: Desktop) -> None:
        self._at = at
        self._kind = at.desk.kind(papers_name(at.desk.name))
        self._case = at.case_of(self._kind)
        self._records = at.records(self._kind)

    def form(self, name: str, version: int | None = None) -> Form:
        """A form in its latest or a numbered version. Raises ``NotFound`` (``no-such-form``)."""
        versions = self._at.desk.forms.get(name, {})
        found = versions.get(version if version is not None else max(versions, default=0))
        if found is None:
            raise NotFound("no-such-form", name=name[:40], known=", ".join(self._at.desk.forms) or "-")
        return found

    def numbered(self, name: str, paper: str) -> Draft:
        """The form ``name`` with the number ``paper`` on its sheet. Raises ``NotFound``
        (``no-such-paper``)."""
        found = self._records.find(
            {"paper": paper.strip().upper(), "form": name}, self._case, limit=1
        ).records
        if not found:
            raise NotFound("no-such-paper", id=paper[:40])
        return self.get(found[0].id)

    def closed(self, form: Form) -> frozenset[str]:
        """The compartments of a form that the person is not admitted to."""
        mine = self._at.bench.door.cases.compartments(self._at.actor.id)
        return frozenset(one.compartment for _, one in form.fields() if one.compartment) - frozenset(mine)

    def start(self, name: str, writing: Writing, paper: str = "") -> Draft:
        """Begin a draft; ``paper`` is the number on a sheet that is typed in ("" : a new one). Raises
        ``Conflict`` (``form-number-taken``)."""
        form = self.form(name)
        number = paper or new_id()
        if self._records.find({"paper": number}, self._case, limit=1).records:
            raise Conflict("form-number-taken", id=number)
        body = Paper(paper=number, form=form.name, version=form.version)
        return self._written(form, body, writing, None)

    def write(self, identity: str, version: int, writing: Writing) -> Draft:
        """Keep a draft as it is now. Raises ``Conflict`` (``form-sealed``, ``record-changed``)."""
        kept = self._records.get(identity, self._case)
        if kept.body.sealed:
            raise Conflict("form-sealed", id=kept.body.paper)
        form = self.form(kept.body.form, kept.body.version)
        return self._written(form, kept.body, writing, (identity, version))

    def get(self, identity: str) -> Draft:
        """A draft or a sealed form."""
        kept = self._records.get(identity, self._case)
        return self._draft(kept, self.form(kept.body.form, kept.body.version))

    def seal(self, identity: str, version: int) -> Draft:
        """Seal a draft: an original for each compartment, deposited and read. Needs "deposit", and admission
        to every compartment of the form. Raises ``WrongUse`` (``form-not-complete``), ``Conflict``
        (``form-sealed``, ``record-changed``), ``NotFound`` (``no-such-compartment``), and as
        :func:`tahqiq.desk.moment_fields.check_moments` where an operation takes the form over."""
        with may_act(self._at).acting() as at:
            return self._sealed(at, identity, version)

    def _sealed(self, at: ActingDesktop, identity: str, version: int) -> Draft:
        draft = self.get(identity)
        if draft.sealed:
            raise Conflict("form-sealed", id=draft.paper)
        if draft.version != version:
            raise Conflict("record-changed")
        for name in sorted(draft.closed):
            raise NotFound("no-such-compartment", compartment=name)
        for fault in self._moments(draft.form, draft.answers):
            raise WrongUse(fault.code, **fault.params)
        kept = self._records.get(identity, self._case)
        moment, on = clock.now(), draft.filled_on or day_of(clock.now())
        about = {name: item.entity for name, item in kept.body.about.items()}
        filled = Filled(
            draft.paper,
            draft.form.name,
            draft.form.version,
            on,
            kept.body.filled_by or self._at.actor.id,
            moment,
            self._at.actor.id,
            draft.answers,
            about,
        )
        sources: list[str] = []
        for document in seal(draft.form, filled):
            deposit = at.bench.deposit(kept.home, compartment=document.compartment)
            sources.append(at.bench.collect_made(document.data, document.name, deposit).source)
        body = kept.body.model_copy(
            update={
                "sealed": True,
                "filled_on": on,
                "filled_by": filled.filled_by,
                "typed_on": moment,
                "sources": sources,
            }
        )
        return self._draft(at.records(self._kind).save(body, self._case, identity, kept.version), draft.form)

    def check(
        self, name: str, version: int | None, answers: Answers
    ) -> tuple[frozenset[str], tuple[Problem, ...]]:
        """Which paths are asked now, and what stands against sealing, of answers that are kept nowhere."""
        form = self.form(name, version)
        return shown(form, answers, clock.now()), self._faults(form, answers, None)

    def _written(self, form: Form, body: Paper, writing: Writing, before: tuple[str, int] | None) -> Draft:
        closed = self.closed(form)
        split: dict[str, dict[str, Answer]] = {"": {}}
        for path, answer in writing.answers.items():
            place = form.at(path)
            if place is None:
                raise WrongUse("form-path-unknown", field=path[:80])
            compartment = place[2].compartment
            if compartment in closed:
                raise NotFound("no-such-compartment", compartment=compartment)
            split.setdefault(compartment, {})[path] = answer
        about = {
            name: Reference(entity=entity) for name, entity in writing.about.items() if name in form.subjects
        }
        made = body.model_copy(
            update={
                "answers": split.pop(""),
                "filled_on": writing.filled_on,
                "about": about,
                "filled_by": body.filled_by or self._at.actor.id,
            }
        )
        with may_act(self._at).acting() as at:
            kept = at.records(self._kind).save(made, self._case, *(before or ("", 0)))
            for compartment in sorted(
                {one.compartment for _, one in form.fields() if one.compartment} - closed
            ):
                self._part(at, body.paper, compartment, split.get(compartment, {}))
        return self._draft(kept, form)

    @staticmethod
    def _part(at: ActingDesktop, paper: str, compartment: str, answers: dict[str, Answer]) -> None:
        kind = at.desk.kind(papers_name(at.desk.name, compartment))
        records, case = at.records(kind), at.case_of(kind)
        found = records.find({"paper": paper}, case, limit=1).records
        if found:
            records.save(Part(paper=paper, answers=answers), case, found[0].id, found[0].version)
        elif answers:
            records.save(Part(paper=paper, answers=answers), case)

    def _draft(self, kept: RecordVersion[Paper], form: Form) -> Draft:
        closed, answers = self.closed(form), dict(kept.body.answers)
        for compartment in sorted({one.compartment for _, one in form.fields() if one.compartment} - closed):
            kind = self._at.desk.kind(papers_name(self._at.desk.name, compartment))
            for part in (
                self._at.records(kind)
                .find({"paper": kept.body.paper}, self._at.case_of(kind), limit=1)
                .records
            ):
                answers |= part.body.answers
        return Draft(
            kept.id,
            kept.version,
            kept.home,
            kept.body.paper,
            form,
            kept.body.sealed,
            kept.body.filled_on,
            self._records.presented(kept).filled_by,
            kept.at,
            kept.by,
            answers,
            closed,
            shown(form, answers, clock.now()),
            () if kept.body.sealed else self._faults(form, answers, kept.body.filled_on),
            tuple(kept.body.sources),
        )

    def _faults(self, form: Form, answers: Answers, on: date | None) -> tuple[Problem, ...]:
        moment = clock.now()
        filled = Filled("", form.name, form.version, on or day_of(moment), "", moment, "", answers)
        return (*faults(form, filled), *self._moments(form, answers))

    def _moments(self, form: Form, answers: Answers) -> Iterator[Problem]:
        """What the operation that takes the form over would refuse of its days and moments."""
        if not form.operation:
            return
        desk = self._at.desk
        operation = desk.operation(form.operation)
        label = partial(label_of, desk.name, asking_of(desk.name, desk.kinds, operation).owner)
        for fault in moment_faults(marks_of(operation.asks), _moments_of(form, answers), label):
            value = " ".join(answers[fault.name].values)
            yield Problem(fault.code, Place(), fault.name, value, params={**fault.params})


def _moments_of(form: Form, answers: Answers) -> dict[str, list[date]]:
    """The days and moments that a form's answers hold for the fields of its class; what cannot be read is a
    fault of its own."""
    found = dict[str, list[date]]()
    for section, one in form.fields():
        answer = answers.get(one.name)
        if one.reads is None or section.repeated or answer is None or not answer.given:
            continue
        with suppress(ValueError):
            value = one.reads(answer.values)
            found[one.name] = [
                item for item in (value if isinstance(value, list) else [value]) if isinstance(item, date)
            ]
    return found
