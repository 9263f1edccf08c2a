"""Names and identifiers that only what is erased stated, and where they stand in words that people wrote
elsewhere (docs/decisions/0080).

What counts: values of naming properties and keys of identifiers (not names of files: whoever deposits chooses
them); of people, and of what could be one, also each part of the name that nothing else in the workspace has.
They are found as whole words, in any case and with digits of any script. A word of the vocabulary is never
struck.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.database import Database, integer, numbers, text

STRUCK = "▒▒▒"
"""What stands where a word was struck."""
_NAMING = frozenset(
    {
        "account",
        "address",
        "cell",
        "container",
        "email",
        "iban",
        "iccid",
        "identifier",
        "imei",
        "imsi",
        "ip",
        "name",
        "phone",
        "plate",
        "url",
    }
)
_NAMING_TEXTS = frozenset(
    [
        "firstName",
        "secondName",
        "middleName",
        "lastName",
        "givenName",
        "surname",
        "fatherName",
        "grandfatherName",
        "greatGrandfatherName",
        "motherName",
        "motherFullName",
        "nameSuffix",
        "author",
        "cc",
        "bcc",
        "from",
        "originator",
        "sender",
        "to",
        "fileName",
        "documentNumber",
        "messageId",
        "recordId",
        "transactionNumber",
        "password",
        "privateKey",
        "birthPlace",
        "city",
        "district",
        "landmark",
        "postOfficeBox",
        "quarter",
        "residence",
        "seat",
        "street",
        "street2",
    ]
)
"""Properties of plain text that say who, which or where."""
_STRUCTURE = frozenset(
    {
        "entity",
        "statement",
        "id",
        "kind",
        "kinds",
        "type",
        "schema",
        "property",
        "mode",
        "direction",
        "how",
        "stage",
        "format",
        "to",
        "by",
        "key",
        "case",
    }
)
"""Entries of a stored document whose value is the program's, not somebody's words."""
_WORD = re.compile(r"\w+")
_LEAST_LETTERS, _LEAST_DIGITS, _LEAST_TOGETHER = 3, 6, 5


class Vanishing:
    """Texts that an order took away.

    >>> gone = Vanishing(["Zaid Qasim", "+9647901112223"], ["Qasim"])
    >>> words = "ask zaid  qasim (٠٧٩٠١١١٢٢٢٣), or Qasims brother"
    >>> [words[start:end] for start, end in gone.found(words)]
    ['zaid  qasim', '٠٧٩٠١١١٢٢٢٣']
    """

    def __init__(self, texts: Iterable[str], parts: Iterable[str] = ()) -> None:
        self._begun: dict[str, list[tuple[str, ...]]] = {}
        for words in {form for text_ in texts for form in _forms(text_)} | {
            (_folded(part),) for part in parts
        }:
            if _identifies(words) and words[0] not in (_program_words() if len(words) == 1 else ()):
                self._begun.setdefault(words[0], []).append(words)
        for known in self._begun.values():
            known.sort(key=len, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._begun)

    def found(self, words: str) -> Iterator[tuple[int, int]]:
        """From which letter to which each of them stands in a text."""
        matches = list(_WORD.finditer(words))
        folded = [_folded(match.group()) for match in matches]
        at = 0
        while at < len(matches):
            length = next(
                (
                    len(one)
                    for one in self._begun.get(folded[at], ())
                    if tuple(folded[at : at + len(one)]) == one
                ),
                0,
            )
            if length:
                yield matches[at].start(), matches[at + length - 1].end()
            at += length or 1

    def spots(self, value: object, path: tuple[str | int, ...] = ()) -> Iterator["Spot"]:
        """Where they stand in plain data, except in what is the program's own."""
        if isinstance(value, str):
            yield from (Spot(path, start, end) for start, end in self.found(value))
        elif isinstance(value, Mapping):
            for name, item in value.items():
                if not (name in _STRUCTURE and isinstance(item, str)):
                    yield from self.spots(item, (*path, str(name)))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                yield from self.spots(item, (*path, number))


@dataclass(frozen=True, slots=True)
class Spot:
    """From which letter to which of the text at ``path`` of plain data."""

    path: tuple[str | int, ...]
    start: int
    end: int


def struck_at(value: object, spots: Sequence[Spot], path: tuple[str | int, ...] = ()) -> object:
    """Plain data with :data:`STRUCK` in each of the places.

    >>> struck_at({"text": ["ask Zaid now"]}, [Spot(("text", 0), 4, 8)])
    {'text': ['ask ▒▒▒ now']}
    """
    if isinstance(value, str):
        for spot in sorted((one for one in spots if one.path == path), key=lambda one: -one.start):
            value = value[: spot.start] + STRUCK + value[spot.end :]
        return value
    if isinstance(value, Mapping):
        return {name: struck_at(item, spots, (*path, str(name))) for name, item in value.items()}
    if isinstance(value, list):
        return [struck_at(item, spots, (*path, number)) for number, item in enumerate(value)]
    return value


