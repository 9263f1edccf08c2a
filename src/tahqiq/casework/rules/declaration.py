"""A rule as it is declared: what the law asks, over which records, since when, and whether counsel has
checked it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from tahqiq.casework.clocks import Convention, Jurisdiction, Period
from tahqiq.casework.conditions import Condition
from tahqiq.kit.messages import message
from tahqiq.kit.yaml_nodes import Words

Aim = Literal["duty", "attention"]
AIMS: tuple[Aim, ...] = get_args(Aim)
FieldType = Literal["text", "number", "flag", "date", "moment", "choice", "reference", "list"]


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field of a kind of record. ``data_class`` is that of the form that asks for it (``identity``,
    ``health``, ``ethnicity`` …); ``proxy_for`` a class that the field gives away although it is another one
    (a family name that names a tribe). ``options`` are the words of a choice, ``items`` the fields of the
    items of a list of mappings; a list of plain values has none, or one called ``item``.
    """

    type: FieldType
    data_class: str = "administrative"
    proxy_for: str = ""
    options: frozenset[str] = frozenset()
    items: Mapping[str, "FieldInfo"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindFields:
    """The fields of one kind of record that rules may read. ``person``: a record of it is about a person (a
    prisoner, a booking, an alert)."""

    person: bool
    fields: Mapping[str, FieldInfo]


Kinds = Mapping[str, KindFields]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: the law or standard, and its article."""

    law: str
    article: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Records of another ``kind`` that belong to the record asked about: each of ``match`` is (their field,
    our field) and must be equal."""

    kind: str
    match: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Until:
    """A derived moment: the last second of a ``period`` that begins at the field ``start``."""

    start: str
    period: Period
    convention: Convention


@dataclass(frozen=True, slots=True)
class Unbroken:
    """A derived yes or no: whether the records of the list ``of`` that meet ``where`` cover more than
    ``longer_than`` without a break.

    Pauses up to ``bridge`` are no break. Counted by what is recorded of a condition, not by what a record is
    called.
    """

    of: str
    start: str
    end: str
    where: Condition | None
    bridge: timedelta
    longer_than: timedelta


@dataclass(frozen=True, slots=True)
class Apart:
    """A derived yes or no: whether, between our fields ``start`` and ``end`` (empty: until now), the moments
    ``at`` of the list ``of`` that meet ``where`` lie further apart than ``longer_than`` anywhere, the first
    from the beginning and the last from the end counted too. For what has to be done daily."""

    of: str
    at: str
    start: str
    end: str
    where: Condition | None
    longer_than: timedelta


Derived = Until | Unbroken | Apart


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule.

    ``aim`` ``duty``: what the agency has to do; ``attention``: what makes somebody look at a record.
    ``about`` is the kind of record asked, ``when`` which of them (None: all), ``must`` what has to hold.
    ``valid_from`` and ``valid_to`` (None: still) are days, both counted. ``verified``: counsel has checked
    text and article. ``dated``: a field whose day chooses the version instead of the day asked about. ``who``
    has to act. ``weight`` only for attention to things, never to persons. ``file`` and ``line`` say where it
    is written.
    """

    id: str
    text: Words
    source: Source
    jurisdictions: frozenset[Jurisdiction]
    verified: bool
    valid_from: date
    valid_to: date | None
    aim: Aim
    about: str
    must: Condition
    when: Condition | None = None
    who: Words | None = None
    dated: str = ""
    beside: Mapping[str, Beside] = field(default_factory=dict)
    derived: Mapping[str, Derived] = field(default_factory=dict)
    weight: Decimal | None = None
    file: str = ""
    line: int = 0

    @property
    def version(self) -> str:
        """The id with the day from which this version is law, such as ``NMR-44@2015-12-17``."""
        return f"{self.id}@{self.valid_from.isoformat()}"

    def say(self, locale: str) -> str:
        """The rule's text with its article in ``locale``, and that counsel has not verified it where that is
        so: for every place that shows it."""
        code = "rule-told-verified" if self.verified else "rule-told-unverified"
        text = self.text.get(locale, self.text["en"])
        return message(
            code, locale, {"text": text, "law": self.source.law, "article": self.source.article}
        ).sentence

    def valid(self, day: date) -> bool:
        """Whether this version is the law on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
