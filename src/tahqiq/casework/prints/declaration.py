"""A print as it is declared: which fields of a record stand on paper, under which titles, and who signs."""

from dataclasses import dataclass

from tahqiq.casework.registers import Column
from tahqiq.kit.yaml_nodes import Words


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the paper with a title of its own. ``each`` is the way to a list of the body ("": the body
    itself): the part then stands once for each item, numbered, and the rows' paths lead into the item; as a
    ``table`` the items stand below one another, a row for each. ``help`` stands under the title in small
    print (None: nothing)."""

    title: Words
    help: Words | None
    each: str
    rows: tuple[Column, ...]
    table: bool = False


@dataclass(frozen=True, slots=True)
class Print:
    """A paper over the records of one kind. ``code`` is Latin and stands on the sheet and in its QR code;
    ``basis`` says under what law the paper is made (None: it says nothing), ``source`` where that stands;
    ``signatures`` are the lines at the foot, none where nobody signs. ``states`` are those of the flow in
    which there is such a paper (none named: all), ``steps`` the steps of the flow that stand on it with who
    took them and when, and with ``reasons`` also why."""

    name: str
    kind: str
    code: str
    title: Words
    basis: Words | None
    source: str
    parts: tuple[Part, ...]
    signatures: tuple[Words, ...]
    states: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    reasons: bool = False
