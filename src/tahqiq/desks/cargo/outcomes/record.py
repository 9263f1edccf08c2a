"""What became of one consignment that was opened: why it was chosen, how deep it was opened, what was found
and where. Releasing one without a find is written down as carefully."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import PERSON
from tahqiq.desk.decimals import Decimals
from tahqiq.desk.details import Details
from tahqiq.desk.field_labels import ForPrograms
from tahqiq.desk.moments import Happened
from tahqiq.desks.cargo.names.names import DEPTHS, POST
from tahqiq.model.kind import Key, Kind

Why = Literal["hold", "random", "quota", "harm", "spare", "cell", "follow-up", "officer"]
"""As on the list of the shift (hold, random, quota, harm, spare), by the bandit of a cell, to follow up a
find, or by an officer at the post."""
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
Result = Literal["find", "clean", "open"]
MOST_FINDS = 100


def less_than(ordered: str, done: Sequence[Depth]) -> bool:
    """Whether what was done reaches less deep than what was ordered: depths are listed from the paper to the
    full unloading.

    >>> less_than("full", ["scan", "partial"]), less_than("scan", ["full"]), less_than("", [])
    (True, False, False)
    """
    return ordered in DEPTHS and all(DEPTHS.index(one) < DEPTHS.index(ordered) for one in done)


class Find(Details):
    """One thing found. ``quantity`` is a number as text in ``unit`` ("" : not counted)."""

    what: What = Field(
        description=(
            "What it is: drugs, precursor, weapons, cash, prohibited, tobacco, cultural, cites, waste, "
            "counterfeit, undervaluation, misdeclared, weight, documents."
        )
    )
    goods: str = Field(default="", max_length=300, description="What it is, in the officer's words.")
    quantity: Decimals = Field(
        default="",
        pattern=r"^(\d{1,12}(\.\d{1,6})?)?$",
        description="How much, a number; empty: not counted.",
    )
    unit: str = Field(default="", max_length=20, description="The unit of the quantity.")
    where: Where = Field(
        default="elsewhere",
        description="Where it was: one of seven points of a container, seventeen of a truck, goods, papers.",
    )
    how: How = Field(default="other", description="How it was hidden.")
    exhibit: str = Field(
        default="", max_length=60, description="The number of its exhibit, where it was seized."
    )


class LaboratoryDetails(Details):
    """What a laboratory says of a find."""

    find: int = Field(ge=1, le=MOST_FINDS, description="The find it is about, by its number from 1.")
    confirmed: bool = Field(default=False, description="Whether the laboratory confirmed it.")
    report: str = Field(min_length=1, max_length=100, description="The number of the laboratory's report.")
    effective: Annotated[date, Happened()] = Field(
        description="The day of the report: from it on the find counts as the laboratory says."
    )
    substance: str = Field(default="", max_length=200, description="What the laboratory found.")


class Laboratory(LaboratoryDetails):
    """A laboratory's result; it changes what the find counts as from ``effective`` on."""

    recorded: AwareDatetime


class OutcomeDetails(Details):
    """What officers state of an examination. Moments have a zone."""

    consignment: str = Field(
        min_length=1, max_length=100, description="The consignment, by the number it has on the list."
    )
    why: Why = Field(
        default="officer",
        description=(
            "Why it was opened: hold, random, quota, harm or spare as on the list; cell or follow-up; "
            "officer where somebody at the post chose it."
        ),
    )
    probability: float = Field(
        default=1.0,
        gt=0,
        le=1,
        description=(
            "The chance with which the lot or the bandit of cells drew it, as on the list; 1 for what "
            "was chosen for a reason."
        ),
    )
    began: Annotated[AwareDatetime, Happened()] = Field(description="When the opening began, with its zone.")
    ended: Annotated[AwareDatetime, Happened(after=("began",))] = Field(
        description="When it ended, with its zone."
    )
    depth: list[Depth] = Field(
        min_length=1, max_length=6, description="How deep: document, seal, scan, dog, partial, full."
    )
    container: str = Field(default="", max_length=20, description="The container or trailer.")
    plates: list[str] = Field(default=[], max_length=20, description="The plates of lorry and trailer.")
    declaration: str = Field(default="", max_length=60, description="The declaration, bill or waybill.")
    declarant: str = Field(default="", max_length=200, description="Who declared it.")
    origin: str = Field(default="", max_length=60, description="The country of origin.")
    hs: str = Field(default="", pattern=r"^\d{0,12}$", description="The HS code, digits only.")
    post: str = Field(default="", max_length=60, description="The post.")
    shift: str = Field(default="", max_length=60, description="The shift, as the list names it.")
    rules: list[str] = Field(default=[], max_length=50, description="Rules that spoke for it.")
    model: str = Field(
        default="", max_length=100, description="The model and its version, where one ranked it."
    )
    unloaded: int = Field(default=0, ge=0, le=100, description="How much was unloaded, in per cent.")
    seals: list[str] = Field(default=[], max_length=20, description="Numbers of the seals that were on it.")
    seal_state: SealState = Field(
        default="not-looked", description="How the seals were: whole, broken, missing, differs, not-looked."
    )
    seal_steps: list[SealStep] = Field(
        default=[], max_length=4, description="What was done with the seal: view, verify, tug, twist."
    )
    points: list[Where] = Field(
        default=[],
        max_length=40,
        description=(
            "Points that were looked at: seven of a container, seventeen of a truck, the reefer unit, goods."
        ),
    )
    scan: str = Field(default="", max_length=100, description="The reference of the scanner's image.")
    photographs: list[str] = Field(
        default=[], max_length=200, description="SHA-256 of the photographs, or their source ids."
    )
    released: bool = Field(
        default=False, description="Whether officers say that nothing was found and it is released."
    )
    note: str = Field(default="", max_length=4_000, description="What else has to be said.")


class Outcome(OutcomeDetails):
    """One examination. ``probability`` is the chance with which it was drawn, 1 for what was chosen for a
    reason. ``by`` examined it and recorded it, ``signed_by`` is the second officer ("" : not signed yet);
    both are people of the workspace, by id. ``seizure`` is the document that states the finds as exhibits
    ("" : none yet), ``seizure_case`` the case in which it lies."""

    post: Annotated[str, POST] = Field(default="", max_length=60, description="The post.")
    photographs: Annotated[list[str], ForPrograms()] = Field(
        default=[], max_length=200, description="SHA-256 of the photographs, or their source ids."
    )
    finds: list[Find] = Field(default=[], max_length=MOST_FINDS)
    laboratory: list[Laboratory] = Field(default=[], max_length=300)
    by: Annotated[str, PERSON]
    recorded: AwareDatetime
    signed_by: Annotated[str, PERSON] = ""
    signed: AwareDatetime | None = None
    seizure: Annotated[str, ForPrograms()] = ""
    seizure_case: Annotated[str, ForPrograms()] = ""

    @property
    def result(self) -> Result:
        """What officers say of it: a find, nothing found (released, or every find denied by a laboratory), or
        nothing yet."""
        return "find" if self.found() else "clean" if self.released or self.finds else "open"

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
