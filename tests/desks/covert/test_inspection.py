"""The inspector sees from the register alone what was done before, after and under nothing; figures below ten
are told nowhere."""

import re
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.authorisations.applications import apply
from tahqiq.desks.covert.authorisations.statistics import FIGURES, StatisticsRequest, closed, report
from tahqiq.desks.covert.contacts.operations import ContactRequest, contact
from tahqiq.desks.covert.contacts.reports import ContactReportRequest
from tahqiq.desks.covert.contacts.reports import report as reported
from tahqiq.desks.covert.inspections.operations import InspectionRequest, inspect
from tahqiq.desks.covert.my_sources.operations import mine
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sample import SAMPLE
from tahqiq.desks.covert.uses.record import used
from tahqiq.kit.messages import speaking
from tests.desks.conftest import Turn, person
from tests.desks.covert.conftest import application, granted, moment, now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat


def test_an_act_before_its_authorisation_copied_reasons_and_a_payment_are_found(at: Seat, turn: Turn) -> None:
    officer = person(at, "officer", "analyst")
    at.bench.team.open_compartment(SOURCE_ID, "Identities of sources")
    at.bench.door.cases.admit(SOURCE_ID, officer.actor.id, at.actor.id)
    words = "لا يمكن الحصول على الدليل بوسيلة أخرى لأن الشبكة مغلقة وتتبدل أرقامها كل أسبوع"
    first = granted(officer, at, necessity=words)
    turn("2026-03-02T08:00")
    second = granted(officer, at, necessity=words)
    used(officer, "observation", now() - timedelta(hours=1), second)
    used(officer, "payment", now(), first, state="suspended")
    used(officer, "contact", now())
    told = inspect(at, InspectionRequest(seed=1, sample=10), None)
    found = {(one.number, one.code): one.grade for one in told.findings}
    assert found == {
        (second, "covert-found-before"): "critical",
        (second, "covert-found-copied"): "priority",
        (first, "covert-found-paid"): "critical",
        ("", "covert-found-no-authorisation"): "critical",
    }
    assert told.grades == {"critical": 3, "priority": 1, "action": 0, "observation": 0}
    assert next(one.due for one in told.findings) == "2026-03-09"
    text = told.model_dump_json()
    assert officer.actor.id not in text
    assert "officer" not in text
    with speaking("ar"):
        said = " ".join(
            one.sentence for one in inspect(at, InspectionRequest(seed=1, sample=10), None).findings
        )
    assert ("رصد" in said, "معلق" in said, "لقاء" in said, "آذار" in said) == (True,) * 4
    assert not re.search("[a-z]{3}|T[0-9]{2}:", said), "codes and moments of the record stand in no sentence"


def test_acts_after_the_end_late_entries_and_overdue_reviews_are_found(at: Seat, turn: Turn) -> None:
    officer = person(at, "officer", "analyst")
    number = granted(officer, at, months=3)
    used(officer, "observation", moment("2026-03-02T08:00"), number)
    turn("2026-06-02T08:00")
    used(officer, "observation", moment("2026-05-31T20:59:59"), number)
    used(officer, "observation", moment("2026-05-31T21:00:00"), number)
    codes = sorted(one.code for one in inspect(at, InspectionRequest(seed=1, sample=1), None).findings)
    assert codes == ["covert-found-late", "covert-found-late", "covert-found-outside", "covert-found-review"]


def test_the_same_seed_draws_the_same_sample(at: Seat) -> None:
    officer = person(at, "officer", "analyst")
    numbers = {apply(officer, application(), None).number for _ in range(12)}
    first, again, other = (
        inspect(at, InspectionRequest(seed=seed, sample=4), None).sample for seed in (5, 5, 6)
    )
    assert first == again != other
    assert set(first) < numbers
    assert inspect(at, InspectionRequest(seed=5, sample=99), None).of == 12


def test_no_figure_below_ten_is_told(at: Seat) -> None:
    officer = person(at, "officer", "analyst")
    for _ in range(11):
        apply(officer, application(), None)
    for _ in range(3):
        apply(officer, application("source"), None)
    lines = {one.technique: one.figures for one in report(at, StatisticsRequest(), None).lines}
    assert {name: line["applied"] for name, line in lines.items()} == {
        "directed-surveillance": None,
        "source": None,
        "all": 14,
    }
    assert report(at, StatisticsRequest(year=2020), None).lines[0].figures == {}


counts = st.dictionaries(
    st.sampled_from("abcdef"),
    st.fixed_dictionaries(dict.fromkeys(FIGURES, st.integers(0, 30))),
    min_size=1,
    max_size=6,
)


@given(counts=counts)
def test_what_is_closed_does_not_follow_from_the_rest(counts: dict[str, dict[str, int]]) -> None:
    told = closed(counts)
    for figure in FIGURES:
        column = {name: told[name][figure] for name in counts}
        assert all(value is None or value >= 10 for value in (*column.values(), told["all"][figure]))
        hidden = [counts[name][figure] for name, value in column.items() if value is None]
        if told["all"][figure] is not None and hidden:
            assert len(hidden) > 1
            assert sum(hidden) >= 10


def test_a_permitted_first_contact_and_its_report_are_no_breach(at: Seat, handler: Seat, turn: Turn) -> None:
    """The handler registers whom they met, and then writes the report of that meeting: one contact, which
    needs no authorisation, however exactly its time was known when the source was registered."""
    turn("2026-03-02T12:00")
    asked = SourceRequest(name="سلام العينة", handlers=["handler"])
    code = register(handler, asked, None).code
    met = ContactReportRequest(
        code=code, started=moment("2026-03-02T09:30"), ended=moment("2026-03-02T10:00"), first=True
    )
    assert mine(handler, NoQuestion(), None).sources[0].first is not None
    assert reported(handler, met, None).remarks == []
    told = mine(handler, NoQuestion(), None).sources[0]
    assert (told.first, told.contacts) == (None, 1)
    found = inspect(at, InspectionRequest(seed=1, sample=9), None)
    assert (found.findings, found.grades["critical"], found.acts) == ([], 0, 0)
    refusal("covert-first-reported", reported, handler, met, None)
    turn("2026-03-04T12:00")
    contact(handler, ContactRequest(code=code, at=now()), None)
    codes = [one.code for one in inspect(at, InspectionRequest(seed=1, sample=9), None).findings]
    assert codes == ["covert-found-no-authorisation"], "a second one that nobody authorised is found"


def test_a_report_of_the_same_moment_is_the_first_contact(at: Seat, handler: Seat) -> None:
    met = now() - timedelta(hours=2)
    code = register(handler, SourceRequest(name="سلام", handlers=["handler"], approached_at=met), None).code
    contact(handler, ContactRequest(code=code, at=met), None)
    assert inspect(at, InspectionRequest(seed=1, sample=9), None).findings == []


def test_findings_are_told_in_the_words_of_the_reader(at: Seat, turn: Turn) -> None:
    turn("2024-04-12T08:00")
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(at.bench, at.desk, at.bench.open_case("Sample").id, "work"), {"day": "2024-04-12"})
    with speaking("ar"):
        told = inspect(at, InspectionRequest(seed=1, sample=100), None)
    raw = re.compile(r"[A-Za-z_]{2,}")
    for one in told.findings:
        for text in (one.sentence, one.next_step):
            assert not raw.search(re.sub(r"[A-Z2-9]{4}-[A-Z2-9]{4}", "", text)), text
    assert any("٠٨:٠٠:٠٠" in one.sentence for one in told.findings), "a moment by the clocks of the office"
