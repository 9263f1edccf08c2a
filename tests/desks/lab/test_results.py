"""Profiles beside each other, and released results as statements of the case with a line between seizures
that are alike."""

from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.examinations.record import Share
from tahqiq.desks.lab.exhibit_list.operations import listed
from tahqiq.desks.lab.exhibit_list.profile_similarity import likeness
from tahqiq.desks.lab.sample import records
from tahqiq.desks.lab.statements.operations import state
from tests.seat import Seat

from .test_reviews import act, at, person

__all__ = ["at"]


def shares(*of: tuple[str, float, float, list[int]]) -> list[Share]:
    return [Share(name=name, time=time, share=share, ions=ions) for name, time, share, ions in of]


def test_profiles_are_paired_by_retention_and_ions() -> None:
    one = shares(("a", 60, 0.6, [44, 91]), ("", 90, 0.3, [109, 151, 80]), ("", 120, 0.1, [180, 95]))
    same = shares(("a", 61, 0.55, [44, 91]), ("", 91, 0.34, [109, 151, 43]), ("", 119, 0.11, [180, 68]))
    late = shares(("a", 60, 0.6, [44, 91]), ("", 96, 0.3, [109, 151, 80]), ("", 120, 0.1, [57, 71]))
    assert (likeness(one, same).common, likeness(one, same).alike) == (3, True)
    assert likeness(one, same) == likeness(same, one)
    assert (likeness(one, late).common, likeness(one, late).all, likeness(one, late).alike) == (1, 5, False)
    assert (likeness([], one).value, likeness([], []).alike) == (0.0, False)
    other = shares(("b", 60, 0.6, [44, 91]))
    assert likeness(one, other).common == 0  # one place, two names


def test_released_results_become_statements_and_alike_seizures_a_line(at: Seat) -> None:
    analyst, second, chief = (
        person(at, "analyst", "analyst"),
        person(at, "second", "analyst"),
        person(at, "chief", "supervisor"),
    )
    records(analyst, {})
    told = listed(analyst, CaseRequest(case=at.home), None)
    assert [(one.exhibit, one.seizure, one.state) for one in told.exhibits] == [
        ("4/1", "4/2026", "examined"),
        ("4/2", "4/2026", "examined"),
        ("4/3", "4/2026", "examined"),
        ("7/1", "7/2026", "examined"),
    ]
    assert [(one.exhibit, one.other, one.common, one.all, one.apart) for one in told.alike] == [
        ("4/1", "7/1", 4, 4, True)
    ]
    none = state(analyst, CaseRequest(case=at.home), None)
    assert (none.source, none.exhibits, none.waiting) == ("", [], ["4/1", "4/2", "4/3", "7/1"])
    for one in told.exhibits:
        if one.exhibit.endswith("/1"):
            act(analyst, one.examination, "submit")
            act(second, one.examination, "technical", "looked at")
            act(chief, one.examination, "administrative", "complete")
    done = state(analyst, CaseRequest(case=at.home), None)
    assert (done.exhibits, done.waiting, len(done.alike)) == (["4/1", "7/1"], ["4/2", "4/3"], 1)
    again = state(analyst, CaseRequest(case=at.home), None)
    assert (again.source, again.exhibits, again.stated) == ("", [], ["4/1", "7/1"])  # no second document
    bench = analyst.bench
    bench.refresh_search()
    (seizure,) = bench.search("4/2026", schema="Seizure").hits
    samples = {hit.caption for hit in bench.search("amphetamine", schema="Sample").hits}
    assert any("4/1" in one for one in samples)
    (other,) = bench.search("7/2026", schema="Seizure").hits
    drawn = bench.draw([seizure.id.hex(), other.id.hex()])
    (line,) = drawn.lines
    assert {line["a"], line["b"]} == {seizure.id.hex(), other.id.hex()}
    assert "Profiles alike: 4/1 and 7/1" in str(bench.entities(bench.scope()).entity(line["entity"]))
    (sample,) = (
        hit
        for hit in bench.search("4/1 amphetamine", schema="Sample").hits
        if hit.caption.startswith("4/1 amphetamine")
    )
    told_of = str(bench.entities(bench.scope()).entity(sample.id.hex()))
    assert "25.0" in told_of  # 62.56 ug/mL of .25 mg/mL, in % m/m
    assert "base" in told_of
