"""The duty telephone of the unit: a setting of the desk, of which the latest holds."""

from pydantic import Field

from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.model.kind import Kind


class DutyTelephone(Strict):
    """The telephone that stands on referral sheets."""

    telephone: str = Field(
        min_length=3,
        max_length=60,
        description="The number, as the border post dials it; several with commas.",
    )


DUTY = Kind(
    "passenger-duty",
    DutyTelephone,
    lambda body: body.telephone,
    "passengers",
    DutyTelephone(telephone="+964 780 000 0000"),
    home="desk",
)


def duty_telephone(at: Desktop) -> str:
    """The number as it stands now; "" where nobody entered one."""
    found = at.records(DUTY).find(limit=1).records
    return found[0].body.telephone if found else ""
