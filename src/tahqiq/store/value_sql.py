"""Where the text of a value stands: in the dictionary, or, for identifiers and links, in the row of the node
it names (docs/decisions/0003).

Column ``value`` of a statement is a number of the dictionary when it is positive. Most values of a call file
or a register are the key of an identifier or the id of an entity, which stand in ``node`` already: they are
not written a second time.
"""

from tahqiq.store.database import EngineName, Value, integer, text

KEY_OF_TARGET = 0
ID_OF_TARGET = -1
OWN_KEY = -2

NodeRow = tuple[bytes, str, str, str]
"""Id, schema, namespace, key."""


def value_text(number: Value, words: Value, entity: NodeRow, target: NodeRow | None) -> str:
    """The text of a value from its number, the dictionary's text (None where it has none) and the rows of its
    entity and target.

    >>> value_text(OWN_KEY, None, (bytes(16), "PhoneNumber", "", "+9647430000001"), None)
    '+9647430000001'
    """
    place = integer(number)
    if place == OWN_KEY:
        return entity[3]
    if place > 0 or target is None:
        return text(words)
    return target[3] if place == KEY_OF_TARGET else target[0].hex()


def value_sql(engine: EngineName) -> str:
    """The same as an SQL expression over ``statement s``, ``LEFT JOIN value v``, ``node n`` (entity) and
    ``LEFT JOIN node t`` (target)."""
    hexadecimal = "lower(hex(t.id))" if engine == "sqlite" else "encode(t.id, 'hex')"
    return (
        f"CASE s.value WHEN {OWN_KEY} THEN n.key WHEN {ID_OF_TARGET} THEN {hexadecimal} WHEN "
        f"{KEY_OF_TARGET} THEN t.key ELSE v.text END"
    )
