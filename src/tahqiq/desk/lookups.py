"""What a field of a question names: a person by name or number, a facility by name or code. A desk declares a
:class:`Lookup` once and marks fields with its name (:class:`tahqiq.model.body_fields.Names`); forms then
offer a search as somebody types, and every way of asking gets the one record, or is refused at the field.
A :class:`Finder` is asked by the search of the whole page alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from tahqiq.kit.errors import NotFound, TahqiqError, WrongUse
from tahqiq.model.body_fields import lookup_of, single

if TYPE_CHECKING:
    from tahqiq.desk.desktop import Desktop

MOST = 12
"""The most candidates that are offered at once."""
_SAID = 5
"""The most candidates that a refusal names."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be meant: the ``value`` that a field holds (a number, a code), what people call it,
    and what tells it from others of that name ("": nothing)."""

    value: str
    name: str
    beside: str = ""

    @property
    def in_words(self) -> str:
        """The name with the value beside it; the value alone where it has no name."""
        return f"{self.name} ({self.value})" if self.name else self.value


@dataclass(frozen=True, slots=True)
class Finder:
    """How things are found by words, for the search of the whole page: ``like`` gives what somebody may mean
    as they type ("": what is offered before anything was typed), the likeliest to be wanted first."""

    name: str
    like: Callable[[Desktop, str], Sequence[Candidate]]

    def offered(self, at: Desktop, words: str) -> Sequence[Candidate]:
        """What is offered for words that were typed, at most :data:`MOST`."""
        with at.bench.door.request():
            return self.like(at, words)[:MOST]


@dataclass(frozen=True, slots=True)
class Lookup(Finder):
    """How something is found that a field names. ``called`` gives only what has the words as its value or as
    its whole name, however it is spelt. ``unknown`` and ``several`` are the messages that refuse words which
    none or more than one of them has; both get ``value`` (the words) and ``known`` (the candidates)."""

    called: Callable[[Desktop, str], Sequence[Candidate]]
    unknown: str
    several: str

    def offered(self, at: Desktop, words: str) -> Sequence[Candidate]:
        """What is offered for words that were typed: what has them as its value, else what may be meant."""
        with at.bench.door.request():
            exact = [one for one in self.called(at, words) if one.value == words] if words else []
            return (exact or self.like(at, words))[:MOST]

    def value_of(self, at: Desktop, words: str) -> str:
        """The value that words mean. Raises ``NotFound`` (``unknown``), ``WrongUse`` (``several``)."""
        found = self.called(at, words)
        if len(found) == 1:
            return found[0].value
        near = found or next(
            filter(None, (self.like(at, part) for part in (words, *words.split()[:1], ""))), ()
        )
        known = ", ".join(one.in_words for one in near[:_SAID]) or "-"
        refusal: type[TahqiqError] = WrongUse if found else NotFound
        raise refusal(self.several if found else self.unknown, value=words[:60] or "-", known=known)


def names_in(asks: type[BaseModel]) -> Iterator[str]:
    """The lookups that fields of a question, and of the things in it, are marked with."""
    yield from _names(asks, frozenset())


def _names(model: type[BaseModel], within: frozenset[type]) -> Iterator[str]:
    for field in model.model_fields.values():
        item = single(field.annotation)
        if name := lookup_of(field):
            yield name
        elif isinstance(item, type) and issubclass(item, BaseModel) and item not in within:
            yield from _names(item, within | {item})


def resolved(at: Desktop, asked: BaseModel) -> BaseModel:
    """A question with every field that names something as the value of what is meant; what may be left empty
    stays so. Raises ``NotFound`` and ``WrongUse`` of the lookup, at the field."""
    return _resolved(at, asked, "") if _names_something(type(asked)) else asked


@cache
def _names_something(asks: type[BaseModel]) -> bool:
    """Whether a question names anything: asked at each operation, and the same for each of its class."""
    return any(names_in(asks))


def _resolved(at: Desktop, thing: BaseModel, before: str) -> BaseModel:
    found: dict[str, object] = {}
    for name, field in type(thing).model_fields.items():
        given, path = getattr(thing, name), f"{before}{name}"
        lookup = lookup_of(field)
        if isinstance(given, BaseModel):
            made: object = _resolved(at, given, f"{path}.")
        elif isinstance(given, list):
            made = [
                _resolved(at, one, f"{path}.{number}.")
                if isinstance(one, BaseModel)
                else _value(at, lookup, one, path, needed=True)
                for number, one in enumerate(given, 1)
            ]
        else:
            made = _value(at, lookup, given, path, needed=field.is_required())
        if made != given:
            found[name] = made
    return thing.model_copy(update=found) if found else thing


def _value(at: Desktop, lookup: str, given: object, path: str, *, needed: bool) -> object:
    if not lookup or not isinstance(given, str) or not (needed or given.strip()):
        return given
    try:
        return at.desk.lookup(lookup).value_of(at, given.strip())
    except TahqiqError as refused:
        raise refused.of_field(path) from None
