"""A day at the bench over the sample: balances, weights, purities, what runs showed, the backlog; each number
the same in the list, the report and what is due."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import ValidationError

from tahqiq.desk import NoQuestion
from tahqiq.desk.inbox import inbox
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.backlog.operations import look as backlog
from tahqiq.desks.lab.balances.operations import BalanceCheckRequest, check, listed
from tahqiq.desks.lab.balances.operations import enter as enter_balance
from tahqiq.desks.lab.balances.record import CHECK
from tahqiq.desks.lab.examinations.counted import standing_purity, standing_results, standing_weighings
from tahqiq.desks.lab.examinations.ledger import Result
from tahqiq.desks.lab.examinations.lookup import examination_of
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.examinations.requests import OneExaminationRequest
from tahqiq.desks.lab.examinations.view import ExaminationView, view_of
from tahqiq.desks.lab.exhibit_acts.purities import PurityRequest, purity
from tahqiq.desks.lab.exhibit_acts.weighings import WeighingRequest, weigh
from tahqiq.desks.lab.exhibit_acts.withdrawals import WithdrawalRequest, withdraw
from tahqiq.desks.lab.reported_runs.operations import look as runs_of
from tahqiq.desks.lab.reports.blocks import Chromatogram, Line, Table
from tahqiq.desks.lab.reports.content import blocks
from tahqiq.desks.lab.reports.operations import matter_of
from tahqiq.desks.lab.reports.words import Say
from tahqiq.desks.lab.results.operations import ResultRequest, enter
from tahqiq.desks.lab.sample import (
    BALANCE_FAILED,
    BALANCE_USED,
    BALANCE_WAITS,
    _balance,
    records,
)
from tahqiq.desks.lab.sequences.view import TracesRequest, traces
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, TahqiqError, WrongUse
from tahqiq.model.kind import day_of
from tahqiq.workbench import Workbench
from tests.desks.conftest import performed
from tests.seat import Seat

from .seats import seated
from .test_reviews import person


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """The owner at the desk, with the desk's part of the sample."""
    with seated(tmp_path_factory.mktemp("day"), "Seizure") as made:
        records(made, {})
        yield made


def weighed(at: Seat, exhibit: str = "4/2", **given: str) -> ExaminationView:
    kept = examination_of(at, exhibit)
    asked = {"case": at.home, "examination": kept.id, "version": kept.version, **given}
    return weigh(at, WeighingRequest.model_validate(asked), None)


def code_of(wrong: type[TahqiqError], at: Seat, **given: str) -> str:
    with pytest.raises(wrong) as caught:
        weighed(at, **given)
    return caught.value.code


def test_a_net_weight_rests_on_the_readings_of_a_balance_that_was_checked_today(at: Seat) -> None:
    one = weighed(at, gross="١٢٫٥٠٠٠", tare="11,6904", balance=BALANCE_USED).weighings[-1]
    assert (one.gross, one.tare, one.grams, one.resolution) == ("12.5000", "11.6904", "0.8096", "0.0001")
    assert one.uncertainty == "0.0005"  # 2 · √(2·(0.0001/√12)² + 0.0002² + 0.0001²) = 0.00045…, up
    assert (one.checked_read, one.reason, one.checked[:10] != "") == ("20.0001", "", True)
    assert weighed(at, grams="0.8096", balance=BALANCE_USED).weighings[-1].gross == ""


@pytest.mark.parametrize(
    ("wrong", "given", "code"),
    [
        (Conflict, {"balance": BALANCE_FAILED, "grams": "1.0000", "reason": "urgent"}, "lab-balance-failed"),
        (Conflict, {"balance": BALANCE_WAITS, "grams": "1.0000"}, "lab-balance-unchecked"),
        (NotFound, {"balance": "no such", "grams": "1.0000"}, "lab-balance-none"),
        (WrongUse, {"balance": BALANCE_USED, "grams": "12,500"}, "lab-reading-digits"),
        (WrongUse, {"balance": BALANCE_USED, "grams": "1.00"}, "lab-reading-digits"),
        (WrongUse, {"balance": BALANCE_USED, "gross": "1.0000"}, "lab-reading-missing"),
        (WrongUse, {"balance": BALANCE_USED, "gross": "1.0000", "tare": "2.0000"}, "lab-reading-nothing"),
        (
            WrongUse,
            {"balance": BALANCE_USED, "gross": "2.0000", "tare": "1.0000", "grams": "1.5000"},
            "lab-reading-net",
        ),
    ],
)
def test_what_cannot_be_a_weight_is_refused(
    at: Seat, wrong: type[TahqiqError], given: dict[str, str], code: str
) -> None:
    assert code_of(wrong, at, **given) == code


