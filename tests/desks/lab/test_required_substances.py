"""What a sort of exhibit must state, and what a package declares."""

from tahqiq.desks.lab.examinations.operations import guarded
from tahqiq.desks.lab.examinations.record import Entered, Examination, Intake
from tahqiq.desks.lab.examinations.required_substances import all_standings, rules

from .test_ledger import result


def established(*names: str, outcome: str = "positive") -> list[Entered]:
    return [
        Entered.model_validate({**result(technique).model_dump(), "substance": name, "outcome": outcome})
        for name in names
        for technique in ("mass-spectrum", "gc-retention")
    ]


def test_captagon_says_of_fenethylline_whether_it_was_found() -> None:
    intake = Intake(sort="captagon")
    body = Examination(exhibit="1", intake=intake, results=established("Amphetamine"))
    assert [(one.substance, one.holds, one.wanting) for one in all_standings(body)] == [
        ("Amphetamine", "yes", []),
        ("fenethylline", "unknown", ["to-be-stated"]),
    ]
    assert not guarded(body)["settled"]
    looked = Examination(
        exhibit="1", intake=intake, results=[*body.results, *established("fenethylline", outcome="negative")]
    )
    assert [(one.substance, one.holds) for one in all_standings(looked)] == [
        ("Amphetamine", "yes"),
        ("fenethylline", "no"),
    ]
    assert guarded(looked)["settled"]


def test_what_a_medicine_declares_is_stated_and_what_it_does_not_is_found() -> None:
    body = Examination(
        exhibit="1",
        intake=Intake(sort="medicine", declared=["tramadol", " paracetamol "]),
        results=established("paracetamol", "caffeine"),
    )
    assert [(one.substance, one.wanting) for one in all_standings(body)] == [
        ("paracetamol", []),
        ("caffeine", []),
        ("tramadol", ["to-be-stated"]),
    ]
    assert not guarded(body)["settled"]


def test_every_rule_names_its_source_and_other_exhibits_are_asked_nothing() -> None:
    assert all(one.source for name, one in rules().items() if name != "other")
    assert all_standings(Examination(exhibit="1")) == []
