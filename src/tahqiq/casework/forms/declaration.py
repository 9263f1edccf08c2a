"""A form: sections of questions, the things they speak of, and why it may be asked at all. The dialog of an
operation is one as well (:mod:`tahqiq.casework.forms.class_questions`); page, command line, API and paper
take no other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tahqiq.casework.conditions import Condition
from tahqiq.casework.forms.answers import SAID, Unanswered
from tahqiq.kit.yaml_nodes import Words

FormKind = Literal["record", "decision"]
DATA_CLASSES = (
    "administrative",
    "identity",
    "contact",
    "location",
    "finance",
    "biometric",
    "health",
    "child",
    "victim",
    "witness",
    "source",
    "intelligence",
    "privileged",
)
"""What kind of data a field holds; the erasure, masking and export rules of a desk go by it."""
GUARDED = frozenset({"health", "victim", "source", "privileged"})
"""Classes whose fields must name a compartment."""
CHOICE, FLAG = "choice", "flag"
PLAIN_TYPES = (CHOICE, FLAG, "text", "number", "time", "day", "case")
"""Types of questions that are no property types, or mean the same: one of some words, yes or no, a moment
with its zone, a day, the case that something is about."""
BOXES = frozenset({CHOICE, FLAG})
"""Types that are answered by ticking a box."""


def say(words: Words, locale: str) -> str:
    """The words in ``locale``; English where the locale is unknown."""
    return words.get(locale, words["en"])


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen. ``says`` is the value it stands for where the field is a value of a
    property."""

    name: str
    label: Words
    says: str = ""


@dataclass(frozen=True, slots=True)
class Says:
    """That an answer is a value of ``property`` of the thing that the form calls ``subject``."""

    subject: str
    property: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, however it is asked. ``name`` leads to its field (``result.technique``). ``type`` is a
    property type of the model or one of :data:`PLAIN_TYPES`; ``many`` allows several values; ``states`` are
    the ways to say that there is no value; ``lines`` is the room on paper; ``usual`` stands there where
    nothing is said, as text ("": nothing; always so where answers are kept). ``reads`` makes of the values
    what the field of the class holds and raises ``ValueError`` (None: its property type reads it). ``lookup``
    is the desk's lookup that finds what the answer names ("": it names nothing)."""

    name: str
    type: str
    label: Words
    help: Words | None = None
    data_class: str = ""
    compartment: str = ""
    basis: Words | None = None
    options: tuple[Option, ...] = ()
    many: bool = False
    required: bool = False
    required_when: Condition | None = None
    shown_when: Condition | None = None
    says: Says | None = None
    states: tuple[Unanswered, ...] = SAID
    lines: int = 1
    usual: str = ""
    reads: Callable[[tuple[str, ...]], object] | None = field(default=None, compare=False)
    lookup: str = ""
    whole: bool = False
    """Of a number: no parts of one are taken."""

    def option(self, name: str) -> Option | None:
        """The option called ``name``."""
        return next((option for option in self.options if option.name == name), None)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one heading (None: under none). A ``things`` section, or one with ``most`` above 1, is
    filled several times (a list of things), ``least`` times at least."""

    name: str
    title: Words | None
    help: Words | None
    fields: tuple[Question, ...]
    least: int = 1
    most: int = 1
    things: bool = False

    @property
    def repeated(self) -> bool:
        """Whether it stands several times; its paths then hold a number."""
        return self.things or self.most > 1


@dataclass(frozen=True, slots=True)
class Tie:
    """That the thing ``subject`` has the thing ``to`` under ``property`` (the owner of a car)."""

    subject: str
    property: str
    to: str


@dataclass(frozen=True, slots=True)
class Migration:
    """How answers of the version before are taken over: ``renamed`` fields, ``dropped`` ones (set aside by
    name), renamed ``options`` by new field."""

    version: int
    renamed: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A form in one version. ``basis`` is why the law allows to ask, ``source`` the article; ``subjects`` the
    things it speaks of by name with their type; ``before`` how answers of the version before become its own
    (None: it is the first). ``operation`` takes a sealed form's answers over, its field ``number_in`` the
    number on the sheet. The dialog of an operation has the version 0, and its answers are not kept."""

    name: str
    version: int
    title: Words
    sections: tuple[Section, ...]
    kind: FormKind = "record"
    basis: Words | None = None
    source: str = ""
    subjects: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    before: Migration | None = None
    operation: str = ""
    number_in: str = ""

    @property
    def code(self) -> str:
        """What it is called on paper: ``INTAKE-3``."""
        return f"{self.name.upper()}-{self.version}" if self.version else self.name.upper()

    def fields(self) -> Iterator[tuple[Section, Question]]:
        """Every field with its section, in order."""
        for section in self.sections:
            for one in section.fields:
                yield section, one

    def field(self, name: str) -> Question | None:
        """The field called ``name``; names are unique within a form."""
        return next((one for _, one in self.fields() if one.name == name), None)

    def at(self, path: str) -> tuple[Section, int, Question] | None:
        """Section, number (0 where it is not repeated) and field of a path; None where the form has none
        such.

        Numbers are written without leading zeros and count from 1 to the most that the section allows.
        """
        for section, one in self.fields():
            if not section.repeated and path == one.name:
                return section, 0, one
            if section.repeated and path.startswith(f"{section.name}."):
                number, _, name = path.removeprefix(f"{section.name}.").partition(".")
                if name == one.name:
                    return (section, int(number), one) if _counted(number, section.most) else None
        return None


def _counted(number: str, most: int) -> bool:
    short = number.isascii() and number.isdigit() and len(number) < 6
    return short and str(int(number)) == number and 1 <= int(number) <= most


def path_of(section: Section, number: int, one: Question) -> str:
    """The path of a field, in the ``number``-th filling of a repeated section."""
    return f"{section.name}.{number}.{one.name}" if section.repeated else one.name
