"""An entity as a viewer sees it: the statements about it that the viewer may see."""

from dataclasses import dataclass

from tahqiq.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Entity:
    """Statements of one thing. ``key`` is the normalised key of an identifier entity, empty for a fragment.

    ``statements`` is never empty for a fragment; an identifier that only stands as a value or in facts has
    none of its own. ``fragments`` are the ids of all that are judged to be this one thing, the displayed one
    (``id``) first, empty when nothing is merged; each statement names its own. ``numbered`` is the document
    whose own numbering the key belongs to ("" = of a network, the whole world, or not visible).
    """

    id: bytes
    schema: str
    namespace: str
    key: str
    statements: tuple[Statement, ...]
    fragments: tuple[bytes, ...] = ()
    numbered: str = ""

    def values(self, prop: str) -> list[str]:
        """The distinct values of a property, oldest recorded first."""
        return list(dict.fromkeys(item.value for item in self.statements if item.prop == prop))

    @property
    def properties(self) -> dict[str, list[str]]:
        """All properties with their distinct values."""
        found: dict[str, dict[str, None]] = {}
        for item in self.statements:
            found.setdefault(item.prop, {})[item.value] = None
        return {prop: list(values) for prop, values in found.items()}
