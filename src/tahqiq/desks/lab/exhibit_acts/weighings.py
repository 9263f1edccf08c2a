"""The net weight of an exhibit with its uncertainty, from the readings of a balance of the register."""

import math
from decimal import Decimal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.decimals import Decimals
from tahqiq.desks.lab.balances.operations import example as balance_example
from tahqiq.desks.lab.balances.record import FINE, Balance
from tahqiq.desks.lab.balances.standing import as_read, digits, usable
from tahqiq.desks.lab.examinations.announced import require_below_gross
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed, example
from tahqiq.desks.lab.examinations.record import Examination, Weighing, WeighingDetails
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.seals import require_reached_again, whole_seals
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse


class WeighingRequest(WeighingDetails, ExaminationVersionRequest, needs=()):
    """A net weight: read on a tared balance, or as gross and tare, each with every digit that the balance
    showed."""

    grams: Decimals | None = Field(
        default=None, pattern=FINE, description="The net weight as read on a tared balance, in grams."
    )


def weigh(at: ActingDesktop, asked: WeighingRequest, _progress: Progress | None) -> ExaminationView:
    """Write down a net weight, or the gross one under a whole seal, with its uncertainty (k = 2). Raises
    ``Conflict`` (``lab-sealed``: the opening of the seal comes first; ``lab-balance-failed``,
    ``lab-balance-uncalibrated``, ``lab-balance-unchecked``: no check today and no reason), ``NotFound``
    (``lab-balance-none``), ``WrongUse`` (``lab-sealed-again``, ``lab-not-sealed``, ``lab-weight-more``,
    ``lab-reading-digits``, ``lab-reading-missing``, ``lab-reading-net``)."""
    now, kept = clock.now(), working(at, asked.examination)
    if asked.under_seal:
        _require_gross_alone(kept.body, asked)
    else:
        require_reached_again(kept.body, asked.explanation)
    body, check = usable(at, asked.balance, asked.reason, now)
    grams = sealed_gross(body, asked) if asked.under_seal else net(body, asked)
    if grams:
        require_below_gross(kept.body, Decimal(grams), asked.explanation)
    one = Weighing(
        what=asked.what or kept.body.exhibit,
        gross=asked.gross,
        tare=asked.tare,
        grams=grams,
        under_seal=asked.under_seal,
        explanation=asked.explanation.strip(),
        resolution=body.resolution,
        uncertainty=expanded(body),
        balance=body.balance,
        balance_name=body.name,
        checked="" if check is None else f"{check.at:%Y-%m-%dT%H:%M:%SZ}",
        checked_read="" if check is None else check.read,
        reason="" if check is not None else asked.reason.strip(),
        at=clock.stamp(),
        by=at.bench.person.login,
    )
    return changed(at, kept, asked.version, weighings=[*kept.body.weighings, one])


def _require_gross_alone(body: Examination, asked: WeighingRequest) -> None:
    """Raise ``WrongUse`` where a weight under seal is none: ``lab-not-sealed``, ``lab-reading-sealed``."""
    if not whole_seals(body):
        raise WrongUse("lab-not-sealed", exhibit=body.exhibit).of_field("under_seal")
    if asked.tare or asked.grams or not asked.gross:
        raise WrongUse("lab-reading-sealed").of_field("gross")


def sealed_gross(body: Balance, asked: WeighingRequest) -> str:
    """No net weight: the reading of a sealed exhibit is its gross weight. Raises ``WrongUse``
    (``lab-reading-digits``, ``lab-reading-nothing``)."""
    if as_read(body, asked.gross) <= 0:
        raise WrongUse("lab-reading-nothing").of_field("gross")
    return ""


def net(body: Balance, asked: WeighingRequest) -> str:
    """The net weight in grams: gross minus tare, or as it was read. Raises ``WrongUse``
    (``lab-reading-missing``, ``lab-reading-net``: it is not gross minus tare, or nothing is left)."""
    if bool(asked.gross) != bool(asked.tare) or not (asked.gross or asked.grams):
        raise WrongUse("lab-reading-missing")
    read = as_read(body, asked.grams) if asked.grams else None
    if not asked.gross:
        found = read
    else:
        found = as_read(body, asked.gross) - as_read(body, asked.tare)
        if read is not None and read != found:
            raise WrongUse("lab-reading-net", gross=asked.gross, tare=asked.tare, net=f"{found}")
    if found is None or found <= 0:
        raise WrongUse("lab-reading-nothing")
    return f"{found:.{digits(body.resolution)}f}"


def expanded(body: Balance) -> str:
    """The expanded uncertainty of a net weight in grams (k = 2, SWGDRUG SD-3, ASTM E2764): the resolution as
    a rectangle of its width, twice since a net weight rests on two readings, beside the other components of
    the balance."""
    up = math.ceil(2 * standard(body) * 10 ** _places(body) - 1e-9) / 10 ** _places(body)
    return f"{up:.{_places(body)}f}"


def standard(body: Balance) -> float:
    """The standard uncertainty of a net weight on a balance, in grams."""
    read = float(Decimal(body.resolution)) / math.sqrt(12)
    others = (body.repeatability, body.linearity, body.calibration)
    return math.hypot(read, read, *(float(one) for one in others))


def _places(body: Balance) -> int:
    return max(digits(body.resolution), 1)


WEIGH = Operation(
    "weigh",
    WeighingRequest,
    ExaminationView,
    "act",
    "write-case",
    weigh,
    lambda at: WeighingRequest(
        case=at.home,
        examination=example(at).examination,
        version=1,
        gross="14.0310",
        tare="11.6900",
        balance=balance_example(at.elsewhere(at.desk.file)),
    ),
)
