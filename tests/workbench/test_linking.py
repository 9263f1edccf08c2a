"""Linking what was collected: bands, who may see a pair, a new source alone, phones that many share,
placeholders, erasure."""

import pytest

from tahqiq.kit.errors import NotFound
from tahqiq.model.pair import Pair
from tahqiq.resolve.kept import Kept
from tahqiq.resolve.kinds import PERSON
from tahqiq.store.pairs import Pairs, forget_pairs
from tests.casework.conftest import House, casework_template, house  # noqa: F401

HEAD = "name,mother name,date of birth,phone,passport number\n"
FIRST = HEAD + (
    "علي حسين كاظم الساعدي,زينب جبار,1984-03-17,07901234567,A1234567\nمجهول,,,,\nعمر مجيد باسم "
    "الصائغ,هدى سالم,1990-01-01,07905554443,\n"
)
SECOND = HEAD + (
    "Ali Hussein Kadhim Al-Saedi,,1984-03-17,07901234567,\nUNKNOWN,,,,\nOmar Majeed Basim Al-Saegh,,"
    "1990-01-01,,\n"
)
NAMESAKE = HEAD + "علي حسين كاظم الساعدي,رغد صادق,1961-05-02,07903339998,B7654321\n"


def found(house: House, login: str = "analyst") -> dict[frozenset[str], Pair]:  # noqa: F811
    """Pairs of people by their names."""
    bench = house.bench(login)
    names = {
        no: one[0].value
        for no, said_of in bench.workspace.reading.scan(bench.scope())
        if (one := [s for s in said_of if s.prop == "name"])
    }
    return {
        frozenset((names[pair.left], names[pair.right])): pair
        for pair in Pairs(bench.workspace.database).of(bench.scope())
    }


@pytest.fixture
def filled(house: House) -> House:  # noqa: F811
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND)):
        assert house.collect(name, text)[0].status == "published"
    return house


ALI = frozenset(("علي حسين كاظم الساعدي", "Ali Hussein Kadhim Al-Saedi"))
OMAR = frozenset(("عمر مجيد باسم الصائغ", "Omar Majeed Basim Al-Saegh"))


def test_two_independent_signs_are_joined_and_a_name_with_a_birth_year_waits(filled: House) -> None:
    bench = filled.bench("analyst")
    done, adopted = bench.link()
    assert adopted == 1
    pairs = found(filled)
    assert pairs[ALI].band == "automatic"
    assert {reason.field for reason in pairs[ALI].reasons} >= {"given", "father", "family", "year", "phones"}
    assert pairs[OMAR].band == "review"
    assert not any("مجهول" in names or "UNKNOWN" in names for names in pairs)
    people = next(one for one in done if one.kind == "person")
    assert people.records == 4
    assert people.bands["automatic"] == 1


def test_a_run_can_only_propose(filled: House) -> None:
    _, adopted = filled.bench("analyst").link(adopt=False)
    assert adopted == 0
    assert found(filled)[ALI].band == "automatic"


def test_running_again_changes_nothing(filled: House) -> None:
    filled.bench("analyst").link()
    before = found(filled)
    _, adopted = filled.bench("analyst").link()
    assert adopted == 0
    assert found(filled) == before


def test_the_mark_of_the_pairs_differs_when_they_do(filled: House) -> None:
    bench = filled.bench("analyst")
    pairs = Pairs(bench.workspace.database)
    empty = pairs.mark()
    marks = []
    for _ in range(2):
        bench.link(adopt=False)
        marks.append(pairs.mark())
    kept = list(pairs.of(bench.scope("analysis"), None))
    pairs.replace(bench.scope("analysis"), kept[1:], None, "person")
    marks.append(pairs.mark())
    assert len({empty, *marks}) == 4
    pairs.replace(bench.scope("analysis"), [], None, "person")
    assert pairs.mark() == empty


def test_a_new_source_is_linked_without_the_rest(filled: House) -> None:
    bench = filled.bench("analyst")
    bench.link()
    model = found(filled)[ALI].model
    filled.collect("third.csv", NAMESAKE)
    new = next(source for source in bench.sources() if source.name == "third.csv")
    done, adopted = bench.link(new.id)
    people = next(one for one in done if one.kind == "person")
    assert people.fresh == 1
    assert people.model == model
    assert adopted == 0
    pairs = Pairs(bench.workspace.database).of(bench.scope())
    namesakes = [pair for pair in pairs if "veto-birth" in {reason.level for reason in pair.reasons}]
    assert namesakes
    assert {pair.band for pair in namesakes} <= {"refused", "undecided"}


def test_who_may_not_see_what_a_pair_rests_on_does_not_see_it(filled: House) -> None:
    filled.bench("analyst").link()
    assert found(filled, "outsider") == {}
    bench = filled.bench("outsider")
    with pytest.raises(NotFound):
        bench.link(filled.bench("analyst").sources()[0].id)
    done, adopted = bench.link()
    assert (done, adopted) == ([], 0)
    assert found(filled)[ALI].band == "automatic"


def test_one_phone_of_two_hundred_people_glues_nobody(house: House) -> None:  # noqa: F811
    first = (
        "Ahmed",
        "Basim",
        "Jabbar",
        "Dawood",
        "Faris",
        "Ghazi",
        "Hatim",
        "Isam",
        "Karim",
        "Latif",
        "Majid",
        "Nabil",
        "Omar",
        "Qasim",
        "Rafid",
        "Salim",
    )
    rows = [
        (
            f"{first[at % 16]} {first[(at * 7 + 3) % 16]} {first[(at * 5 + 1) % 16]} Family{at},,"
            f"{1950 + at % 50}-03-{at % 27 + 2:02d},07901234567,"
        )
        for at in range(200)
    ]
    house.collect("shared.csv", HEAD + "\n".join(rows) + "\n")
    bench = house.bench("analyst")
    bench.link()
    scope = bench.scope()
    table = Kept.of(bench.workspace, scope).table(PERSON)
    assert table.num_rows == 200
    assert table["phones"].null_count == 200
    assert not [pair for pair in Pairs(bench.workspace.database).of(scope) if pair.band == "automatic"]


def test_what_an_erased_source_gave_leaves_no_pair(filled: House) -> None:
    bench = filled.bench("analyst")
    bench.link(adopt=False)
    assert found(filled)
    source = next(one for one in bench.sources() if one.name == "second.csv")
    with bench.workspace.database.transaction() as transaction:
        forget_pairs(transaction, source.no)
    assert ALI not in found(filled)
    assert bench.workspace.database.query("SELECT COUNT(*) FROM linkage_model") == [(0,)]


def test_the_run_stands_in_the_log(filled: House) -> None:
    filled.bench("analyst").link()
    assert len([leaf for leaf in filled.door.audit.leaves(1) if leaf.act == "link"]) == 2