def test_without_a_check_a_weight_needs_a_reason_which_the_report_prints(at: Seat) -> None:
    one = weighed(at, balance=BALANCE_WAITS, grams="1.0000", reason="the other is being repaired")
    assert (one.weighings[-1].checked, one.weighings[-1].reason) == ("", "the other is being repaired")
    kept = examination_of(at, "4/2")
    told = repr(blocks(matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "", "en"), Say("en")))
    assert "not checked on that day · the other is being repaired" in told


def test_a_check_that_fails_takes_a_balance_out_of_use_until_one_passes(at: Seat) -> None:
    desk_at = at.elsewhere(at.desk.file)
    assert [one.standing for one in listed(desk_at, NoQuestion(), None).balances] == [
        "failed",
        "ready",
        "unchecked",
    ]
    due = {one.label: one.why for one in inbox(desk_at, clock.now(), "en").items}
    assert due == {
        f"Balance {BALANCE_FAILED} is out of use: find the cause and check it again": "task",
        f"Check balance {BALANCE_WAITS} with its check weight": "deadline",
        f"Have balance {BALANCE_WAITS} calibrated": "deadline",
    }
    made = check(desk_at, BalanceCheckRequest(balance=BALANCE_WAITS, read="20,0006"), None)
    assert (made.passed, made.off) == (False, "+0.0006")
    assert code_of(Conflict, at, balance=BALANCE_WAITS, grams="1.0000", reason="x") == "lab-balance-failed"
    assert check(desk_at, BalanceCheckRequest(balance=BALANCE_WAITS, read="20.0005"), None).passed
    assert weighed(at, balance=BALANCE_WAITS, grams="1.0000").weighings[-1].checked != ""
    with pytest.raises(WrongUse, match="over already"):
        enter_balance(desk_at, _balance("new", day_of(clock.now()) - timedelta(days=1)), None)
    with pytest.raises(ValidationError, match="could be two"):
        BalanceCheckRequest(balance=BALANCE_WAITS, read="1,2,3")


def test_who_may_not_write_at_the_desk_checks_nothing(at: Seat) -> None:
    stranger = person(at, "looks-only", "data-protection").elsewhere(at.desk.file)
    with pytest.raises(TahqiqError):
        check(stranger, BalanceCheckRequest(balance=BALANCE_USED, read="20.0000"), None)
    assert at.records(CHECK).find({"balance": BALANCE_USED}).records[0].by != stranger.actor.id


def test_a_purity_has_its_unit_and_the_form_it_is_calculated_as(at: Seat) -> None:
    kept = examination_of(at, "7/1")
    asked = PurityRequest(
        case=at.home,
        examination=kept.id,
        version=kept.version,
        substance="amphetamine",
        milligrams="25,0",
        millilitres="100",
        form="sulfate",
        balance=BALANCE_USED,
        replaces="a second preparation",
    )
    one = purity(at, asked, None).purities[-1]
    assert (one.form, one.milligrams, float(one.percent) > 0) == ("sulfate", "25.0", True)
    assert float(one.percent) == pytest.approx(one.amount * 100 / (10 * 25), abs=0.06)
    with pytest.raises(ValidationError):
        PurityRequest.model_validate(asked.model_dump(exclude={"form"}))
    version = kept.version + 1
    with pytest.raises(WrongUse, match="more than all of it"):
        purity(at, asked.model_copy(update={"milligrams": "1.0", "version": version}), None)
    with pytest.raises(WrongUse, match="is not what balance"):
        purity(at, asked.model_copy(update={"milligrams": "1.00", "version": version}), None)
    with pytest.raises(WrongUse, match="no amount of"):
        purity(at, asked.model_copy(update={"substance": "cocaine", "version": version}), None)


def test_report_page_and_run_show_the_same_numbers(at: Seat) -> None:
    kept = examination_of(at, "4/1")
    (run,) = runs_of(at, OneExaminationRequest(case=at.home, examination="4/1"), None).runs
    shown = traces(at, TracesRequest(case=at.home, sequence=run.sequence, run=run.run), None)
    found = next(one for one in run.substances if one.substance == "amphetamine")
    part = next(one for one in shown.components if one.target == "amphetamine")
    assert found.time == pytest.approx(part.time, abs=0.001)
    assert found.scan is not None
    assert abs(shown.times[found.scan - 1] - part.time) <= 0.5
    assert found.total == shown.total[found.scan - 1]
    assert max(height for _, height in run.chromatogram) == max(shown.total)
    for language in ("en", "ar"):
        say = Say(language)
        made = blocks(matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "", language), say)
        (picture,) = [one for one in made if isinstance(one, Chromatogram)]
        assert [words for *_, words in picture.peaks] == [
            f"{one.substance} {one.time / 60:.3f}" for one in run.substances if one.time is not None
        ]
        told = repr([one for one in made if isinstance(one, Table)])
        assert f"'{found.scan}'" in told
        assert f"{view_of(at, kept).purities[-1].percent} % m/m" in repr(made)


