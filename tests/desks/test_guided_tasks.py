"""The guided tasks of the sample workspace: each account of a desk has one, it is open at first, and the
records check it off when the work is done."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from tahqiq.access.cases import SAMPLE_CASE
from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.cli.serve import at_desks, sample_people
from tahqiq.desk import ActingDesktop, desk, desks
from tahqiq.desk.common_inbox import common_inbox
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.sample_accounts import OTHERS, accounts, tasks
from tahqiq.desks.cargo.selection_lists.record import LIST
from tahqiq.desks.covert.payments.operations import CashRequest, PaymentApproval, approve, cash
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.custody.admissions.operations import AdmissionRequest, admit
from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.people.record import PersonFile
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.risk_rules.operations import RULE
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.kit import clock
from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.locale import locales
from tahqiq.samples.generate import generate
from tahqiq.workbench import Workbench
from tests.seat import Seat

Rooms = dict[str, Person]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Rooms]]:
    """The sample workspace with what its desks keep, without the files of the case."""
    folder = tmp_path_factory.mktemp("demo")
    door = Door.found(folder / "ws")
    owner = Workbench(door, door.here())
    people, _ = sample_people(owner)
    truth = generate(folder / "case", 1, 0.01, clock.now().date())
    analyst = Workbench(door, people["analyst"])
    at_desks(owner, analyst, truth.data, [people[one.login] for one in OTHERS], people)
    yield door, people
    door.close()


def test_what_is_due_is_due_now_and_nothing_is_late_by_more_than_two_weeks(demo: tuple[Door, Rooms]) -> None:
    door, people = demo
    now = clock.now()
    lines = [
        one for person in people.values() for one in common_inbox(Workbench(door, person), now, "en").items
    ]
    assert {one.desk for one in lines} >= {"cargo", "covert", "custody", "lab", "passengers"}
    late = [(one.desk, one.item.standing, one.item.until) for one in lines if one.item.until is not None]
    assert [one for one in late if one[2] < now - timedelta(days=14)] == []


def seat(demo: tuple[Door, Rooms], login: str, name: str, *, in_case: bool = False) -> Seat:
    door, people = demo
    bench = Workbench(door, people[login])
    home = door.cases.find(bench.actor.id, SAMPLE_CASE).id if in_case else f"desk-{name}"
    return Seat(bench, desk(name), home, "work")


def admission(at: ActingDesktop, place: str) -> None:
    admit(
        at,
        AdmissionRequest(
            decided="known",
            known="P-000004",
            seen=["P-000004"],
            person=PersonFile(number="", name="عبد الرحمان فاضل نعمه", sex="male"),
            booking=Booking(
                number="",
                person="",
                facility="F01",
                status="untried",
                admitted=clock.now() - timedelta(minutes=5),
            ),
            place=place,
            arrival="A-000001",
        ),
        None,
    )


def custody(at: ActingDesktop) -> None:
    for cell in ("F01/A/1/01", "F01/A/1/03"):
        with pytest.raises(TahqiqError, match=r"P-00000[13]"):
            admission(at, cell)
    admission(at, "F01/A/1/04")


def passengers(at: ActingDesktop) -> None:
    hit, lives = at.records(HIT).find().records[0], Lives(at, HIT)
    for transition in ("take", "doubt" if hit.body.exact else "reject"):
        lives.act(hit.id, transition, lives.of(hit).sha256, "Another person")


def supervisor(at: ActingDesktop) -> None:
    rule, lives = at.records(RULE).find().records[0], Lives(at, RULE)
    lives.act(rule.id, "approve", lives.of(rule).sha256, "Seen")


def covert(at: ActingDesktop) -> None:
    waiting = next(one for one in at.records(PAYMENT).find().records if one.body.state == "asked")
    approve(at, PaymentApproval(payment=waiting.id, sentence="fair"), None)


def cashier(at: ActingDesktop) -> None:
    approved = next(one for one in at.records(PAYMENT).find().records if one.body.state == "approved")
    cash(at, CashRequest(payment=approved.id), None)


def cargo(at: ActingDesktop) -> None:
    at.records(LIST).save(LIST.example)


def laboratory(at: ActingDesktop) -> None:
    open_(at, ExhibitRequest(case=at.home, exhibit="9/1", received=clock.now() - timedelta(hours=1)), None)


def analyst(at: ActingDesktop) -> None:
    Boards(at).add(Boards(at).all()[0].id, "يديرها شخص لم يُعرف بعد")


ACTS: dict[str, tuple[str, Callable[[ActingDesktop], None], bool]] = {
    "custody": ("custody", custody, False),
    "passengers": ("passengers", passengers, False),
    "cargo": ("cargo", cargo, False),
    "laboratory": ("lab", laboratory, True),
    "covert": ("covert", covert, False),
    "cashier": ("covert", cashier, False),
    "analyst": ("reasoning", analyst, True),
    "supervisor": ("passengers", supervisor, False),
}


@pytest.mark.parametrize("login", ACTS)
def test_the_records_check_a_task_off(demo: tuple[Door, Rooms], login: str) -> None:
    name, act, in_case = ACTS[login]
    bench = Workbench(demo[0], demo[1][login])
    (task,) = tasks(bench, "en")
    assert (task.desk, task.done) == (name, False)
    act(seat(demo, login, name, in_case=in_case))
    assert [one.done for one in tasks(bench, "ar")] == [True]


def test_every_desk_with_a_sample_has_a_task_for_an_account_that_there_is() -> None:
    told = {one.login for one in accounts()}
    for declared in desks().values():
        if declared.sample is None:
            continue
        assert declared.sample.tasks, declared.name
        for task in declared.sample.tasks:
            assert task.account in told
            assert task.to.startswith(("/cases/{case}",) if declared.general else f"/desks/{declared.name}/")
            assert set(task.words) == set(locales())
    assert told - {"reviewer"} == set(ACTS)
