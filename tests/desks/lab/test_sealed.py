"""Nobody reaches what is in an exhibit while its seal is whole; page, list, answer and report say the same
of its seal, state and quantity."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.backlog.operations import look as backlog
from tahqiq.desks.lab.balances.operations import example as balance
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.examinations.lookup import examination_of
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.exhibit_list.operations import listed
from tahqiq.desks.lab.reports.blocks import Facts
from tahqiq.desks.lab.reports.content import blocks
from tahqiq.desks.lab.reports.operations import matter_of
from tahqiq.desks.lab.reports.words import Say
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, TahqiqError, WrongUse
from tests.seat import Seat

from .seats import seated
from .test_exhibit_acts import asked
from .test_ledger import result


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    with seated(tmp_path, "Seizure") as found:
        balance(found.elsewhere(found.desk.file))
        open_(
            found,
            ExhibitRequest(case=found.home, exhibit="9/1", seal="S-1", announced="14", packages=20),
            None,
        )
        yield found


def acted(at: Seat, name: str, /, **fields: object) -> ExaminationView:
    version = examination_of(at, "9/1").version
    return asked(at, name, examination="9/1", version=version, **fields)


def handled(at: Seat, doing: str, /, **fields: object) -> ExaminationView:
    return acted(at, "handle", doing=doing, at=clock.now(), holder="owner", reason="فحص", **fields)


def weighed(at: Seat, **fields: object) -> ExaminationView:
    return acted(at, "weigh", balance="B-2", **fields)


def refused(at: Seat, name: str, /, **fields: object) -> tuple[str, str]:
    """The code of a refusal and the field that it is about."""
    with pytest.raises(TahqiqError) as caught:
        acted(at, name, **fields)
    return caught.value.code, caught.value.field


def said(at: Seat) -> dict[str, str]:
    """What the report says of seals."""
    kept = examination_of(at, "9/1")
    matter = matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "key", "en")
    rows = [row for one in blocks(matter, Say("en")) if isinstance(one, Facts) for row in one.rows]
    return {name: text for name, text in rows if "seal" in name.casefold()}


def test_nothing_is_weighed_drawn_or_measured_under_a_whole_seal(at: Seat) -> None:
    assert refused(at, "weigh", balance="B-2", grams="12.5000")[0] == "lab-sealed"
    assert refused(at, "pick", units=20)[0] == "lab-sealed"
    assert refused(at, "result", result=result("colour-test").model_dump())[0] == "lab-sealed"
    made = weighed(at, gross="13.9000", under_seal=True)
    assert (made.weighings[-1].grams, made.weighed, made.weight_difference) == ("", "13.9000", "-0.1000")
    assert made.quantity == "", "a gross weight is none of the exhibit itself"
    handled(at, "opened", seal="S-1")
    assert refused(at, "weigh", balance="B-2", gross="13.9000", under_seal=True) == (
        "lab-not-sealed",
        "under_seal",
    )
    assert weighed(at, grams="12.5000").quantity == "12.5000"
    assert acted(at, "pick", units=20).picked


def test_more_than_it_weighed_with_its_package_wants_an_explanation(at: Seat) -> None:
    handled(at, "opened", seal="S-1")
    assert refused(at, "weigh", balance="B-2", grams="14.5000") == ("lab-weight-more", "explanation")
    weighed(at, grams="14.5000", explanation="الوزن المعلن تقريبي")
    assert examination_of(at, "9/1").body.weighings[-1].explanation == "الوزن المعلن تقريبي"


def test_what_was_sealed_again_is_weighed_with_an_explanation_only(at: Seat) -> None:
    handled(at, "opened", seal="S-1")
    handled(at, "sealed", seal="S-2")
    assert refused(at, "weigh", balance="B-2", grams="12.5000") == ("lab-sealed-again", "explanation")
    assert weighed(at, grams="12.5000", explanation="وُزن قبل إعادة الختم").quantity == "12.5000"


def test_the_report_says_the_seal_as_it_is(at: Seat) -> None:
    assert said(at)["Seal it came under"] == "S-1: whole"
    handled(at, "opened", seal="S-1")
    handled(at, "sealed", seal="S-2")
    told = said(at)
    assert told["Seal it came under"].startswith("S-1: opened ")
    assert told["Seal it came under"].endswith(", by owner")
    assert (told["Seals put on later"], told["Whole seals now"]) == ("S-2: whole", "S-2: whole")


def states(at: Seat) -> set[str]:
    """The state of the exhibit on its page, in the list of its case and in the backlog."""
    page = asked(at, "ledger", examination="9/1").state
    (line,) = listed(at, CaseRequest(case=at.home), None).exhibits
    (waits,) = backlog(at, NoQuestion(), None).lines
    return {page, line.state, waits.state}


def test_one_state_in_answer_page_and_lists(at: Seat) -> None:
    assert states(at) == {"not-begun"}
    assert handled(at, "opened", seal="S-1").state == "not-begun"
    assert weighed(at, grams="12.5000").state == "examined"
    assert states(at) == {"examined"}


def test_a_split_leaves_what_was_weighed_without_its_parts(at: Seat) -> None:
    handled(at, "opened", seal="S-1")
    weighed(at, grams="12.5000")
    at_once = {"doing": "split", "at": clock.now(), "holder": "owner", "reason": "فحص"}
    with pytest.raises(WrongUse) as caught:
        acted(at, "handle", **at_once, parts=["9/1-أ=13"])
    assert (caught.value.code, caught.value.field) == ("lab-parts-more", "parts")
    made = acted(at, "handle", **at_once, parts=["9/1-أ=٠,٥"])
    assert (made.quantity, made.steps[-1].amount) == ("12.000", "12.000")
    assert examination_of(at, "9/1").body.held is not None
    with pytest.raises(Conflict):
        handled(at, "consumed", grams="12.5")


def test_an_exhibit_with_a_day_is_due_from_the_day_it_came(at: Seat) -> None:
    day = date.fromisoformat(clock.stamp()[:10]) + timedelta(days=9)
    asked_ = ExhibitRequest(case=at.home, exhibit="9/2", due_on=day)
    open_(at, asked_, None)
    assert at.desk.due is not None
    found = [one for one in at.desk.due(at) if one.timed]
    assert [one.obligation.key.partition(":")[0] for one in found] == ["examine"]


def test_a_pick_of_units_is_taken_back_with_a_reason_until_one_was_measured(at: Seat) -> None:
    handled(at, "opened", seal="S-1")
    picks = acted(at, "pick", units=20).picked[0].picks
    made = acted(at, "withdraw", measurement="pick", number=1, reason="العدد خاطئ")
    assert made.picked[0].withdrawn is not None
    assert examination_of(at, "9/1").body.plan is None
    picks = acted(at, "pick", units=20).picked[1].picks
    measured = result("infrared").model_copy(update={"sampling": picks[0], "data": "a" * 64})
    acted(at, "result", result=measured.model_dump())
    assert refused(at, "withdraw", measurement="pick", number=2, reason="أفضل")[0] == "lab-pick-measured"


def test_a_result_says_why_it_does_not_count(at: Seat) -> None:
    handled(at, "opened", seal="S-1")
    bare = result("infrared").model_copy(update={"data": ""})
    made = acted(at, "result", result=bare.model_dump())
    assert made.uncounted[1].startswith("Keep the data of the technique")
