"""What formats and readings are called in every language, for people who choose and read them; a reader of
another package keeps its own title."""

from collections.abc import Mapping
from functools import cache

from tahqiq.formats.confined.known import forms
from tahqiq.kit.tables import table

Labels = Mapping[str, str]


@cache
def _labels() -> dict[str, dict[str, Labels]]:
    read: dict[str, dict[str, Labels]] = table(__package__, "titles.yaml")
    return read


def format_titles() -> dict[str, Labels]:
    """Every format that can be read, by name: its title by language tag; English alone where a package
    brought no more.

    >>> format_titles()["pdf"]["en"]
    'PDF document'
    """
    return {reader.name: _labels()["formats"].get(reader.name, {"en": reader.title}) for reader in forms()}


def mapping_titles() -> dict[str, Labels]:
    """What the program's own readings of a file's columns are called, by name and language tag. One that
    people saved has the name they gave it."""
    return dict(_labels()["mappings"])
