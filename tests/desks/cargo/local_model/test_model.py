"""Models taught at the desk: nothing that came later, no person, chances that lead as far as openings reach,
and a list whose lines say so in four languages."""

from datetime import datetime, timedelta

import pytest

from tahqiq.desk.record_print import printed
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.examinations.operations import OutcomeRequest, record
from tahqiq.desks.cargo.local_model.columns import COLUMNS, model_cells
from tahqiq.desks.cargo.local_model.model import (
    BEGINS,
    FINDS,
    LEADS,
    day_number,
    leads,
    memory_of,
    past_examinations,
    train,
)
from tahqiq.desks.cargo.local_model.signs import FAMILIES, Appearance
from tahqiq.desks.cargo.local_model.wording import column_in_words, sign_in_words
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Outcome
from tahqiq.desks.cargo.selection_lists.from_arrivals import SHIFT, ShiftListRequest, make
from tahqiq.desks.cargo.selection_lists.operations import ListSignatureRequest, SavedListRequest, show, sign
from tahqiq.desks.cargo.selection_lists.record import LIST
from tahqiq.kit.messages import LOCALES, speaking
from tests.desks.cargo.indicators.test_rules import lorry
from tests.desks.cargo.selection_lists.decisions import accept_all
from tests.desks.conftest import person
from tests.seat import Seat

AT = datetime.fromisoformat("2026-03-01T08:00:00+03:00")


def opening(no: int, *, found: bool, days: int = 0) -> Outcome:
    began = AT + timedelta(days=days)
    return OUTCOME.example.model_copy(
        update={
            "consignment": f"K{no}",
            "began": began,
            "ended": began + timedelta(hours=2),
            "finds": OUTCOME.example.finds if found else [],
            "rules": [],
            "laboratory": [],
        }
    )


def test_the_model_leads_as_far_as_openings_reach() -> None:
    assert [leads(count, 100) for count in (0, BEGINS - 1, (BEGINS + LEADS) // 2, LEADS, 9 * LEADS)] == [
        0,
        0,
        0.5,
        1,
        1,
    ]
    assert leads(9 * LEADS, FINDS - 1) == 0


def test_nothing_of_the_day_itself_or_later_teaches() -> None:
    bodies = [lorry(no, 1) for no in range(4)]
    told = past_examinations(
        bodies, [opening(no, found=True, days=no) for no in range(4)], day_number("2026-03-03")
    )
    assert [one.outcome.consignment for one in told] == ["K0", "K1"]


def test_columns_have_words_in_four_languages_and_no_person() -> None:
    assert not {"driver", "nationality", "sex", "age"} & set(COLUMNS)
    for locale in LOCALES:
        assert all(column_in_words(name, locale) for name in COLUMNS)
        assert all(
            "x7" in sign_in_words(f"{family}:x7", Appearance(), locale)
            for family in FAMILIES
            if family != "weight"
        )
    cells = model_cells([lorry(1, 1)], [{"pair-unseen": True}], [[0.1] * len(FAMILIES)])
    assert cells[0].shape[1] + cells[1].shape[1] == len(COLUMNS)


def test_a_model_ranks_what_looks_like_finds_and_few_openings_teach_none() -> None:
    pytest.importorskip("catboost")
    bodies, outcomes = [], []
    for no in range(700):
        bad = no % 5 == 0
        bodies.append(
            lorry(
                no,
                1,
                declarant="مكتب" if bad else f"D{no % 7}",
                load="JOAMM" if bad else "TRMER",
                goods="تفاح",
                gross=18000.0 + no,
            )
        )
        outcomes.append(opening(no, found=bad, days=no // 10))
    here = [
        lorry(900, 1, declarant="مكتب", load="JOAMM", goods="تفاح"),
        lorry(901, 1, declarant="D3", load="TRMER", goods="تفاح"),
    ]
    today = day_number("2026-06-01")
    told = past_examinations(bodies, outcomes, today)
    made = train("narcotics", told, {}, here, today)
    assert made is not None
    assert made.openings == 700
    assert made.share == pytest.approx(200 / 1500)
    assert made.chances[0] > 4 * made.chances[1]
    assert train("weapons", told, {}, here, today) is None
    assert train("narcotics", told[:400], {}, here, today) is None
    assert memory_of(told).openings == 700


def test_a_line_says_why_in_four_languages_and_hands_it_on_to_the_outcome(at: Seat) -> None:
    records, outcomes = at.records(ARRIVAL), at.records(OUTCOME)
    for no in range(40):
        records.save(lorry(no, 1, goods="بلاط" if no == 0 else "تفاح", declarant=f"D{no}"))
        outcomes.save(opening(no, found=no == 0))
    for no in range(50, 70):
        records.save(lorry(no, 4, goods="بلاط" if no == 55 else "تفاح", declarant=f"D{no}"))
    made = make(at, ShiftListRequest(shift=SHIFT, post="trebil", day="2026-03-04"), None)
    line = next(one.line for one in made.lines if one.line.why == "follow-up")
    assert (line.id, line.sign) == ("K55", "word:بلاط")
    assert set(line.words) == set(LOCALES)
    assert len(set(line.words.values())) == 4
    with speaking("ar"):
        shown = next(
            one.line
            for one in show(at, SavedListRequest(shift_list=made.shift_list), None).lines
            if one.line.id == "K55"
        )
        remarks = show(at, SavedListRequest(shift_list=made.shift_list), None).remarks
    assert len(remarks) == len(made.remarks) == 4
    assert not set(remarks) & set(made.remarks)
    assert "بلاط" in shown.sentence
    assert shown.sentence == line.words["ar"] != line.sentence
    paper = {language: repr(printed(at, "list", made.shift_list, language)) for language in ("ar", "en")}
    english = repr(line.words["en"])[1:-1]
    assert english in paper["en"]
    assert english not in paper["ar"]
    assert "Why it ranks" in paper["en"]
    shown = next(one.line for one in made.lines)
    assert shown.plates
    assert all(plate in paper["en"] for plate in shown.plates)  # what somebody sees in the yard, on the paper
    assert "تفريغ كامل" in paper["ar"]  # no code of an examination is left on the paper
    assert line.words["ar"].replace("\u2068", "").split(":")[0] in paper["ar"]
    cell = next(one.line for one in made.lines if one.line.why == "cell")
    assert 0 < cell.probability <= 1
    version = accept_all(at, made).version
    sign(
        person(at, "head", "supervisor"),
        ListSignatureRequest(shift_list=made.shift_list, version=version),
        None,
    )
    kept = at.records(LIST).get(made.shift_list)
    assert kept.body.remarks
    began = kept.body.signed
    assert began is not None
    done = record(
        at,
        OutcomeRequest(
            consignment=cell.id,
            shift_list=kept.id,
            began=began,
            ended=began,
            depth=["full"],
        ),
        None,
    )
    body = at.records(OUTCOME).get(done.outcome).body
    assert (body.why, body.probability) == ("cell", cell.probability)
