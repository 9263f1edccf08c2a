"""Grades of sources and information: schemes are data, a grade is scheme + version + code, never
converted."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.tables import table


@dataclass(frozen=True, slots=True)
class Grade:
    """One evaluation, e.g. ``Grade("europol-4x4", "2018", "B2")``. Two schemes never compare.

    >>> str(Grade.parse("admiralty:B2"))
    'admiralty:B2'
    """

    scheme: str
    version: str
    code: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"

    @classmethod
    def parse(cls, text: str) -> "Grade":
        """``scheme:code`` (a bare code means Admiralty). Raises ``WrongUse`` (``unknown-grade``) when the
        scheme has no such code."""
        scheme, _, code = text.strip().rpartition(":")
        scheme, code = scheme or "admiralty", code.upper()
        known = schemes().get(scheme)
        if known is None or not _valid(known, code):
            raise WrongUse("unknown-grade", value=text, schemes=", ".join(sorted(schemes())))
        return cls(scheme, str(known["version"]), code)

    @property
    def confirmed(self) -> bool:
        """Whether it gives the information the best code of its own scheme: what is drawn as a solid line.

        >>> Grade.parse("admiralty:B1").confirmed, Grade.parse("admiralty:A2").confirmed
        (True, False)
        """
        axes = schemes()[self.scheme]["axes"]
        return len(axes) > 1 and len(self.code) > 1 and next(iter(axes[1]["codes"])) == self.code[1]

    def labels(self, locale: str) -> tuple[str, ...]:
        """The words behind each sign of the code in ``locale``, source first, then information, then handling
        where the scheme has one."""
        axes = schemes()[self.scheme]["axes"]
        return tuple(
            str(axis["codes"][sign].get(locale) or axis["codes"][sign]["en"])
            for axis, sign in zip(axes, self.code, strict=False)
        )


@cache
def schemes() -> dict[str, Any]:
    """All grading schemes by id, as they stand in ``model/grades.yaml``: version, title, source, axes with
    codes and labels."""
    loaded: dict[str, Any] = table("tahqiq.model", "grades.yaml")
    return loaded


def _valid(scheme: dict[str, Any], code: str) -> bool:
    axes = scheme["axes"]
    needed = sum(1 for axis in axes if not axis.get("optional"))
    return needed <= len(code) <= len(axes) and all(
        sign in axis["codes"] for axis, sign in zip(axes, code, strict=False)
    )
