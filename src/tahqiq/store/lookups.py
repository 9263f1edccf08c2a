"""What numbers, keys and types stand for, for reads that pass a Scope where they show anything: nothing here
says who may see what.

A node, a value and a source have a number inside the workspace; these are the ways between the numbers and
what stands for them outside.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Literal

from tahqiq.kit.parts import parts
from tahqiq.store.database import Database, blob, integer, numbers, text

_CHUNK = 900
Texts = Literal["node", "value"]
"""Keys of nodes, or recorded values."""
_COLUMN: dict[Texts, str] = {"node": "key", "value": "text"}


def with_key(database: Database, schema: str, key: str) -> list[int]:
    """The nodes of a type with a key, under whatever country or bank it stands."""
    return [
        integer(row[0])
        for row in database.query("SELECT no FROM node WHERE schema=? AND key=?", (schema, key))
    ]


def short_numbers(database: Database) -> list[tuple[int, str]]:
    """Telephone numbers of six digits at the most, or that begin with a star or a hash, with their keys."""
    sql = (
        "SELECT no, key FROM node WHERE schema='PhoneNumber' AND (length(key) <= 6 OR key LIKE '*%' OR "
        "key LIKE '#%')"
    )
    return [(integer(no), text(key)) for no, key in database.query(sql)]


def of_type(database: Database, schema: str, nodes: Sequence[int]) -> list[int]:
    """Those of some nodes that are of a type, in no order."""
    found: list[int] = []
    for part in parts(nodes, _CHUNK):
        rows = database.query(f"SELECT no FROM node WHERE schema=? AND no IN ({numbers(part)})", (schema,))
        found += [integer(row[0]) for row in rows]
    return found


def every_id(database: Database, last: int) -> Iterator[tuple[int, bytes]]:
    """Number and id of every node up to a number, in bounded memory."""
    for no, identity in database.stream("SELECT no, id FROM node WHERE no <= ?", (last,)):
        yield integer(no), blob(identity)


def every_text(database: Database, of: Texts, last: int) -> Iterator[tuple[int, str]]:
    """Number and text of every key or value up to a number, in bounded memory."""
    for no, words in database.stream(f"SELECT no, {_COLUMN[of]} FROM {of} WHERE no <= ?", (last,)):
        yield integer(no), text(words)


def some_texts(database: Database, of: Texts, wanted: Iterable[int]) -> list[tuple[int, str]]:
    """Number and text of some keys or values (at most some thousands)."""
    rows = database.query(f"SELECT no, {_COLUMN[of]} FROM {of} WHERE no IN ({numbers(wanted)})")
    return [(integer(no), text(words)) for no, words in rows]


def source_ids(database: Database, wanted: Iterable[int]) -> dict[int, str]:
    """The ids of sources by number."""
    return {
        integer(no): text(public)
        for no, public in database.query(f"SELECT no, id FROM source WHERE no IN ({numbers(wanted)})")
    }


def published_ids(database: Database) -> dict[int, str]:
    """The ids of all published sources by number."""
    return {
        integer(no): text(public)
        for no, public in database.query("SELECT no, id FROM source WHERE state='published'")
    }


def published_within(database: Database, classes: Set[int]) -> list[int]:
    """The published sources of some data classes, rising: of what they state or of what an order holds
    back."""
    inside = numbers(classes)
    sql = (
        f"SELECT no FROM source WHERE state='published' AND (class IN ({inside}) OR held_class IN "
        f"({inside})) ORDER BY no"
    )
    return [integer(row[0]) for row in database.query(sql)]


def decisions(database: Database) -> int:
    """How many retractions and their opposites there are: a number that grows with every one."""
    return integer(database.query("SELECT COUNT(*) FROM retraction")[0][0])


def decided_about(database: Database) -> list[int]:
    """The nodes of which a value was ever retracted or reinstated."""
    return [integer(row[0]) for row in database.query("SELECT DISTINCT entity FROM retraction")]
