"""The purity of an exhibit in percent by mass, with the form it is calculated as: never a number alone
(decision 0123)."""

import math
from decimal import Decimal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.lab.balances.operations import example as balance_example
from tahqiq.desks.lab.balances.standing import as_read, usable
from tahqiq.desks.lab.examinations.counted import (
    standing_purities,
    standing_purity,
    standing_results,
    substance_of,
)
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed, example
from tahqiq.desks.lab.examinations.record import (
    EXAMINATION,
    Entered,
    Examination,
    Measured,
    Purity,
    PurityDetails,
)
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.seals import require_reached
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.exhibit_acts.weighings import standard
from tahqiq.desks.lab.exhibit_acts.withdrawals import withdrawal
from tahqiq.desks.lab.sequences.record import SEQUENCE
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse

UNIT = "ug/mL"
"""The unit of the amounts that a purity is calculated from."""


class PurityRequest(PurityDetails, ExaminationVersionRequest, needs=()):
    """A purity to calculate."""

    replaces: str = Field(
        default="",
        max_length=2_000,
        description="Only where a purity of the substance counts already: why this one replaces it.",
    )


def purity(at: ActingDesktop, asked: PurityRequest, _progress: Progress | None) -> ExaminationView:
    """Calculate a purity from the last amount that was taken up of a substance. Raises ``WrongUse``
    (``lab-purity-stands``: one counts already and no reason says why this one replaces it;
    ``lab-purity-amount``: no amount in ug/mL of it is in the ledger; ``lab-purity-nothing``: nothing was
    dissolved; ``lab-purity-solution``: another mass or volume than the solution of that run has already;
    ``lab-purity-over``: more than all of it), and as a weighing does of its balance and of the
    seal."""
    now, kept = clock.now(), working(at, asked.examination)
    require_reached(kept.body)
    before = standing_purity(kept.body, asked.substance)
    if before is not None and not asked.replaces.strip():
        said = {"substance": before.substance, "percent": before.percent}
        raise WrongUse("lab-purity-stands", **said).of_field("replaces")
    body, check = usable(at, asked.balance, asked.reason, now)
    seen = amount_of(kept.body, asked.substance)
    if seen is None or seen.amount is None:
        raise WrongUse("lab-purity-amount", substance=asked.substance[:80])
    _require_same_solution(kept.body, asked, seen.run)
    mass, volume = as_read(body, asked.milligrams, "mg"), Decimal(asked.millilitres)
    if not mass or not volume:
        raise WrongUse("lab-purity-nothing")
    percent = seen.amount * float(volume) / (10 * float(mass))
    spread = (seen.uncertainty or 0.0) / seen.amount if seen.amount else 0.0
    off = percent * math.hypot(spread, 2000 * standard(body) / float(mass))
    if percent - off > 100:
        raise WrongUse("lab-purity-over", percent=f"{percent:.3g}")
    shown, within = rounded(percent, off)
    one = Purity(
        **asked.model_dump(include=set(PurityDetails.model_fields) - {"balance", "reason"}),
        balance=body.balance,
        reason="" if check is not None else asked.reason.strip(),
        percent=shown,
        uncertainty=within,
        run=seen.run,
        amount=seen.amount,
        amount_uncertainty=seen.uncertainty or 0.0,
        checked="" if check is None else f"{check.at:%Y-%m-%dT%H:%M:%SZ}",
        at=clock.stamp(),
        by=at.bench.person.login,
    )
    return changed(at, kept, asked.version, purities=[*_replaced(at, kept.body, asked), one])


def _require_same_solution(body: Examination, asked: PurityRequest, run: str) -> None:
    """One run injects one solution: raise ``WrongUse`` where a purity of another substance that counts has
    another mass or volume for it."""
    for one in standing_purities(body):
        same = (Decimal(one.milligrams), Decimal(one.millilitres)) == (
            Decimal(asked.milligrams),
            Decimal(asked.millilitres),
        )
        if one.run == run and substance_of(one.substance) != substance_of(asked.substance) and not same:
            said = {"run": run, "substance": one.substance, "mass": one.milligrams, "volume": one.millilitres}
            raise WrongUse("lab-purity-solution", **said).of_field("milligrams")


def _replaced(at: ActingDesktop, body: Examination, asked: PurityRequest) -> list[Purity]:
    """The purities there are; those of the substance that counted no longer do."""
    return [
        one.model_copy(update={"withdrawn": withdrawal(at, asked.replaces, replaced=True)})
        if one.withdrawn is None and substance_of(one.substance) == substance_of(asked.substance)
        else one
        for one in body.purities
    ]


def amount_of(body: Examination, substance: str) -> Measured | None:
    """The last measurement that gave an amount of a substance; None where none did."""
    return next(
        (
            one.measured
            for _, one in reversed(standing_results(body))
            if one.substance.casefold() == substance.strip().casefold()
            and one.outcome == "positive"
            and one.measured is not None
            and one.measured.amount is not None
            and one.measured.unit == UNIT
        ),
        None,
    )


def rounded(percent: float, off: float) -> tuple[str, str]:
    """A purity and its uncertainty: the uncertainty up to two digits that count, the purity to the same
    place.

    >>> rounded(25.0243, 1.0449), rounded(8.4, 0)
    (('25.0', '1.1'), ('8.40', '0.00'))
    """
    places = 2 if off <= 0 else min(max(1 - math.floor(math.log10(off)), 0), 6)
    up = math.ceil(off * 10**places - 1e-9) / 10**places
    return f"{percent:.{places}f}", f"{up:.{places}f}"


def _asking(at: ActingDesktop) -> PurityRequest:
    seen = Measured.model_validate(
        {
            **dict.fromkeys(("archive", "run_sha256", "method_sha256", "library_seal"), "0" * 64),
            **dict.fromkeys(("acquired", "blank", "tune", "reference_run", "hit"), ""),
            **dict.fromkeys(("expected", "cosine", "score", "gap", "time")),
            "sequence": SEQUENCE.name,
            "run": "12",
            "instrument": "GCMS-1",
            "method": "Amines",
            "method_version": "1",
            "software": "0",
            "ratio": 100,
            "amount": 62.5,
            "uncertainty": 2.5,
            "unit": UNIT,
            "spectrum": [],
            "reference": [],
        }
    )
    opened = example(at)
    kept = at.records(EXAMINATION).get(opened.examination, at.home)
    result = Entered(
        technique="mass-spectrum",
        substance="amphetamine",
        outcome="positive",
        basis="reference-material",
        measured=seen,
    )
    version = changed(at, kept, 1, results=[result]).version
    return PurityRequest(
        case=at.home,
        examination=opened.examination,
        version=version,
        substance="amphetamine",
        milligrams="25.0",
        millilitres="100",
        form="base",
        balance=balance_example(at.elsewhere(at.desk.file)),
    )


PURITY = Operation("purity", PurityRequest, ExaminationView, "act", "write-case", purity, _asking)
