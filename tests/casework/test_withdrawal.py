"""A document that was brought by mistake is withdrawn: nothing that it said is seen or counted, the document
stays, and it comes back."""

import io
import zipfile

import pytest

from tahqiq.access.audit import AuditLog
from tahqiq.kit.errors import Conflict, NotFound, Refused, TahqiqError, WrongUse
from tahqiq.store.publication import Publication

from .conftest import KEPT, House, calls

WRONG = "name,phone\nMistaken Person,07905550001\nSara Ahmed,07905550002\n"


def seen(house: House) -> tuple[list[str], dict[str, int]]:
    """The people that a search finds, and the events that are counted."""
    bench = house.bench("chief")
    people = [
        hit.caption for text in ("Mistaken", "Sara") for hit in bench.search(text, schema="Person").hits
    ]
    return people, bench.workspace.facts.records(bench.scope())


def test_what_it_said_is_gone_and_comes_back(house: House) -> None:
    house.collect("kept.csv", KEPT)
    before = seen(house)
    (made,) = house.collect("wrong.csv", WRONG)
    with_it = seen(house)
    assert "Mistaken Person" in with_it[0]
    bench = house.bench("analyst")
    (withdrawn,) = bench.withdraw(made.source, "another case's list")
    assert (withdrawn.status, withdrawn.statements, withdrawn.facts) == ("withdrawn", 0, 0)
    assert seen(house) == before
    now = bench.source(withdrawn.source)
    assert (now.withdrawn, now.reading_reason, now.follows) == (True, "another case's list", made.source)
    assert "withdrawn" in [act for _, _, act, _ in bench.custody(now.id)]
    assert house.bench("owner").verify().holds
    with pytest.raises(Conflict) as twice:
        bench.withdraw(withdrawn.source, "again")
    assert twice.value.code == "reading-not-latest"
    (back,) = bench.reread(withdrawn.source, reason="it belongs here after all")
    assert (back.status, back.records) == ("published", 2)
    assert seen(house) == with_it
    assert house.bench("owner").verify().holds


def test_events_leave_every_count(house: House) -> None:
    house.collect("kept.csv", calls(1))
    before = seen(house)
    (made,) = house.collect("wrong.csv", calls(2))
    assert seen(house)[1]["Call"] > before[1]["Call"]
    house.bench("analyst").withdraw(made.source, "the wrong number")
    assert seen(house) == before


def test_an_archive_goes_with_what_came_out_of_it(house: House) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", WRONG)
        archive.writestr("b.csv", KEPT)
    made = house.collect("both.zip", packed.getvalue())
    done = house.bench("analyst").withdraw(made[0].source, "the wrong disk")
    assert [one.status for one in done] == ["withdrawn"] * 3
    assert seen(house)[0] == []
    assert {one.withdrawn for one in house.bench("analyst").sources()} == {True}


def test_who_may_not_withdraw(house: House) -> None:
    (made,) = house.collect("wrong.csv", WRONG)
    with pytest.raises(NotFound):
        house.bench("outsider").withdraw(made.source, "why")
    house.door.people.add("colleague", "Colleague", frozenset({"analyst"}), "correct horse battery", "test")
    house.door.cases.add_member(
        house.bench("chief").source(made.source).case, house.door.people.get("colleague").id, "test"
    )
    with pytest.raises(Refused):
        house.bench("colleague").withdraw(made.source, "why")
    with pytest.raises(WrongUse) as told:
        house.bench("analyst").withdraw(made.source, "  ")
    assert told.value.code == "reason-needed"
    assert "Mistaken Person" in seen(house)[0]
    assert house.bench("chief").withdraw(made.source, "brought by mistake")[0].status == "withdrawn"


def test_what_fails_midway_leaves_the_document_as_it_was(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = house.collect("wrong.csv", WRONG)
    before = seen(house)

    def struck(*_: object, **__: object) -> None:
        raise TahqiqError("unexpected")

    with monkeypatch.context() as context:
        context.setattr(Publication, "publish", struck)
        with pytest.raises(TahqiqError):
            house.bench("analyst").withdraw(made.source, "why")
    assert seen(house) == before
    assert [one.id for one in house.bench("analyst").sources()] == [made.source]
    assert house.bench("analyst").withdraw(made.source, "why")[0].status == "withdrawn"


def test_the_log_says_so(house: House) -> None:
    (made,) = house.collect("wrong.csv", WRONG)
    bench = house.bench("analyst")
    bench.withdraw(made.source, "another case's list")
    log: AuditLog = house.door.audit
    assert [leaf.object for leaf in log.leaves() if leaf.act == "withdraw"][:1] == [made.source]
