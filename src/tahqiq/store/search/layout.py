"""The fields of the index and what a document is.

Two sorts of document: a *value* (one distinct text in one source and class, with everything it is found by)
and a *use* (this node has that value in this property). Events with a text, and identifiers with their key,
are values and uses at once.
"""

import tantivy

VERSION = 3

_LISTS = ("gram", "bone", "code", "use")


def schema() -> tantivy.Schema:
    """``gram`` 3-grams of folded words, ``bone`` grams and pairs of coarse skeletons, ``code`` whole
    identifiers and their 4-grams, ``word`` folded words with positions, ``use`` the reference of the value
    used; all with the class in front of each term.

    ``ref`` what a value is: ``value number × 2``, or ``node number × 2 + 1`` for an identifier's key.
    ``rank`` orders hits that are equal otherwise and is taken from content only. ``high`` and ``low`` are the
    two halves of an event's id, or the node of a use in ``low``.
    """
    builder = tantivy.SchemaBuilder()
    for name in _LISTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("word", tokenizer_name="whitespace", index_option="position")
    builder.add_unsigned_field("source", indexed=True, fast=True)
    builder.add_unsigned_field("type", indexed=True, fast=True)
    for name in ("ref", "prop", "rank", "high", "low"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def value_ref(number: int) -> int:
    """The reference of a text of the value dictionary."""
    return number << 1


def node_ref(number: int) -> int:
    """The reference of an identifier's key."""
    return number << 1 | 1
