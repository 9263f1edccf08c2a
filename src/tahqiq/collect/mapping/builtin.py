"""The built-in mappings for kinds of record whose columns have one meaning, from ``mappings/*.yaml``."""

from collections.abc import Mapping as MappingOf
from functools import cache
from importlib.resources import files

from tahqiq.collect.mapping.codec import loads
from tahqiq.collect.mapping.document import Mapping


@cache
def builtins() -> MappingOf[str, Mapping]:
    """All built-in mappings by name."""
    found = {}
    for path in sorted(files(__package__).joinpath("mappings").iterdir(), key=lambda item: item.name):
        if path.name.endswith(".yaml"):
            mapping = loads(path.read_text("utf-8"))
            found[mapping.name] = mapping
    return found


def builtin_for(kind: str) -> Mapping | None:
    """The built-in mapping for a record kind: the one that names it, else one that names its family
    (``un.*``); None when there is none."""
    for mapping in builtins().values():
        if kind in mapping.for_.kinds:
            return mapping
    family = kind.split(".", 1)[0] + ".*"
    return next((mapping for mapping in builtins().values() if family in mapping.for_.kinds), None)
