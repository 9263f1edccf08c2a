"""Crime scripts: acts in order, tied to what is recorded, with gaps and points of prevention; who sees one, and what was closed since."""

import pytest

from tahqiq.casework.crime_script import Script
from tahqiq.casework.script_acts import STAGES, Act, Named
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse

from .conftest import KEPT, House
from .test_acts import codes, person
from .test_hypotheses import inner as inner
from .test_hypotheses import ref


@pytest.fixture
def sheet(house: House) -> House:
    assert house.collect("kept.csv", KEPT)[0].mapped == 2
    return house


@pytest.fixture
def script(sheet: House) -> Script:
    bench = sheet.bench("analyst")
    sara = Named(person(bench, "Sara Ahmed").id.hex())
    acts = [
        Act("", "exit", "The money leaves", gaps="Who carries it is not known.", prevention="Limits on cash at the exchange."),
        Act(
            "",
            "preparation",
            "A telephone is bought",
            actors=(sara,),
            tools=(Named(words="unregistered card"),),
            rests=(ref(bench, "Sara Ahmed"),),
        ),
        Act("", "preparation", "A lorry is hired"),
    ]
    return bench.scripts.begin("Harbour", "How it was done", "One delivery", acts)


def test_acts_stand_in_the_order_of_their_stages(sheet: House, script: Script) -> None:
    assert [(act.key, act.stage, act.title) for act in script.acts] == [
        ("a2", "preparation", "A telephone is bought"),
        ("a3", "preparation", "A lorry is hired"),
        ("a1", "exit", "The money leaves"),
    ]
    assert (script.without_source, STAGES) == (2, ("preparation", "entry", "doing", "exit", "aftermath"))
    seen = sheet.bench("chief").scripts.get("Harbour", script.document.id)
    assert seen == script
    assert [item.values("name") for item in seen.entities.values()] == [["Sara Ahmed"]]


def test_versions_follow_one_another(sheet: House, script: Script) -> None:
    bench, identity = sheet.bench("analyst"), script.document.id
    made = bench.scripts.change("Harbour", identity, 1, "How it was done", "", [script.acts[2], Act("", "entry", "The border")])
    assert [act.key for act in made.acts] == ["a4", "a1"]
    with pytest.raises(Conflict):
        sheet.bench("chief").scripts.change("Harbour", identity, 1, "x", "", [])
    assert [item.version for item in bench.scripts.versions("Harbour", identity)] == [2, 1]
    assert [act.title for act in bench.scripts.get("Harbour", identity, 1).acts] == [act.title for act in script.acts]
    bench.scripts.put_away("Harbour", identity, 2)
    assert bench.scripts.all("Harbour") == []
    assert codes(sheet) == set()


def test_a_value_that_was_retracted_is_told_and_may_stay(sheet: House, script: Script) -> None:
    bench = sheet.bench("analyst")
    cited = ref(bench, "Sara Ahmed")
    bench.acts.retract(*cited, "misread")
    seen = bench.scripts.get("Harbour", script.document.id)
    assert (seen.cited[cited].state, seen.without_source) == ("retracted", 3)
    saved = bench.scripts.change("Harbour", script.document.id, 1, "Again", "", seen.acts)
    assert saved.document.classes == script.document.classes
    with pytest.raises(NotFound):
        bench.scripts.begin("Harbour", "New", "", [Act("", "doing", "x", rests=(cited,))])


def test_who_may_not_see_what_it_rests_on_does_not_see_it(inner: House, script: Script) -> None:
    analyst, chief = inner.bench("analyst"), inner.bench("chief")
    hidden = Named(person(analyst, "zzqxname zzqxfather").id.hex())
    analyst.scripts.change("Harbour", script.document.id, 1, "zzqxtitle", "", [*script.acts, Act("", "doing", "zzqxact", actors=(hidden,))])
    assert chief.scripts.all("Harbour") == []
    for act in (
        lambda: chief.scripts.get("Harbour", script.document.id),
        lambda: chief.scripts.get("Harbour", script.document.id, 1),
        lambda: chief.scripts.versions("Harbour", script.document.id),
        lambda: chief.scripts.begin("Harbour", "x", "", [Act("", "doing", "x", actors=(hidden,))]),
    ):
        with pytest.raises(NotFound):
            act()


def test_others_do_not_get_in(sheet: House, script: Script) -> None:
    outsider = sheet.bench("outsider").scripts
    for act in (
        lambda: outsider.all("Harbour"),
        lambda: outsider.get("Harbour", script.document.id),
        lambda: outsider.begin("Harbour", "x"),
    ):
        with pytest.raises((NotFound, Refused)):
            act()


def test_what_does_not_fit_is_refused(sheet: House) -> None:
    scripts = sheet.bench("analyst").scripts
    for code, act in {
        "unknown-stage": Act("", "later", "x"),
        "act-without-title": Act("", "doing", " "),
        "act-too-full": Act("", "doing", "x", actors=tuple(Named(words=str(no)) for no in range(51))),
        "words-too-long": Act("", "doing", "x", "y" * 8_001),
        "no-such-entity": Act("", "doing", "x", actors=(Named("ab" * 16),)),
        "no-such-statement": Act("", "doing", "x", rests=(("ab" * 16, "cd" * 16),)),
    }.items():
        with pytest.raises(WrongUse) as caught:
            scripts.begin("Harbour", "x", "", [act])
        assert caught.value.code == code
    with pytest.raises(WrongUse) as caught:
        scripts.begin("Harbour", "x", "", [Act("", "doing", "x")] * 101)
    assert caught.value.code == "too-many-acts"
    assert scripts.all("Harbour") == []
