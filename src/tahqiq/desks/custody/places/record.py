"""A place in the tree of sites, buildings, wings and cells."""

from datetime import datetime
from typing import Literal

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.body_fields import Names
from tahqiq.model.kind import Key, Kind

FACILITY = Names("facility")
"""In the ``Annotated`` of a field: it names a facility that is there."""


class Place(Strict):
    """A place of the tree. ``code`` begins with that of the place it is in; the drawing is in units of the
    plan, absent where nothing is drawn."""

    code: str = stated("Its code, such as F01/A/2/14.")
    name: str = stated("What it is called.", "")
    sort: Literal["site", "building", "wing", "landing", "cell", "yard", "room"] = stated("What it is.")
    within: str = stated("The code of the place it is in; empty: a site.", "")
    facility: str = stated("The code of its site.")
    capacity: int | None = stated("For how many it is made.", None)
    floor: float | None = stated("Floor space in square metres.", None)
    sex: Literal["female", "male", "any"] | None = stated("For women, for men.", None)
    ages: Literal["adult", "child", "any"] | None = stated("For adults, for children.", None)
    status: Literal["untried", "convicted", "civil", "any"] | None = stated(
        "For whom in which standing.", None
    )
    window: bool | None = stated("Whether daylight comes in.", None)
    toilet: bool | None = stated("Whether there is a toilet, or one can be reached at any time.", None)
    inspected: datetime | None = stated("When it was last inspected.", None)
    closed: str = stated("Why it is not used; empty: it is used.", "")
    reason: str = stated("Why it was opened, changed or closed the last time.", "")
    x: int | None = stated("Left edge on the plan.", None)
    y: int | None = stated("Top edge on the plan.", None)
    width: int | None = stated("Width on the plan.", None)
    height: int | None = stated("Height on the plan.", None)


PLACE = Kind(
    "custody-place",
    Place,
    lambda body: f"{body.code} {body.name}".strip(),
    NAME,
    Place(
        code="F01/A/1/01",
        sort="cell",
        within="F01/A/1",
        facility="F01",
        capacity=2,
        floor=8.0,
        sex="male",
        ages="adult",
        status="untried",
    ),
    home="desk",
    keys=(
        Key("code", "text", lambda body: body.code),
        Key("facility", "text", lambda body: body.facility),
        Key("within", "text", lambda body: body.within),
        Key("sort", "text", lambda body: body.sort),
    ),
    together=(("facility", "sort"),),
)
