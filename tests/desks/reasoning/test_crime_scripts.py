"""Crime scripts: acts in order, tied to what is recorded, with gaps and points of prevention; who sees one,
and what was closed since."""

import pytest

from tahqiq.desks.reasoning.crime_scripts.record import STAGES, NamedThing, ScriptAct
from tahqiq.desks.reasoning.crime_scripts.scripts import Script
from tahqiq.desks.reasoning.worksheets.record import Rests
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.workbench import Workbench
from tests.casework.conftest import KEPT, House
from tests.casework.test_acts import codes, person

from .conftest import scripts
from .test_hypotheses import inner as inner
from .test_hypotheses import ref


@pytest.fixture
def sheet(house: House) -> House:
    assert house.collect("kept.csv", KEPT)[0].mapped == 2
    return house


def rests(bench: Workbench) -> Rests:
    entity, statement = ref(bench, "Sara Ahmed")
    return Rests(entity=entity, statement=statement)


@pytest.fixture
def script(sheet: House) -> Script:
    bench = sheet.bench("analyst")
    sara = NamedThing(entity=person(bench, "Sara Ahmed").id.hex())
    acts = [
        ScriptAct(
            stage="exit",
            title="The money leaves",
            gaps="Who carries it is not known.",
            prevention="Limits on cash at the exchange.",
        ),
        ScriptAct(
            stage="preparation",
            title="A telephone is bought",
            actors=[sara],
            tools=[NamedThing(words="unregistered card")],
            rests=[rests(bench)],
        ),
        ScriptAct(stage="preparation", title="A lorry is hired"),
    ]
    return scripts(bench).begin("How it was done", "One delivery", acts)


def test_acts_stand_in_the_order_of_their_stages(sheet: House, script: Script) -> None:
    assert [(act.key, act.stage, act.title) for act in script.acts] == [
        ("a2", "preparation", "A telephone is bought"),
        ("a3", "preparation", "A lorry is hired"),
        ("a1", "exit", "The money leaves"),
    ]
    assert (script.without_source, STAGES) == (2, ("preparation", "entry", "doing", "exit", "aftermath"))
    seen = scripts(sheet.bench("chief")).get(script.paper.id)
    assert seen == script
    assert [item.values("name") for item in seen.entities.values()] == [["Sara Ahmed"]]


def test_versions_follow_one_another(sheet: House, script: Script) -> None:
    bench, identity = sheet.bench("analyst"), script.paper.id
    made = scripts(bench).change(
        identity, 1, "How it was done", "", [script.acts[2], ScriptAct(stage="entry", title="The border")]
    )
    assert [act.key for act in made.acts] == ["a4", "a1"]
    with pytest.raises(Conflict):
        scripts(sheet.bench("chief")).change(identity, 1, "x", "", [])
    assert [item.version for item in scripts(bench).versions(identity)] == [2, 1]
    assert [act.title for act in scripts(bench).get(identity, 1).acts] == [act.title for act in script.acts]
    scripts(bench).put_away(identity, 2)
    assert scripts(bench).all() == []
    assert codes(sheet) == set()


def test_a_value_that_was_retracted_is_told_and_may_stay(sheet: House, script: Script) -> None:
    bench = sheet.bench("analyst")
    cited = ref(bench, "Sara Ahmed")
    bench.acts.retract(*cited, "misread")
    seen = scripts(bench).get(script.paper.id)
    assert (seen.cited[cited].state, seen.without_source) == ("retracted", 3)
    saved = scripts(bench).change(script.paper.id, 1, "Again", "", seen.acts)
    there = [item for item in bench.workspace.records.every() if item.id == saved.paper.id]
    assert len({item.classes for item in there}) == 1, "what it rested on stays what decides who sees it"
    with pytest.raises(NotFound):
        scripts(bench).begin(
            "New",
            "",
            [ScriptAct(stage="doing", title="x", rests=[Rests(entity=cited[0], statement=cited[1])])],
        )


def test_who_may_not_see_what_it_rests_on_does_not_see_it(inner: House, script: Script) -> None:
    analyst, chief = inner.bench("analyst"), inner.bench("chief")
    hidden = NamedThing(entity=person(analyst, "zzqxname zzqxfather").id.hex())
    scripts(analyst).change(
        script.paper.id,
        1,
        "zzqxtitle",
        "",
        [*script.acts, ScriptAct(stage="doing", title="zzqxact", actors=[hidden])],
    )
    assert scripts(chief).all() == []
    for act in (
        lambda: scripts(chief).get(script.paper.id),
        lambda: scripts(chief).get(script.paper.id, 1),
        lambda: scripts(chief).versions(script.paper.id),
        lambda: scripts(chief).begin("x", "", [ScriptAct(stage="doing", title="x", actors=[hidden])]),
    ):
        with pytest.raises(NotFound):
            act()


def test_others_do_not_get_in(sheet: House, script: Script) -> None:
    outsider = sheet.bench("outsider")
    for act in (
        lambda: scripts(outsider).all(),
        lambda: scripts(outsider).get(script.paper.id),
        lambda: scripts(outsider).begin("x"),
    ):
        with pytest.raises((NotFound, Refused)):
            act()


def test_what_does_not_fit_is_refused(sheet: House) -> None:
    kept = scripts(sheet.bench("analyst"))
    for code, act in {
        "act-without-title": ScriptAct(stage="doing", title=" "),
        "act-too-full": ScriptAct(
            stage="doing", title="x", actors=[NamedThing(words=str(no)) for no in range(51)]
        ),
        "words-too-long": ScriptAct(stage="doing", title="x", text="y" * 8_001),
        "no-such-entity": ScriptAct(stage="doing", title="x", actors=[NamedThing(entity="ab" * 16)]),
        "no-such-statement": ScriptAct(
            stage="doing", title="x", rests=[Rests(entity="ab" * 16, statement="cd" * 16)]
        ),
    }.items():
        with pytest.raises(WrongUse) as caught:
            kept.begin("x", "", [act])
        assert caught.value.code == code
    with pytest.raises(WrongUse) as caught:
        kept.begin("x", "", [ScriptAct(stage="doing", title="x")] * 101)
    assert caught.value.code == "too-many-acts"
    assert kept.all() == []
