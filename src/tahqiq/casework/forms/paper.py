"""A form on paper as data: ordered sections of rows, the same for a blank sheet and for a filled one, in one
of the four languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tahqiq.casework.forms.answer_check import places, shown
from tahqiq.casework.forms.answers import Answer, Answers
from tahqiq.casework.forms.declaration import BOXES, Form, Question, Section, path_of, say
from tahqiq.casework.forms.filled_form import Filled
from tahqiq.kit.locale import format_date, locale
from tahqiq.kit.messages import message
from tahqiq.kit.office import office_zone

BLANK_REPEATS = 3
"""How often a repeated section stands on a blank sheet, where it may stand so often."""


@dataclass(frozen=True, slots=True)
class Box:
    """An option with its box, ticked or not."""

    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One question. ``values`` as they were written; ``state`` says in words why there is none ("" where
    there is one, or where nobody came to it); ``boxes`` of a choice and, on a blank sheet, of the states;
    ``lines`` is the room to write in (0: none); ``closed`` names the compartment."""

    path: str
    label: str
    help: str
    values: tuple[str, ...]
    state: str
    note: str
    boxes: tuple[Box, ...]
    states: tuple[Box, ...]
    lines: int
    required: bool
    closed: str


@dataclass(frozen=True, slots=True)
class Block:
    """A section as it stands on paper; ``number`` counts the fillings of a repeated one (0: it is not
    repeated). ``lines`` are the fillings of one that stands as a table."""

    title: str
    help: str
    number: int
    rows: tuple[Row, ...]
    lines: tuple[tuple[Row, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole form, or a record's print, on paper. ``code`` and ``id`` are Latin and stand as QR as well;
    ``basis`` may be empty; ``facts`` stand under the title, each a label and what is said under it, value by
    value (directions do not mix between values); ``signatures`` are the lines at the foot."""

    locale: str
    direction: Literal["ltr", "rtl"]
    title: str
    code: str
    id: str
    basis: str
    facts: tuple[tuple[str, ...], ...]
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...]
    words: dict[str, str]

    @property
    def mark(self) -> str:
        """What the QR code holds and the foot of each page says: ``INTAKE-3 7CXA-9RTL-…``."""
        return f"{self.code} {self.id}".strip()


def _word(code: str, tag: str) -> str:
    return message(code, tag, {}).sentence


def sheet(
    form: Form, tag: str, filled: Filled | None = None, id: str = "", see: frozenset[str] | None = None
) -> Sheet:
    """A form in the language ``tag``: blank with room to write where ``filled`` is None, otherwise with its
    answers.

    ``id`` is the number of a blank sheet, so that paper and typing meet. ``see`` names the compartments that
    the reader may see (None: all): fields of others stand with their label alone.
    """
    answers: Answers = filled.answers if filled else {}
    asked = shown(form, answers, filled.typed_on) if filled else frozenset()
    own = locale(tag)
    blocks: list[Block] = []
    here: dict[tuple[str, int], list[Row]] = {}
    order: list[tuple[Section, int]] = []
    for section, number, one in _places(form, answers, filled is None):
        path = path_of(section, number, one)
        if (section.name, number) not in here:
            here[section.name, number] = []
            order.append((section, number))
        answer = answers.get(path)
        if filled is not None and path not in asked and answer is None:
            continue
        hidden = see is not None and one.compartment != "" and one.compartment not in see
        here[section.name, number].append(
            _row(path, one, None if hidden else answer, own.tag, filled is None and not hidden, hidden)
        )
    for section, number in order:
        rows = tuple(here[section.name, number])
        blocks.append(
            Block(
                say(section.title, own.tag) if section.title else "",
                say(section.help, own.tag) if section.help else "",
                number,
                rows,
            )
        )
    basis = say(form.basis, own.tag) + (f" ({form.source})" if form.source else "") if form.basis else ""
    words = {name: _word(f"form-word-{name}", own.tag) for name in ("basis", "number", "signature", "closed")}
    sheet_id = filled.id if filled else id
    return Sheet(
        own.tag,
        own.direction,
        say(form.title, own.tag),
        form.code,
        sheet_id,
        basis,
        _facts(own.tag, filled),
        tuple(blocks),
        (words["signature"],) * 2,
        words,
    )


def _facts(tag: str, filled: Filled | None) -> tuple[tuple[str, ...], ...]:
    names = ("filled-on", "filled-by", "typed-on")
    if filled is None:
        return tuple((_word(f"form-word-{name}", tag), "") for name in names[:2])
    typed = format_date(filled.typed_on.strftime("%Y-%m-%dT%H:%M:%SZ"), tag, office_zone(), "latn")
    told = (format_date(filled.filled_on.isoformat(), tag, digits="latn"), filled.filled_by, typed)
    return tuple((_word(f"form-word-{name}", tag), text) for name, text in zip(names, told, strict=True))


def _places(form: Form, answers: Answers, blank: bool) -> Sequence[tuple[Section, int, Question]]:
    if not blank:
        return list(places(form, answers))
    return [
        (section, number, one)
        for section in form.sections
        for number in (
            range(1, max(section.least, min(section.most, BLANK_REPEATS)) + 1) if section.repeated else (0,)
        )
        for one in section.fields
    ]


def _row(path: str, one: Question, answer: Answer | None, tag: str, blank: bool, hidden: bool) -> Row:
    chosen = set(answer.values) if answer else set()
    boxes = (
        tuple(Box(say(option.label, tag), option.name in chosen) for option in one.options)
        if not hidden
        else ()
    )
    values = () if one.type in BOXES or answer is None else answer.values
    state = _word(f"form-word-{answer.state}", tag) if answer is not None and not answer.given else ""
    states = tuple(Box(_word(f"form-word-{name}", tag), False) for name in one.states) if blank else ()
    lines = one.lines if blank and one.type not in BOXES else 0
    help_ = say(one.help, tag) if one.help else ""
    closed = one.compartment if hidden else ""
    return Row(
        path,
        say(one.label, tag),
        help_,
        values,
        state,
        answer.note if answer else "",
        boxes,
        states,
        lines,
        one.required,
        closed,
    )