def led_over(spots: Sequence[Spot], struck: Sequence[Spot]) -> Iterator[Spot]:
    """Where other places stand once some were struck; one that was struck with them is left out.

    >>> list(led_over([Spot((), 0, 3), Spot((), 9, 12)], [Spot((), 4, 8)]))
    [Spot(path=(), start=0, end=3), Spot(path=(), start=8, end=11)]
    """
    for one in spots:
        beside = [other for other in struck if other.path == one.path]
        if all(other.end <= one.start or other.start >= one.end for other in beside):
            by = sum(len(STRUCK) - (other.end - other.start) for other in beside if other.end <= one.start)
            yield Spot(one.path, one.start + by, one.end + by)


def vanishing(database: Database, family: Sequence[int], nodes: Iterable[int]) -> Vanishing:
    """What goes with the sources numbered ``family``, whose statements are still there, and with the
    ``nodes`` that nothing else names."""
    inside = numbers(family)
    mine = _values(database, f"s.source IN ({inside})")
    for table in ("value", "original"):
        for row in database.stream(
            f"SELECT DISTINCT {table} FROM statement WHERE source NOT IN ({inside}) AND {table} > 0"
        ):
            mine.pop(integer(row[0]), None)
    texts = dict.fromkeys(mine, "")
    people: set[str] = set()
    kept = {number for number, person in mine.items() if person}
    candidates: dict[str, str] = {}
    for number, words in _dictionary(database):
        if number in texts:
            texts[number] = words
            if number in kept:
                candidates.update((_folded(part), part) for part in _WORD.findall(words))
    for number, words in _dictionary(database) if candidates else ():
        if number not in texts:
            for part in _WORD.findall(words):
                candidates.pop(_folded(part), None)
    people.update(candidates.values())
    return Vanishing([*texts.values(), *_keys(database, nodes)], people)


def _values(database: Database, where: str) -> dict[int, bool]:
    """Numbers of the naming values and of how they were written, and whether they name a person."""
    found: dict[int, bool] = {}
    sql = (
        "SELECT DISTINCT s.value, s.original, p.name, n.schema FROM statement s JOIN prop p ON p.no = "
        f"s.prop JOIN node n ON n.no = s.entity WHERE {where}"
    )
    for value, original, prop, schema in database.stream(sql):
        kind = _type(text(schema), text(prop))
        if kind in _NAMING or text(prop) in _NAMING_TEXTS:
            person = kind == "name" and _may_be_person(text(schema))
            for number in (integer(value), integer(original)):
                if number > 0:
                    found[number] = found.get(number, False) or person
    return found


def _may_be_person(schema: str) -> bool:
    """Whether a thing of a type is a person, or could be one: of a legal entity nobody said which."""
    known = vocabulary()
    return schema in known and (known.get(schema).is_a("Person") or known.get("Person").is_a(schema))


def _type(schema: str, prop: str) -> str:
    known = vocabulary().get(schema).properties if schema in vocabulary() else {}
    return known[prop].type if prop in known else "name"


def _dictionary(database: Database) -> Iterable[tuple[int, str]]:
    for no, words in database.stream("SELECT no, text FROM value"):
        yield integer(no), text(words)


def _keys(database: Database, nodes: Iterable[int]) -> list[str]:
    wanted = set(nodes)
    return [
        text(key)
        for no, key in database.stream("SELECT no, key FROM node WHERE key <> ''")
        if integer(no) in wanted
    ]


def _forms(given: str) -> list[tuple[str, ...]]:
    """The words of a text, and of a number also how it is written without the country's code and without
    gaps."""
    words = tuple(_folded(word) for word in _WORD.findall(given))
    joined = "".join(words)
    made = [words] if words else []
    if len(words) > 1 and joined.isdigit():
        made.append((joined,))
    if joined.isdigit() and joined.startswith("964") and len(joined) > 10:
        made += [("0" + joined[3:],), (joined[3:],), ("00" + joined,)]
    return made


def _identifies(words: Sequence[str]) -> bool:
    """Whether a text says who or what is meant: two letters or a short number could be anything."""
    if len(words) > 1:
        return sum(map(len, words)) >= _LEAST_TOGETHER
    return len(words[0]) >= (_LEAST_DIGITS if words[0].isdigit() else _LEAST_LETTERS)


def _folded(word: str) -> str:
    return "".join(
        str(unicodedata.digit(one)) if one.isdigit() else one for one in unicodedata.normalize("NFKC", word)
    ).casefold()


@cache
def _program_words() -> frozenset[str]:
    """Names of types and properties: a question about the type Person is no question about somebody called
    so."""
    known = vocabulary()
    return frozenset(
        _folded(name) for schema in known.schemata.values() for name in (schema.name, *schema.properties)
    )


__all__ = ["STRUCK", "Spot", "Vanishing", "led_over", "struck_at", "vanishing"]
