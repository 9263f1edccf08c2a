"""The mappings that come with the program, one for each fixed kind of record (``mappings/*.yaml``)."""

from functools import cache
from importlib.resources import files

from tahqiq.formats.mapping.codec import loads
from tahqiq.formats.mapping.document import Mapping


@cache
def built_in() -> dict[str, Mapping]:
    """All built-in mappings by name; raises ``ValueError`` when two are for the same kind of record."""
    found: dict[str, Mapping] = {}
    kinds: dict[str, str] = {}
    for path in sorted(files(__package__).joinpath("mappings").iterdir(), key=lambda item: item.name):
        if path.name.endswith(".yaml"):
            mapping = loads(path.read_text("utf-8"))
            for kind in mapping.for_.kinds:
                if kinds.setdefault(kind, mapping.name) != mapping.name:
                    raise ValueError(f"{kinds[kind]} and {mapping.name} are both for {kind}")
            found[mapping.name] = mapping
    return found


def for_kind(kind: str) -> Mapping | None:
    """The built-in mapping for a kind of record; None when there is none."""
    return next((mapping for mapping in built_in().values() if kind in mapping.for_.kinds), None)


def named(name: str) -> Mapping | None:
    """A built-in mapping by its name; None when there is none."""
    return built_in().get(name)
