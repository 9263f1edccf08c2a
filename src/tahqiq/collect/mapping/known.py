"""What is known before a mapping is proposed: mappings of the workspace, what a person said, and what is
assumed where nobody said anything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import get_args

from tahqiq.collect.mapping.document import Mapping
from tahqiq.formats.reader import Records
from tahqiq.model.types.base import DateOrder


@dataclass(frozen=True, slots=True)
class Known:
    """``country`` and ``zone`` are assumed where nothing speaks against them, which the mapping says;
    ``said`` names what of zone, country, order and target a person said, which is never doubted. ``order`` of
    dates, ``target`` a number. ``more`` gives the further records of the part, where the first batch is not
    all of it."""

    mappings: tuple[Mapping, ...] = ()
    country: str = "IQ"
    zone: str = "Asia/Baghdad"
    order: DateOrder | None = None
    target: str = ""
    said: frozenset[str] = frozenset()
    more: Callable[[], Iterable[Records]] | None = None


@dataclass(frozen=True, slots=True)
class ReadingHints:
    """What a person says at deposit, or when a document is read again, that answers questions of a proposal:
    order of dates, number of the target, country of national numbers ("" and None: nothing)."""

    order: DateOrder | None = None
    target: str = ""
    country: str = ""

    def to_json(self) -> dict[str, str]:
        """As a job's recipe keeps it."""
        return {"order": self.order or "", "target": self.target, "country": self.country}

    @classmethod
    def from_json(cls, stored: object) -> "ReadingHints":
        """What :meth:`to_json` kept; nothing for anything else."""
        if not isinstance(stored, dict):
            return cls()
        order = next((one for one in get_args(DateOrder) if one == stored.get("order")), None)
        return cls(order, str(stored.get("target") or ""), str(stored.get("country") or ""))

    def known(self, known: Known) -> Known:
        """``known`` with what was said."""
        told = {
            name
            for name, value in (("order", self.order), ("target", self.target), ("country", self.country))
            if value
        }
        return replace(
            known,
            order=self.order or known.order,
            target=self.target or known.target,
            country=self.country or known.country,
            said=known.said | told,
        )