def test_one_purity_counts_and_a_second_replaces_it_with_its_reason(at: Seat) -> None:
    kept = examination_of(at, "4/1")
    before = standing_purity(kept.body, "amphetamine")
    assert before is not None
    asked = PurityRequest(
        case=at.home,
        examination=kept.id,
        version=kept.version,
        substance="Amphetamine ",
        milligrams="26.0",
        millilitres="100",
        form="sulfate",
        balance=BALANCE_USED,
    )
    with pytest.raises(WrongUse, match=f"is {before.percent} % m/m already"):
        purity(at, asked, None)
    told = purity(at, asked.model_copy(update={"replaces": "the flask was 100 mL, not 50"}), None)
    first, second = told.purities
    assert (first.percent, second.withdrawn) == (before.percent, None)
    assert first.withdrawn is not None
    assert (first.withdrawn.replaced, first.withdrawn.reason) == (True, "the flask was 100 mL, not 50")
    kept = examination_of(at, "4/1")
    made = blocks(matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "", "en"), Say("en"))
    (table,) = [one for one in made if isinstance(one, Table) and Say("en")("dissolved") in one.heads]
    assert [row[1] for row in table.rows] == [f"{second.percent} % m/m"]
    said = [one.text for one in made if isinstance(one, Line)]
    assert [f"{second.percent} % m/m" in one for one in said if one.startswith("Purity of")] == [True]
    assert sum("Replaced" in one and "flask" in one for one in said) == 1


def test_a_run_that_is_not_there_any_more_is_said_and_the_report_is_made(at: Seat) -> None:
    kept = examination_of(at, "4/1")
    body = kept.body.model_copy(deep=True)
    for one in body.results:
        if one.measured is not None:
            one.measured.archive = "0" * 64
    body.exhibit = "9/1"
    other = at.records(EXAMINATION).save(body, case=at.home)
    (run,) = runs_of(at, OneExaminationRequest(case=at.home, examination=other.id), None).runs
    assert (run.missing, run.chromatogram, run.substances[0].scan) == (True, [], None)


def test_the_backlog_and_what_is_due_are_one_list(at: Seat) -> None:
    told = backlog(at.elsewhere(at.desk.file), NoQuestion(), None)
    assert [one.exhibit for one in told.lines][:2] == ["4/2", "4/1"]
    assert (told.overdue, told.in_review) == (1, 0)
    assert [one.days_left for one in told.lines if one.exhibit == "4/2"] == [-1]
    assert all(one.holder and one.age is not None for one in told.lines if one.received)
    due = [one.id for one in inbox(at, clock.now(), "en").items if one.kind == EXAMINATION.name]
    assert sorted(due) == sorted(one.examination for one in told.lines)
    assert told.at_bench == len(due)


def test_a_weight_and_a_purity_are_withdrawn_and_stay_readable(at: Seat) -> None:
    weighed(at, grams="0.7000", balance=BALANCE_USED)
    kept = examination_of(at, "4/2")
    number = len(kept.body.weighings)
    stranger = person(at, "looks-on", "data-protection")
    asked = WithdrawalRequest(
        case=at.home,
        examination=kept.id,
        version=kept.version,
        measurement="weighing",
        number=number,
        reason="the pan was dirty",
    )
    with pytest.raises(TahqiqError):
        performed(stranger, "withdraw", asked)
    for change, code in (({"reason": "  "}, "reason-needed"), ({"number": 99}, "lab-no-measurement")):
        with pytest.raises(WrongUse) as refused:
            withdraw(at, asked.model_copy(update=change), None)
        assert refused.value.code == code
    told = withdraw(at, asked, None)
    last = told.weighings[-1]
    assert (last.grams, last.withdrawn and last.withdrawn.reason) == ("0.7000", "the pan was dirty")
    again = asked.model_copy(update={"version": told.version})
    with pytest.raises(Conflict, match="withdrawn before"):
        withdraw(at, again, None)
    kept = examination_of(at, "4/2")
    assert last not in standing_weighings(kept.body)
    made = blocks(matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "", "ar"), Say("ar"))
    assert "0.7000 g" not in repr([one for one in made if isinstance(one, Table)])
    assert sum("the pan was dirty" in one.text for one in made if isinstance(one, Line)) == 1


