"""The examination of an exhibit as a record: how it came, who held it, what was weighed and picked, what
techniques said, and the record that a report is made of."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.casework.forms.answers import Unanswered
from tahqiq.desk.acts import kind_of_acts, standing_of
from tahqiq.desk.answers import Strict
from tahqiq.desk.decimals import Decimals
from tahqiq.desk.details import Details
from tahqiq.desk.exhibit_state import Held, Standing
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desk.operation import PERSON
from tahqiq.desks.lab.balances.record import FINE
from tahqiq.desks.lab.examinations.ledger import Result
from tahqiq.desks.lab.sampling_plans.record import Picked
from tahqiq.model.kind import Json, Key, Kind

Peaks = list[tuple[int, float]]
Sort = Literal["other", "captagon", "medicine"]
READING = r"^(\d{1,9}(\.\d{1,6})?)?$"
"""A reading of a balance in grams as text; "" where there is none."""


class Intake(Strict):
    """How an exhibit came to the laboratory, and what a report must say of it (ISO/IEC 17025:2017, 7.8.2.1).
    Texts stand as they were written; "" = not stated."""

    laboratory: str = Field(default="", max_length=300, description="The laboratory's name.")
    address: str = Field(default="", max_length=300, description="The laboratory's address.")
    place: str = Field(
        default="", max_length=300, description="Where the work is done, where that is elsewhere."
    )
    customer: str = Field(
        default="", max_length=300, description="Who asked for the examination, and how to reach them."
    )
    request: str = Field(
        default="", max_length=300, description="The letter or court order that asked for it."
    )
    sort: Sort = Field(
        default="other", description="What sort of exhibit it is; some must state certain substances."
    )
    declared: list[str] = Field(
        default_factory=list,
        max_length=50,
        description="What its package declares; each must be stated as found or not found.",
    )
    question: str = Field(default="", max_length=2_000, description="What was asked.")
    due_on: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="The day by which the report is wanted; without it, none was named."
    )
    seizure: str = Field(default="", max_length=100, description="The number of the seizure record.")
    seizing_unit: str = Field(default="", max_length=300, description="The unit that seized it.")
    seized_on: Annotated[date | None, Happened()] = Field(default=None, description="The day of the seizure.")
    seized_at: str = Field(default="", max_length=300, description="The place of the seizure.")
    brought_by: str = Field(default="", max_length=200, description="Who brought it.")
    condition: str = Field(
        default="", max_length=2_000, description="In which condition package and seal were."
    )
    packages: int | None = Field(
        default=None, ge=1, le=1_000_000, description="How many units or packages it holds."
    )
    announced: Decimals = Field(
        default="",
        pattern=READING,
        description="The gross weight that whoever seized or brought it stated, in grams.",
    )
    photographs: list[str] = Field(
        default_factory=list, max_length=100, description="SHA-256 of photographs of it."
    )
    deviations: str = Field(
        default="",
        max_length=2_000,
        description="Deviations from the method, and their reason; write none where there were none.",
    )
    external: str = Field(
        default="", max_length=2_000, description="Results of other providers, marked as theirs."
    )
    not_examined: str = Field(default="", max_length=2_000, description="What was not examined.")


class Withdrawal(Strict):
    """That a measurement no longer counts: why, by whom, when. ``replaced``: another was entered for it."""

    reason: str = Field(min_length=1, max_length=2_000, description="Why it no longer counts.")
    by: Annotated[str, PERSON]
    at: str
    replaced: bool = False


class Withdrawable(Strict):
    """A measurement that may be withdrawn, never deleted."""

    withdrawn: Withdrawal | None = Field(default=None, description="That it no longer counts, and why.")


class WeighingDetails(Details):
    """What people state of a net weight: what was weighed on which balance, and its readings in grams."""

    what: str = Field(default="", max_length=200, description="What was weighed; without it, the exhibit.")
    balance: str = Field(min_length=1, max_length=100, description="The balance, by its number.")
    gross: Decimals = Field(default="", pattern=READING, description="With its container, as read, in grams.")
    tare: Decimals = Field(default="", pattern=READING, description="The container alone, as read, in grams.")
    reason: str = Field(
        default="",
        max_length=2_000,
        description="Only where the balance was not checked today: why it was weighed all the same.",
    )
    under_seal: bool = Field(
        default=False,
        description="That it was weighed unopened, with its package and whole seal: a gross weight alone.",
    )
    explanation: str = Field(
        default="",
        max_length=2_000,
        description="Only under a further seal, or for more than it weighed with its package: why.",
    )


class Weighing(WeighingDetails, Withdrawable):
    """A net weight in ``grams`` with its expanded uncertainty (k = 2), as texts: gross minus tare, or as it
    was read on a tared balance; "" where it was weighed under its seal. ``resolution`` is that of the
    balance, ``checked`` when it was checked on that day and ``checked_read`` what it then showed ("" : it was
    not checked, for the ``reason``; or an older program wrote it)."""

    grams: str = Field(pattern=READING)
    uncertainty: str = Field(pattern=FINE)
    resolution: str = ""
    balance_name: str = ""
    checked: str = ""
    checked_read: str = ""
    at: str
    by: Annotated[str, PERSON]


Form = Literal["base", "hydrochloride", "sulfate", "phosphate", "tartrate", "citrate"]
"""As what a purity is calculated: the free base (also where a substance has no salt), or one of its salts."""


class PurityDetails(Details):
    """What people state of a purity: how much was dissolved for the run, and in which form the amounts of its
    calibrators are given."""

    substance: str = Field(min_length=1, max_length=200, description="The substance, as in the ledger.")
    milligrams: Decimals = Field(
        pattern=FINE, description="How much of the exhibit was dissolved, in milligrams."
    )
    millilitres: Decimals = Field(pattern=FINE, description="In how much, in millilitres.")
    form: Form = Field(
        description="As what it is calculated: what the amounts of the calibrators are given as on the "
        "certificate of the reference material."
    )
    balance: str = Field(min_length=1, max_length=100, description="The balance, by its number.")
    reason: str = Field(
        default="",
        max_length=2_000,
        description="Only where the balance was not checked today: why it was weighed all the same.",
    )


class Purity(PurityDetails, Withdrawable):
    """A purity in percent by mass (% m/m) of the exhibit as it was dissolved, with its expanded uncertainty
    (k = 2) in the same unit, as texts. ``amount`` is that of the solution in ug/mL with its expanded
    uncertainty ``amount_uncertainty``; ``checked`` as of a weighing."""

    percent: str
    uncertainty: str
    run: str
    amount: float
    amount_uncertainty: float
    checked: str = ""
    at: str
    by: Annotated[str, PERSON]


class Measured(Strict):
    """What a result of an instrument rests on: the sequence (record and digest of its archive), the run and
    its blank, tune, method, library and program, the spectrum of the exhibit and that of the reference
    material in the same sequence. ``time`` and ``expected`` in s after injection; ``time`` is null and
    ``spectrum`` empty where the run showed nothing of the substance. ``…_sha256`` are digests of the files
    themselves ("" : of results that were taken up before they were kept)."""

    sequence: str
    archive: str
    run: str
    run_sha256: str
    acquired: str
    blank: str
    tune: str
    instrument: str
    method: str
    method_version: str
    method_sha256: str
    library_seal: str
    library_version: str = ""
    software: str
    time: float | None
    expected: tuple[float, float] | None
    ratio: float
    amount: float | None
    uncertainty: float | None
    unit: str
    spectrum: Peaks
    reference_run: str
    reference: Peaks
    cosine: float | None
    hit: str
    score: float | None
    gap: float | None
    blank_sha256: str = ""
    tune_sha256: str = ""
    reference_sha256: str = ""
    library_sha256: str = ""


class Entered(Result, Withdrawable):
    """A result as it was entered: by whom, when, and what it was measured on (None: entered by hand)."""

    by: str = ""
    at: str = ""
    measured: Measured | None = None


class Worksheet(Strict):
    """A worksheet of fire debris or of a propellant over one run, as codes: the report says them in its own
    language. ``substrate`` names the run of the substrate, or after "- " why there is none; ``requirements``
    are pairs of a requirement and whether it holds, ``profiles`` shares of the whole signal, ``limits`` codes
    of sentences."""

    sheet: Literal["fire", "propellant"]
    answer: Literal["gasoline", "none", "undetermined", "signs", "no-signs"]
    sequence: str
    archive: str
    run: str
    run_sha256: str
    blank: str
    substrate: str
    requirements: list[tuple[str, bool]]
    profiles: dict[str, float]
    weathering: float | None
    signs: list[str]
    limits: list[str]
    by: Annotated[str, PERSON]
    at: str


class Share(Strict):
    """One component of the profile of an exhibit: its share of the area of all components that the blank does
    not hold; ``name`` is that of a target found, or "" for one that only its ions tell."""

    name: str
    time: float
    share: float
    ions: list[int]


class ExhibitDetails(Details):
    """What people state of an exhibit when it comes."""

    exhibit: str = Field(min_length=1, max_length=100, description="The number of the exhibit.")
    seal: str = Field(default="", max_length=100, description="The number of the seal it came under.")
    appearance: str = Field(default="", max_length=2_000, description="What it looks like.")


class Draw(Picked, Withdrawable):
    """A random pick of units that may be withdrawn while none of them was injected."""


class Examination(ExhibitDetails):
    """The examination of one exhibit: what it is, under which seals, and the results of techniques in the
    order in which they were entered. Who held it is a log of its own (:data:`ACT_LINE`): ``custody`` says how
    it stands and names the last line, so that whoever signs the examination signs its custody."""

    intake: Intake = Field(default_factory=Intake, description="How it came.")
    custody: Standing | None = Field(
        default=None, description="How it and its parts stand after the last act with them."
    )
    picked: list[Draw] = Field(default_factory=list, max_length=100, description="Random picks of units.")
    weighings: list[Weighing] = Field(default_factory=list, max_length=100, description="Net weights.")
    purities: list[Purity] = Field(
        default_factory=list, max_length=100, description="Purities in percent by mass."
    )
    results: list[Entered] = Field(
        default_factory=list, max_length=1_000, description="What techniques said."
    )
    worksheets: list[Worksheet] = Field(
        default_factory=list, max_length=100, description="Worksheets of fire debris and propellants."
    )
    profile: list[Share] = Field(
        default_factory=list, max_length=500, description="The components of the exhibit, by their shares."
    )

    receipt: str = Field(default="", max_length=14, description="The number of its receipt sheet.")
    unanswered: dict[str, Unanswered] = Field(
        default_factory=dict, description="Questions of the sheet without a value, and why."
    )

    @property
    def plan(self) -> Draw | None:
        """The pick of units that binds: the last that was not withdrawn; None for none."""
        return next((one for one in reversed(self.picked) if one.withdrawn is None), None)

    @property
    def held(self) -> Held | None:
        """How the exhibit itself stands; None where nothing was written down of it."""
        there = self.custody.exhibits if self.custody is not None else []
        return next((one for one in there if one.exhibit == self.exhibit), None)


def _without_acts(body: Json) -> dict[str, object]:
    """An examination as it was before its acts were lines: they stood in it."""
    rest = {name: value for name, value in body.items() if name != "steps"}
    listed = body.get("steps")
    return {**rest, "custody": standing_of(listed if isinstance(listed, list) else [])}


EXAMPLE = Examination(exhibit="4/1", seal="B-0093412", appearance="عشرون قرصاً صفراء اللون")
EXAMINATION = Kind(
    "lab-examination",
    Examination,
    lambda body: body.exhibit,
    "lab",
    EXAMPLE,
    keys=(
        Key("exhibit", "text", lambda body: body.exhibit),
        Key("results", "integer", lambda body: len(body.results)),
    ),
    shape=2,
    migrations={1: _without_acts},
)
ACT_LINE = kind_of_acts("lab-examination-act", "lab", "case")
"""The acts with the exhibit of an examination."""
