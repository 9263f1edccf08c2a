"""A form that was filled in: drafts, which change, and sealed documents, which do not. One document for each
compartment the answers belong to."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from tahqiq.casework.forms.answer_check import check, places, shown
from tahqiq.casework.forms.answers import STATES, Answer, Answers, State
from tahqiq.casework.forms.declaration import BOXES, Form, Question, path_of
from tahqiq.formats.filled_form import AnsweredValue, Document, Entry, parse, write
from tahqiq.kit.errors import Damaged, WrongUse
from tahqiq.kit.ids import SIZE, digest
from tahqiq.model.kind import day_of
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

ALPHABET = "ACDEFGHJKLMNPQRTUVWXY3479"
"""Signs of an id of a filled form: none is taken for another when it is read aloud or from paper."""


def new_id() -> str:
    """A random id of twelve signs in three groups, for a form to be filled in; it stands on the paper too.

    >>> len(new_id())
    14
    """
    signs = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join(signs[at : at + 4] for at in range(0, 12, 4))


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers that are still being written. It has no dates of its own and seals nothing."""

    form: str
    version: int
    answers: Answers


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in. ``filled_on`` is the day on the paper or of the talk, ``typed_on`` the
    moment of typing (aware); both persons by id. ``about`` names entities that are known already (32
    hexadecimal digits) by the subject they are."""

    id: str
    form: str
    version: int
    filled_on: date
    filled_by: str
    typed_on: datetime
    typed_by: str
    answers: Answers
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The bytes of the answers of one compartment ("": of none), ready to be deposited there as an original
    called ``name``."""

    compartment: str
    name: str
    data: bytes


def faults(form: Form, filled: Filled) -> list[Problem]:
    """Everything that stands against sealing, dates included; empty: nothing."""
    found = check(form, filled.answers, filled.typed_on)
    if filled.filled_on > day_of(filled.typed_on):
        found.append(_dated(filled))
    return found


def _dated(filled: Filled) -> Problem:
    return Problem(
        "form-filled-after-typed",
        Place(),
        "",
        filled.filled_on.isoformat(),
        params={"typed": day_of(filled.typed_on).isoformat()},
    )


def seal(form: Form, filled: Filled) -> tuple[Sealed, ...]:
    """The documents of a filled form, the open one first: the same filled form always gives the same bytes.

    Raises :class:`WrongUse`: ``form-other-version`` for answers of another version, ``form-not-complete``
    with the first fault.
    """
    if (form.name, form.version) != (filled.form, filled.version):
        raise WrongUse("form-other-version", form=f"{filled.form}-{filled.version}", known=form.code)
    wrong = faults(form, filled)
    if wrong:
        raise WrongUse("form-not-complete", count=len(wrong), field=wrong[0].field or "-")
    closed = sorted({one.compartment for _, one in form.fields()} | {""})
    told = [(name, tuple(_entries(form, filled, name))) for name in closed]
    return tuple(
        Sealed(
            name,
            f"{form.code}-{filled.id}{f'-{name}' if name else ''}.form",
            write(_document(form, filled, name, entries)),
        )
        for name, entries in told
        if entries or not name
    )


def _document(form: Form, filled: Filled, compartment: str, entries: tuple[Entry, ...]) -> Document:
    moment = _utc(filled.typed_on)
    return Document(
        filled.id,
        form.name,
        form.version,
        form.title["en"],
        filled.filled_on.isoformat(),
        filled.filled_by,
        moment,
        filled.typed_by,
        compartment,
        entries,
    )


def _utc(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC with seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entries(form: Form, filled: Filled, compartment: str) -> Iterator[Entry]:
    asked = shown(form, filled.answers, filled.typed_on)
    spoken: set[tuple[str, int]] = set()
    for section, number, one in places(form, filled.answers):
        path = path_of(section, number, one)
        answer = filled.answers.get(path)
        if (
            one.compartment != compartment
            or answer is None
            or (path not in asked and answer.state == "empty")
        ):
            continue
        said = _value_of(form, filled, one, number, answer)
        if said is not None and one.says is not None:
            spoken.add((one.says.subject, number))
        yield Entry(path, answer.state, answer.values, answer.note, said)
    yield from _ties(form, filled, spoken)


def _value_of(form: Form, filled: Filled, one: Question, number: int, answer: Answer) -> AnsweredValue | None:
    if one.says is None or not answer.given:
        return None
    subject = one.says.subject
    values = answer.values
    if one.type in BOXES:
        chosen = (one.option(value) for value in answer.values)
        values = tuple(option.says or option.name for option in chosen if option is not None)
    return AnsweredValue(
        entity_of(filled, subject, number), form.subjects[subject], one.says.property, values
    )


def _ties(form: Form, filled: Filled, spoken: set[tuple[str, int]]) -> Iterator[Entry]:
    for tie in form.ties:
        for subject, number in sorted(spoken):
            ends = [at for to, at in sorted(spoken) if to == tie.to and (at == number or 0 in (at, number))]
            if subject != tie.subject or not ends:
                continue
            targets = tuple(entity_of(filled, tie.to, at) for at in ends)
            said = AnsweredValue(
                entity_of(filled, subject, number), form.subjects[subject], tie.property, targets
            )
            yield Entry("", "given", targets, "", said)


def entity_of(filled: Filled, subject: str, number: int = 0) -> str:
    """The id of the thing that a subject of a filled form is: a known one, or one of its own; the same in
    every compartment."""
    known = filled.about.get(subject)
    return (
        known if known and number == 0 else digest("form", filled.id, subject, str(number), size=SIZE).hex()
    )


def unseal(data: bytes) -> Filled:
    """A filled form from one sealed document (its compartment's answers). Raises :class:`Damaged`
    (``form-unreadable``)."""
    try:
        document = parse(data)
        answers = {
            entry.path: Answer(_state(entry.state), entry.values, entry.note)
            for entry in document.entries
            if entry.path
        }
        typed = datetime.fromisoformat(document.typed_on)
        return Filled(
            document.id,
            document.form,
            document.version,
            date.fromisoformat(document.filled_on),
            document.filled_by,
            typed,
            document.typed_by,
            answers,
        )
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise Damaged("form-unreadable", reason=type(error).__name__) from error


def _state(text: str) -> State:
    return STATES[STATES.index(text)]
