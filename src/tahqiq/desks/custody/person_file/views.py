"""What the file of a person shows."""

from tahqiq.desk.answers import Strict
from tahqiq.desks.custody.due_times.clock_view import CountedStepView
from tahqiq.desks.custody.plans.record import Plan
from tahqiq.desks.custody.roll_call.operations import RollEntryView


class WithdrawalView(Strict):
    """That somebody asks to withdraw the admission: why, who, whether it is who looks, and who was really
    admitted (empty: nobody). ``second`` is who agreed; empty: nobody yet."""

    reason: str
    by: str
    mine: bool
    instead: str
    instead_name: str
    second: str


class BookingView(Strict):
    """A booking: until when the orders hold the person, every step of it, what of the admission was answered
    (null or empty: nobody has), and what nobody has answered. ``release_order`` is the order of release.
    ``withdrawal`` is what somebody asked; ``withdrawn``: it is no stay."""

    record: str
    number: str
    facility: str
    status: str | None
    admitted: str | None
    released: str | None
    release_order: str
    order: str
    order_authority: str
    order_article: str
    order_issued: str | None
    order_original: str
    lawyer: str
    arrested: str | None
    arrested_where: str
    arrested_by: str
    injuries: bool | None
    injuries_noted: str
    injuries_chart: str
    ill_treatment: bool | None
    referred: str | None
    screening_asked: str | None
    screened: str | None
    family_told: str | None
    family_declined: bool | None
    informed: str | None
    informed_how: str | None
    informed_language: str
    property_items: list[str]
    property_listed: bool | None
    property_signed: bool | None
    children_asked: bool | None
    kin_asked: bool | None
    reads: bool | None
    self_harm_noted: str
    court: str | None
    expected: str | None
    steps: list[CountedStepView]
    due: list[str]
    withdrawal: WithdrawalView | None
    withdrawn: bool


class FileEntryView(Strict):
    """A record of the file: of which kind, its id, what it is in one word of the desk (``harm-by-others``),
    and what it says in short."""

    kind: str
    record: str
    when: str
    what: str
    text: str


class LevelView(Strict):
    """A level: what was chosen, and what it is worth now: insufficient information where its evidence has
    aged out (``why``: expired, evidence-old, no-evidence, not-agreed)."""

    record: str
    number: str
    sort: str
    chosen: str
    now: str
    why: str
    until: str
    told: str | None
    challenged: str | None
    answered: str | None


class PlanView(Plan):
    """The plan of the open booking with the id of its record."""

    record: str


class ShownPhotographView(Strict):
    """The photograph that is shown: its number, its picture by the id of the source, when it was taken and by
    whom."""

    number: str
    picture: str
    taken: str
    by: str


class PlannedCourtDayView(Strict):
    """A day in court that is planned."""

    number: str
    court: str
    at: str
    purpose: str


class FileMoveView(RollEntryView):
    """A move of the person: the id of its record, what for, where from and when the person left there;
    ``under_way``: nobody has said yet that they arrived; ``here``: they have not left that place since."""

    record: str
    sort: str
    origin: str
    left: str | None
    under_way: bool
    here: bool
    reason: str
    authority: str
    escort: str


class FileVisitView(Strict):
    """A visit or call: who came, when, and until when."""

    record: str
    number: str
    sort: str
    visitor: str
    at: str
    ends: str | None
    refused: bool


class PersonFileView(Strict):
    """The file. ``no_cell``: admitted and not placed yet. ``age`` in whole years; null: no day of birth is
    known. ``visits`` are the last twenty. ``withheld`` counts alerts that are not to be
    shared with the person, which an extract leaves out."""

    record: str
    number: str
    name: str
    also: list[str]
    born: str | None
    age: int | None
    sex: str | None
    mother: str
    document: str
    fingerprints: str
    children: str
    next_of_kin: str
    place: str
    since: str
    no_cell: bool
    bookings: list[BookingView]
    alerts: list[FileEntryView]
    apart: list[FileEntryView]
    levels: list[LevelView]
    separations: list[FileEntryView]
    moves: list[FileMoveView]
    visits: list[FileVisitView]
    withheld: int
    plan: PlanView | None
    photograph: ShownPhotographView | None
    court_days: list[PlannedCourtDayView]
