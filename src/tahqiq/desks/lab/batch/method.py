"""The method of a laboratory: a YAML file with every limit that a sequence is held against. The numbers are
the laboratory's; none stand in the program.

A method names at the end who agreed to it, and the digest of everything above that line (``approved:``).
Fewer than two persons, or another digest, and it is not used: a limit that somebody changed afterwards is
seen. The digest says that nothing was changed, not who a person is; the file's signature of the house stands
beside it.
"""

import hashlib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from tahqiq.desk.answers import Strict
from tahqiq.formats.confined.task import QUICK, Task
from tahqiq.kit.reasons import reason

MARK = "\napproved:"
LONGEST = 200_000


class Standard(Strict):
    """The internal standard: the ion it is measured at, its time (s) with the window to each side, and how
    far (share) its area may lie from the median of the sequence."""

    name: str
    ion: int = Field(ge=1, le=4095)
    time: float = Field(gt=0)
    window: float = Field(gt=0)
    within: float = Field(gt=0, le=1)


class Target(Strict):
    """A substance that is looked for. ``qualifiers`` are ions whose heights, relative to ``ion``, may differ
    from the calibrators' mean by ``within`` (share of that mean). ``time`` in s, ``window`` to each side: the
    top moves with the load. ``ratio`` is the least signal to noise."""

    name: str
    ion: int = Field(ge=1, le=4095)
    qualifiers: list[int] = Field(min_length=2, max_length=10)
    within: float = Field(gt=0, le=1)
    time: float = Field(gt=0)
    window: float = Field(gt=0)
    ratio: float = Field(ge=3)
    unit: str
    response: Literal["area", "height"]
    relative: bool = Field(description="Whether responses are divided by the internal standard's.")
    model: Literal["linear", "quadratic"]
    weights: Literal["1", "1/x", "1/x2"]
    levels: int = Field(
        ge=2, description="Fewest levels of a calibration that an amount may be reported from."
    )
    r2: float = Field(gt=0, le=1, description="Least coefficient of determination.")
    check: float = Field(gt=0, le=1, description="How far (share) a check may lie from its amount.")
    bracketed: bool = Field(
        description="Whether a case must lie between two checks for its amount to be told."
    )
    carry: float = Field(gt=0, le=1, description="Share of the injection before that a blank may still show.")
    reference: float = Field(
        ge=0, le=1, description="Relative standard uncertainty of the reference material."
    )
    lot: str = Field(min_length=1, description="Lot of the reference material.")
    isomers: list[str] = Field(
        default_factory=list, max_length=50, description="Isomers whose spectrum is not told from this one."
    )
    separated: list[str] = Field(
        default_factory=list,
        max_length=50,
        description="Those of them that the retention was shown to tell apart.",
    )


class Limit(Strict):
    """One line of a tune or of a test mix: the height of ``ion`` in percent of that of ``of`` lies from
    ``least`` to ``most``."""

    ion: int = Field(ge=1, le=4095)
    of: int = Field(ge=1, le=4095)
    least: float = Field(default=0, ge=0)
    most: float = Field(default=1e9, ge=0)


class Tune(Strict):
    """What the spectrum of a tuning substance must look like; ``base`` is its base peak, ``hours`` how long
    it holds. A substance that is injected (BFB, DFTPP) comes as a peak: with ``time`` and ``window`` (s) it
    is the one there that is highest in the base peak, without them the largest of the run. One that flows in
    all the time (PFTBA) is ``continuous``: the mean of all scans."""

    substance: str
    base: int = Field(ge=1, le=4095)
    limits: list[Limit] = Field(min_length=1)
    hours: float = Field(gt=0)
    time: float | None = Field(default=None, gt=0)
    window: float = Field(default=10, gt=0)
    continuous: bool = False


class Mixed(Strict):
    """A substance of the daily test mix: where it comes (s), within what, the least signal to noise, the
    worst tailing (right width over left)."""

    name: str
    ion: int = Field(ge=1, le=4095)
    time: float = Field(gt=0)
    window: float = Field(gt=0)
    ratio: float = Field(ge=3)
    tailing: float = Field(gt=0)


class Control(Strict):
    """A quantity that is followed from day to day, with its mean and deviation in control: ``standard`` =
    area of the internal standard, ``check NAME`` = a check in percent of its amount."""

    name: str
    mean: float
    deviation: float = Field(gt=0)


class House(Strict):
    """What a run of reference material must show before its spectrum may enter the house library: least
    signal to noise ``ratio`` and ``purity`` (share of the signal at its top), at most the share ``blank`` of
    it in the blank before, at least ``replicates`` injections that are ``alike`` (cosine), nothing beyond the
    molecule higher than the share ``stray`` of the base peak; ``verification`` is the least cosine to an
    independent measurement."""

    ratio: float = Field(ge=3)
    purity: float = Field(gt=0, le=1)
    blank: float = Field(ge=0, le=1)
    replicates: int = Field(ge=2)
    alike: float = Field(gt=0, le=1)
    stray: float = Field(ge=0, le=1)
    verification: float = Field(gt=0, le=1)


class Approval(Strict):
    """Who agreed to the method, and when."""

    name: str = Field(min_length=2)
    day: date


class Agreed(Strict):
    """The last block of a method: the digest (SHA-256, hex) of everything before its line, and who agreed to
    that."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    by: list[Approval] = Field(min_length=2)


class Method(Strict):
    """A method as its file says it. ``gaps`` is how many injections other than blanks may stand between a
    blank and a case."""

    name: str
    version: str
    instrument: str
    standard: Standard | None = None
    targets: list[Target] = Field(min_length=1)
    gaps: int = Field(default=0, ge=0)
    tune: Tune | None = None
    mix: list[Mixed] = Field(default_factory=list)
    controls: list[Control] = Field(default_factory=list)
    house: House | None = None
    approved: Agreed

    @property
    def ions(self) -> set[int]:
        """The ions whose traces are measured."""
        standard = {self.standard.ion} if self.standard is not None else set()
        return standard | {one.ion for one in self.targets} | {one.ion for one in self.mix}

    @model_validator(mode="after")
    def _fits(self) -> "Method":
        if any(one.relative for one in self.targets) and self.standard is None:
            raise ValueError(reason("lab-no-standard"))
        return self


def method_of(path: Path) -> tuple[Method, str]:
    """The method of a file and the digest of the file. Raises ``NotFound`` (``lab-no-such-file``),
    ``WrongUse`` (``lab-method-wrong`` with the place in the file, ``lab-method-changed`` where the digest is
    another, ``lab-method-alone`` where one person agreed with themselves)."""
    return _METHOD.once(path)


_METHOD = Task["tuple[Method, str]"](
    "tahqiq.desks.lab.batch.tables.method:method_of", tuple[Method, str], QUICK
)


def digest(text: str) -> str:
    """The digest of what was agreed to: everything before the line ``approved:``, however lines end."""
    return hashlib.sha256(text.replace("\r\n", "\n").partition(MARK)[0].encode()).hexdigest()
