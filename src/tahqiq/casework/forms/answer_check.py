"""Whether a form is filled in as it asks: every fault is a located problem, bad input is never an error."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import ValidationError

from tahqiq.casework.condition_result import decide
from tahqiq.casework.conditions import Condition, Gap, Outcome, Truth
from tahqiq.casework.forms.answers import Answer, Answers
from tahqiq.casework.forms.declaration import BOXES, FLAG, Form, Question, Section, path_of
from tahqiq.kit import clock
from tahqiq.kit.reasons import reason
from tahqiq.kit.unfit import unfit
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.model.types import Context, property_type

MOST_CHARACTERS = 100_000
_ASKED = {"number": "unfit-number", "day": "unfit-day", "date": "unfit-day", "time": "unfit-time"}


def record(form: Form, answers: Answers) -> dict[str, object]:
    """Answers as the record that conditions are asked of: values, lists for repeated sections, a :class:`Gap`
    for what is not known.

    A field that was not come to yet is absent; one left empty is None.
    """
    found: dict[str, object] = {}
    for section in form.sections:
        if section.repeated:
            found[section.name] = [
                _row(section, number, answers) for number in range(1, filled(section, answers) + 1)
            ]
        else:
            found |= _row(section, 0, answers)
    return found


def _row(section: Section, number: int, answers: Answers) -> dict[str, object]:
    told = ((one, answers.get(path_of(section, number, one))) for one in section.fields)
    return {one.name: _value(one, answer) for one, answer in told if answer is not None}


def _value(one: Question, answer: Answer) -> object:
    if answer.given:
        values = [value == "true" for value in answer.values] if one.type == FLAG else list(answer.values)
        return values if one.many else values[0]
    return None if answer.state == "empty" else Gap(answer.state)


def filled(section: Section, answers: Answers) -> int:
    """How often a repeated section is filled in: the highest number that is answered, at most as often as it
    allows; 1 for any other."""
    if not section.repeated:
        return 1
    before = f"{section.name}."
    numbers = (path.removeprefix(before).partition(".")[0] for path in answers if path.startswith(before))
    return max(
        (min(int(no), section.most) for no in numbers if no.isascii() and no.isdigit() and len(no) < 6),
        default=0,
    )


def shown(form: Form, answers: Answers, now: datetime | None = None) -> frozenset[str]:
    """The paths that a person is asked now: those of the sections filled so far whose condition is met.

    A condition that waits for a field nobody came to yet hides; one whose field was answered *unknown* or
    *refused* shows, since the question may apply.
    """
    moment = now or clock.now()
    whole = record(form, answers)
    return frozenset(
        path
        for section, number, one in places(form, answers)
        if _shows(section, number, one, whole, answers, moment)
        for path in (path_of(section, number, one),)
    )


def places(form: Form, answers: Answers) -> Iterator[tuple[Section, int, Question]]:
    """Every field as often as its section is filled in (at least as often as it must be), in order."""
    for section in form.sections:
        numbers = range(1, max(filled(section, answers), section.least) + 1) if section.repeated else (0,)
        for number in numbers:
            for one in section.fields:
                yield section, number, one


def _shows(
    section: Section, number: int, one: Question, whole: dict[str, object], answers: Answers, now: datetime
) -> bool:
    if one.shown_when is None:
        return True
    outcome = _asked(one.shown_when, section, number, whole, answers, now)
    if outcome.truth is not Truth.UNKNOWN:
        return outcome.holds
    paths = (
        path_of(section, number, next(f for f in section.fields if f.name == name))
        if any(f.name == name for f in section.fields)
        else name
        for name in outcome.missing
    )
    return any(
        (answer := answers.get(path)) is not None and answer.state not in ("given", "empty") for path in paths
    )


def _asked(
    condition: Condition,
    section: Section,
    number: int,
    whole: dict[str, object],
    answers: Answers,
    now: datetime,
) -> Outcome:
    here = {**whole, **_row(section, number, answers)} if section.repeated else whole
    return decide(condition, here, now)


def check(form: Form, answers: Answers, now: datetime | None = None) -> list[Problem]:
    """Everything that stands against sealing these answers, in the order of the form; ``field`` of a problem
    is the path. Empty: nothing.

    A required field may be answered *unknown*, *refused* or *not asked* where the form allows it: see
    :func:`open_questions`.
    """
    moment = now or clock.now()
    whole = record(form, answers)
    found = [
        problem
        for path in answers
        if form.at(path) is None
        for problem in (_fault("form-path-unknown", path),)
    ]
    for section, number, one in places(form, answers):
        path = path_of(section, number, one)
        answer = answers.get(path)
        if not _shows(section, number, one, whole, answers, moment):
            if answer is not None and answer.state != "empty":
                found.append(_fault("form-not-asked-here", path, " ".join(answer.values)))
            continue
        needed = one.required
        if one.required_when is not None:
            needed |= _asked(one.required_when, section, number, whole, answers, moment).holds
        if answer is None or answer.state == "empty":
            if needed:
                found.append(_fault("form-answer-needed", path))
            continue
        found += _faults(path, one, answer, moment)
    return found


def _faults(path: str, one: Question, answer: Answer, now: datetime) -> Iterator[Problem]:
    if not answer.given:
        if answer.state not in one.states:
            yield _fault("form-state-not-allowed", path, answer.state)
        return
    if len(answer.values) > 1 and not one.many:
        yield _fault("form-one-answer", path, answer.values[1])
    for value in answer.values:
        if len(value) > MOST_CHARACTERS:
            yield _fault("form-too-long", path, value[:80], most=MOST_CHARACTERS)
        elif one.type in BOXES:
            if one.option(value) is None:
                yield _fault("form-no-such-option", path, value)
        elif why := _unread(one, value, now):
            yield _fault("form-not-readable", path, value, why=why)


def _unread(one: Question, value: str, now: datetime) -> str:
    """Why an answer cannot be read; empty where it can."""
    if one.reads is None:
        kind = "date" if one.type in ("day", "time") else one.type
        read = property_type(kind).clean(value, Context(now=now)).value is not None
        return "" if read else reason(_ASKED.get(one.type, "unfit-form"))
    try:
        one.reads((value,))
    except ValidationError as mistake:
        return unfit(mistake.errors()[0])
    except ValueError:
        return reason(_ASKED.get(one.type, "unfit-form"))
    return ""


def open_questions(form: Form, answers: Answers, now: datetime | None = None) -> list[str]:
    """The paths whose answer is *unknown*, *refused* or *not asked*, or that are shown and have none: what
    may become due."""
    seen = shown(form, answers, now)
    paths = [path_of(section, number, one) for section, number, one in places(form, answers)]
    return [
        path for path in paths if path in seen and ((answer := answers.get(path)) is None or not answer.given)
    ]


def _fault(code: str, path: str, value: str | None = None, **params: str | int) -> Problem:
    return Problem(code, Place(), path, value, params=params)
