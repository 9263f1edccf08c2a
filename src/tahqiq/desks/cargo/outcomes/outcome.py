"""What became of one consignment that was opened: why it was chosen, how deep it was opened, what was found
and where. Releasing one without a find is written down as carefully."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import PERSON
from tahqiq.desk.answers import Strict
from tahqiq.model.kind import Key, Kind

Why = Literal["hold", "random", "quota", "harm", "cell", "follow-up", "officer"]
"""As on the list of the shift (hold, random, quota, harm), by the bandit of a cell, to follow up a find, or
by an officer at the post."""
Depth = Literal["document", "seal", "scan", "dog", "partial", "full"]
What = Literal[
    "drugs",
    "precursor",
    "weapons",
    "cash",
    "prohibited",
    "tobacco",
    "cultural",
    "cites",
    "waste",
    "counterfeit",
    "undervaluation",
    "misdeclared",
    "weight",
    "documents",
]
Where = Literal[
    "doors",
    "right-side",
    "left-side",
    "front-wall",
    "ceiling",
    "floor",
    "undercarriage",
    "in-goods",
    "in-packing",
    "reefer-unit",
    "bumper",
    "engine",
    "tyres",
    "fuel-tank",
    "cab",
    "air-tank",
    "drive-shaft",
    "fifth-wheel",
    "exhaust",
    "luggage",
    "body-of-person",
    "papers",
    "elsewhere",
]
"""Seven points of a container and seventeen of a truck (C-TPAT), goods and papers."""
How = Literal[
    "loose",
    "behind-doors",
    "false-wall",
    "modified-part",
    "inside-goods",
    "mixed-with-goods",
    "dissolved",
    "declared-falsely",
    "other",
]
SealState = Literal["whole", "broken", "missing", "differs", "not-looked"]
SealStep = Literal["view", "verify", "tug", "twist"]
MOST_FINDS = 100


class Find(Strict):
    """One thing found. ``quantity`` is a number as text in ``unit`` ("" : not counted)."""

    what: What
    goods: str = Field(default="", max_length=300, description="What it is, in the officer's words.")
    quantity: str = Field(default="", pattern=r"^(\d{1,12}(\.\d{1,6})?)?$")
    unit: str = Field(default="", max_length=20)
    where: Where = "elsewhere"
    how: How = "other"
    exhibit: str = Field(
        default="", max_length=60, description="The number of the exhibit, where it was seized."
    )


class Laboratory(Strict):
    """What a laboratory said of the find with the number ``find`` (from 1). It changes what the find counts
    as from ``effective`` on."""

    find: int = Field(ge=1, le=100)
    confirmed: bool
    substance: str = Field(default="", max_length=200)
    report: str = Field(min_length=1, max_length=100)
    effective: date
    recorded: AwareDatetime


class Outcome(Strict):
    """One opening. ``probability`` is the chance with which the lot drew it, 1 for what was chosen for a
    reason. ``finds`` empty: released without a find.

    ``points`` are the places that were looked at, found something or not. ``by`` opened it and wrote it down,
    ``signed_by`` is the second officer ("" : not signed yet); both are people of the workspace, by id.
    Moments have a zone.
    """

    consignment: str = Field(min_length=1, max_length=100)
    container: str = Field(default="", max_length=20)
    declaration: str = Field(default="", max_length=60)
    declarant: str = Field(default="", max_length=200)
    origin: str = Field(default="", max_length=60)
    hs: str = Field(default="", pattern=r"^\d{0,12}$")
    post: str = Field(default="", max_length=60)
    shift: str = Field(default="", max_length=60)
    why: Why
    probability: float = Field(default=1.0, gt=0, le=1)
    rules: list[str] = Field(default=[], max_length=50)
    model: str = Field(default="", max_length=100)
    began: AwareDatetime
    ended: AwareDatetime
    depth: list[Depth] = Field(min_length=1, max_length=6)
    unloaded: int = Field(default=0, ge=0, le=100)
    seals: list[str] = Field(default=[], max_length=20)
    seal_state: SealState = "not-looked"
    seal_steps: list[SealStep] = Field(default=[], max_length=4)
    points: list[Where] = Field(default=[], max_length=40)
    scan: str = Field(default="", max_length=100)
    photographs: list[str] = Field(default=[], max_length=200)
    finds: list[Find] = Field(default=[], max_length=MOST_FINDS)
    laboratory: list[Laboratory] = Field(default=[], max_length=300)
    note: str = Field(default="", max_length=4_000)
    by: Annotated[str, PERSON]
    recorded: AwareDatetime
    signed_by: Annotated[str, PERSON] = ""
    signed: AwareDatetime | None = None

    def found(self, as_of: date | None = None) -> list[Find]:
        """What counts as found: every find, without those that a laboratory denied by ``as_of`` (None: ever);
        of several reports on one find the latest counts."""
        said = sorted(
            (one for one in self.laboratory if as_of is None or one.effective <= as_of),
            key=lambda one: (one.effective, one.recorded),
        )
        denied = {one.find: not one.confirmed for one in said}
        return [one for number, one in enumerate(self.finds, 1) if not denied.get(number, False)]


_BEGAN = datetime.fromisoformat("2026-03-01T06:10:00+03:00")
OUTCOME = Kind(
    "cargo-outcome",
    Outcome,
    lambda body: body.consignment,
    "cargo",
    Outcome(
        consignment="IQTRB-2026-000417",
        container="MSKU6011672",
        declarant="شركة النخيل للتخليص",
        origin="JO",
        hs="080810",
        post="trebil",
        shift="trebil-morning",
        why="harm",
        rules=["unseen-pair"],
        began=_BEGAN,
        ended=datetime.fromisoformat("2026-03-01T08:00:00+03:00"),
        depth=["scan", "full"],
        unloaded=100,
        seals=["HS-118203"],
        seal_state="whole",
        seal_steps=["view", "verify", "tug", "twist"],
        finds=[
            Find(
                what="drugs",
                goods="أقراص",
                quantity="12.4",
                unit="kg",
                where="front-wall",
                how="false-wall",
                exhibit="K-1",
            )
        ],
        by="example",
        recorded=datetime.fromisoformat("2026-03-01T08:20:00+03:00"),
    ),
    home="desk",
    relations={"opener": lambda at, body: body.by == at.actor.id},
    keys=(
        Key("consignment", "text", lambda body: body.consignment),
        Key("container", "text", lambda body: body.container),
        Key("declarant", "text", lambda body: body.declarant),
        Key("shift", "text", lambda body: body.shift),
        Key("why", "text", lambda body: body.why),
        Key("began", "time", lambda body: body.began),
        Key("finds", "integer", lambda body: len(body.found())),
    ),
)
"""One record for each opening of a consignment; a correction is a version of it."""
