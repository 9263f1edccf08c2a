"""A balance and its checks as records. Masses are texts in grams: every digit that was read is kept."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk.decimals import Decimals
from tahqiq.desk.details import Details
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desk.operation import PERSON
from tahqiq.model.kind import Key, Kind

FINE = r"^\d{1,9}(\.\d{1,6})?$"
"""A mass in grams as text, to a millionth."""


class BalanceDetails(Details):
    """What people state of a balance. Uncertainties are standard uncertainties in grams, from its calibration
    certificate and the laboratory's own repeated weighings."""

    balance: str = Field(min_length=1, max_length=50, description="The number of the balance.")
    name: str = Field(default="", max_length=200, description="Its make and where it stands.")
    resolution: Decimals = Field(pattern=FINE, description="The smallest step that it shows, in grams.")
    calibrated_until: Annotated[date, MAY_LIE_AHEAD] = Field(description="The day of its next calibration.")
    weight: str = Field(
        min_length=1, max_length=100, description="The check weight, by the number on its certificate."
    )
    nominal: Decimals = Field(pattern=FINE, description="The mass of the check weight, in grams.")
    tolerance: Decimals = Field(
        pattern=FINE, description="How far the reading may lie from that mass, in grams."
    )
    repeatability: Decimals = Field(
        default="0", pattern=FINE, description="Standard deviation of repeated weighings, in grams."
    )
    linearity: Decimals = Field(
        default="0", pattern=FINE, description="Standard uncertainty of linearity, in grams."
    )
    calibration: Decimals = Field(
        default="0", pattern=FINE, description="Standard uncertainty of the balance's calibration, in grams."
    )


class Balance(BalanceDetails):
    """A balance of the laboratory; a calibration or another check weight makes a new version of it."""


class CheckDetails(Details):
    """What people state of a check."""

    balance: str = Field(min_length=1, max_length=50, description="The balance, by its number.")
    read: Decimals = Field(pattern=FINE, description="What it showed with the check weight on it, in grams.")
    note: str = Field(default="", max_length=2_000, description="A remark: levelled, cleaned, adjusted.")


class Check(CheckDetails):
    """A check with the weight and the tolerance that the register named then; ``off`` is the reading minus
    the nominal mass, in grams, with its sign."""

    weight: str
    nominal: str
    tolerance: str
    off: str
    passed: bool
    at: AwareDatetime
    by: Annotated[str, PERSON]


_EXAMPLE = Balance(
    balance="B-2",
    name="Analytical balance, weighing room",
    resolution="0.0001",
    calibrated_until=date(2027, 6, 1),
    weight="W-20",
    nominal="20.0000",
    tolerance="0.0005",
)
BALANCE = Kind(
    "lab-balance",
    Balance,
    lambda body: body.balance,
    "lab",
    _EXAMPLE,
    home="desk",
    keys=(Key("balance", "text", lambda body: body.balance),),
)
CHECK = Kind(
    "lab-balance-check",
    Check,
    lambda body: body.balance,
    "lab",
    Check(
        balance="B-2",
        read="20.0002",
        weight="W-20",
        nominal="20.0000",
        tolerance="0.0005",
        off="0.0002",
        passed=True,
        at=datetime.fromisoformat("2026-03-01T05:00:00+00:00"),
        by="analyst",
    ),
    home="desk",
    keys=(
        Key("balance", "text", lambda body: body.balance),
        Key("at", "time", lambda body: body.at),
    ),
)
