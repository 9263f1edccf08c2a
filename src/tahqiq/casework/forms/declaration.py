"""A form as it is declared: sections of fields, the things they speak of, and why it may be asked at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tahqiq.casework.conditions import Condition
from tahqiq.casework.forms.answers import SAID, State
from tahqiq.kit.declared import Words

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
CHOICE = "choice"
"""The one type of a field that is no property type: options."""


def say(words: Words, locale: str) -> str:
    """The words in ``locale``; English where the locale is unknown."""
    return words.get(locale, words["en"])


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen. ``says`` is the value it stands for where the field is a value of a
    property."""

    name: str
    label: Words
    says: str


@dataclass(frozen=True, slots=True)
class Says:
    """That an answer is a value of ``property`` of the thing that the form calls ``subject``."""

    subject: str
    property: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``type`` is a property type of the model or ``choice``; ``many`` allows several values;
    ``states`` are the ways to say that there is no value; ``lines`` is the room on paper."""

    name: str
    type: str
    label: Words
    help: Words | None
    data_class: str
    compartment: str
    basis: Words
    options: tuple[Option, ...] = ()
    many: bool = False
    required: bool = False
    required_when: Condition | None = None
    shown_when: Condition | None = None
    says: Says | None = None
    states: tuple[State, ...] = SAID
    lines: int = 1

    def option(self, name: str) -> Option | None:
        """The option called ``name``."""
        return next((option for option in self.options if option.name == name), None)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading; ``most`` above 1 lets it be filled several times (a list of things),
    ``least`` times at least."""

    name: str
    title: Words
    help: Words | None
    fields: tuple[Field, ...]
    least: int = 1
    most: int = 1

    @property
    def repeated(self) -> bool:
        """Whether it stands several times; its paths then hold a number."""
        return self.most > 1


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
    (None: it is the first)."""

    name: str
    version: int
    kind: FormKind
    title: Words
    basis: Words
    source: str
    sections: tuple[Section, ...]
    subjects: Mapping[str, str]
    ties: tuple[Tie, ...]
    before: Migration | None
    sha256: str
    """Of the text it was read from: what a filled form was an answer to."""

    @property
    def code(self) -> str:
        """What it is called on paper: ``INTAKE-3``."""
        return f"{self.name.upper()}-{self.version}"

    def fields(self) -> Iterator[tuple[Section, Field]]:
        """Every field with its section, in order."""
        for section in self.sections:
            for one in section.fields:
                yield section, one

    def field(self, name: str) -> Field | None:
        """The field called ``name``; names are unique within a form."""
        return next((one for _, one in self.fields() if one.name == name), None)

    def at(self, path: str) -> tuple[Section, int, Field] | None:
        """Section, number (0 where it is not repeated) and field of a path; None where the form has none
        such.

        Numbers are written without leading zeros and count from 1 to the most that the section allows.
        """
        parts = path.split(".")
        for section, one in self.fields():
            if not section.repeated and parts == [one.name]:
                return section, 0, one
            if section.repeated and len(parts) == 3 and (parts[0], parts[2]) == (section.name, one.name):
                number = (
                    int(parts[1]) if parts[1].isascii() and parts[1].isdigit() and len(parts[1]) < 6 else 0
                )
                return (
                    (section, number, one)
                    if str(number) == parts[1] and 1 <= number <= section.most
                    else None
                )
        return None


def path_of(section: Section, number: int, one: Field) -> str:
    """The path of a field, in the ``number``-th filling of a repeated section."""
    return f"{section.name}.{number}.{one.name}" if section.repeated else one.name