def test_a_wrong_result_is_withdrawn_and_counts_nowhere(at: Seat) -> None:
    kept = examination_of(at, "4/1")
    wrong = Result(technique="colour-test", substance="caffeine", outcome="negative", basis="library")
    said = ResultRequest(case=at.home, examination=kept.id, version=kept.version, result=wrong)
    told = enter(at, said, None)
    place, version = len(told.results), told.version
    stands = next(one for one in told.standings if one.substance == "caffeine")
    assert (stands.holds, stands.wanting, stands.against) == ("unknown", ["contradicted"], [place])
    with pytest.raises(Conflict, match=f"Line {place} of the ledger"):
        enter(at, said.model_copy(update={"version": version}), None)
    asked = WithdrawalRequest(
        case=at.home,
        examination=kept.id,
        version=version,
        measurement="result",
        number=place,
        reason="the reagent was out of date",
    )
    told = withdraw(at, asked, None)
    stands = next(one for one in told.standings if one.substance == "caffeine")
    assert (stands.holds, stands.against) == ("yes", [])
    last = told.results[-1]
    assert (last.outcome, last.withdrawn and last.withdrawn.reason) == ("negative", asked.reason)
    assert at.bench.person.login in told.people or not at.bench.person.name
    kept = examination_of(at, "4/1")
    made = blocks(matter_of(at, kept, Lives(at, EXAMINATION).of(kept), "", "en"), Say("en"))
    assert sum(asked.reason in one.text for one in made if isinstance(one, Line)) == 1
    (ledger,) = [one for one in made if isinstance(one, Table) and Say("en")("technique") in one.heads]
    assert [row[0] for row in ledger.rows] == [str(number) for number in range(1, place)]


def test_a_result_that_a_purity_rests_on_is_withdrawn_after_the_purity(at: Seat) -> None:
    kept = examination_of(at, "4/1")
    pure = standing_purity(kept.body, "amphetamine")
    assert pure is not None
    rests = next(
        place
        for place, one in standing_results(kept.body)
        if one.measured is not None and one.substance == "amphetamine"
    )
    given = {"case": at.home, "examination": kept.id, "reason": "x"}
    asked = WithdrawalRequest(**given, version=kept.version, measurement="result", number=rests)
    with pytest.raises(Conflict, match="was calculated from this result"):
        withdraw(at, asked, None)


def test_one_solution_has_one_mass(at: Seat) -> None:
    kept = examination_of(at, "4/1")
    pure = standing_purity(kept.body, "amphetamine")
    assert pure is not None
    asked = PurityRequest(
        case=at.home,
        examination=kept.id,
        version=kept.version,
        substance="caffeine",
        milligrams=f"{float(pure.milligrams) / 2:.1f}",
        millilitres=pure.millilitres,
        form="base",
        balance=BALANCE_USED,
    )
    with pytest.raises(WrongUse) as refused:
        purity(at, asked, None)
    assert refused.value.code in ("lab-purity-solution", "lab-purity-amount")


def test_the_page_of_a_run_and_that_of_the_exhibit_say_the_same_of_it(at: Seat) -> None:
    for exhibit in ("4/1", "7/1"):
        asked = OneExaminationRequest(case=at.home, examination=exhibit)
        for run in runs_of(at, asked, None).runs:
            if run.missing:
                continue
            shown = traces(at, TracesRequest(case=at.home, sequence=run.sequence, run=run.run), None)
            said = {one.substance: one for one in shown.substances}
            assert run.substances
            assert [said[one.substance] for one in run.substances] == run.substances


def test_the_search_of_the_page_finds_an_exhibit_in_the_cases_of_the_person(at: Seat) -> None:
    kept = examination_of(at, "4/1")
    (found,) = at.desk.finder("exhibit").offered(at.elsewhere(at.desk.file), "4/1")
    assert (found.value, found.name) == (f"{at.home}/{kept.id}", "4/1")
    outside = at.bench.door.people.add("outside", "Outside", frozenset({"analyst"}), None, "test")
    at.bench.door.cases.add_member(at.desk.file, outside.id, "test")
    there = Seat(Workbench(at.bench.door, outside), at.desk, at.desk.file, "work")
    assert list(at.desk.finder("exhibit").offered(there, "4/1")) == []
