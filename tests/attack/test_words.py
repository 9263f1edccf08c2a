"""Whoever chooses what a file says and has it erased changes nobody's words: places are shown to the owner of
each case, who strikes them or not."""

from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import carry_out
from tahqiq.kit.errors import Conflict, NotFound, Refused
from tahqiq.store.backup.recovery_key import make, read_private
from tahqiq.store.erasure import Erasures
from tahqiq.workbench.backups import restored
from tests.store.conftest import new_database, postgres_server  # noqa: F401 (fixtures)

from .conftest import bench, client, codes
from .harbour import harbour  # noqa: F401 (fixtures)

NAMED = "name,phone\nMurder Quayside,07430000077\n"
NOTE = "The murder at the quayside; ask Murder Quayside, 07430000077"


def noted(door: Door, login: str, case: str) -> str:
    return (
        bench(door, login)
        .documents.make(case, "note", "Murder Quayside", {"text": NOTE, "about": []})
        .document.id
    )


def named_and_erased(door: Door) -> None:
    path = door.workspace.root.parent / "murder.csv"
    path.write_text(NAMED, "utf-8")
    analyst = bench(door, "analyst")
    (made,) = analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))
    bench(door, "chief").acts.request_erasure(made.source, "Order 1")
    bench(door, "second").approve_erasure(made.source)


def text(door: Door, login: str, case: str, note: str) -> object:
    return bench(door, login).documents.get(case, note).body["text"]


def test_notes_of_other_cases_stay_as_they_are_until_their_owner_decides(harbour: Door) -> None:  # noqa: F811
    own, other = noted(harbour, "analyst", "Harbour"), noted(harbour, "rival", "Elsewhere")
    named_and_erased(harbour)
    assert text(harbour, "analyst", "Harbour", own) == text(harbour, "rival", "Elsewhere", other) == NOTE
    assert "murder" not in str(harbour.workspace.database.query("SELECT value FROM meta")).casefold()
    (proposed,) = [item for item in bench(harbour, "rival").words.all() if item.what == "document"]
    assert {place.words.casefold() for place in proposed.places} == {
        "murder quayside",
        "murder",
        "quayside",
        "07430000077",
    }
    spots = [(place.before, place.words) for place in proposed.places]
    assert len(spots) == len(set(spots)), "a place is shown twice"
    in_the_list = [place for place in proposed.places if place.before.endswith("ask ")]
    assert [place.words for place in in_the_list] == ["Murder Quayside"], (
        "the whole name, and not its parts too"
    )
    mine = {item.id for item in bench(harbour, "chief").words.all()}
    assert proposed.id not in mine
    for login in ("chief", "analyst"):
        with pytest.raises(NotFound):
            bench(harbour, login).words.strike(proposed.id)
    bench(harbour, "rival").words.leave(proposed.id)
    for one in mine:
        bench(harbour, "chief").words.strike(one)
    assert text(harbour, "rival", "Elsewhere", other) == NOTE
    assert "0743000" not in str(text(harbour, "analyst", "Harbour", own))
    assert codes(harbour) == set()
    assert bench(harbour, "rival").words.all() == bench(harbour, "chief").words.all() == []


def test_a_text_that_changed_since_is_not_struck(harbour: Door) -> None:  # noqa: F811
    note = noted(harbour, "analyst", "Harbour")
    named_and_erased(harbour)
    with harbour.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE case_document SET title='Another' WHERE id=?", (note,))
    (proposed,) = bench(harbour, "chief").words.all()
    with pytest.raises(Conflict):
        bench(harbour, "chief").words.strike(proposed.id)


def test_the_page_lists_places_and_strikes_one(harbour: Door) -> None:  # noqa: F811
    note = noted(harbour, "analyst", "Harbour")
    named_and_erased(harbour)
    page = client(harbour, "chief")
    (proposed,) = page.get("/api/v1/erasures/words").json()
    assert (proposed["what"], proposed["order"], proposed["thing"]) == ("document", "Order 1", f"{note}.1")
    assert page.post(f"/api/v1/erasures/words/{proposed['id']}/strike").status_code == 204
    assert page.post(f"/api/v1/erasures/words/{proposed['id']}/strike").status_code == 404
    assert client(harbour, "analyst").get("/api/v1/erasures/words").json() == []


def test_an_erasure_that_cannot_rewrite_the_database_is_gone_on_with(
    harbour: Door,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,  # noqa: F811, RUF100
) -> None:
    """The last step but one fails (no room to rewrite): nothing is proposed twice, and what is done again
    finds the rest."""
    noted(harbour, "analyst", "Harbour")
    path = harbour.workspace.root.parent / "murder.csv"
    path.write_text(NAMED, "utf-8")
    analyst = bench(harbour, "analyst")
    (made,) = analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))
    bench(harbour, "chief").acts.request_erasure(made.source, "Order 1")

    def full() -> None:
        raise OSError("no room")

    scrub = harbour.workspace.database.scrub
    monkeypatch.setattr(harbour.workspace.database, "scrub", full)
    with pytest.raises(OSError, match="no room"):
        bench(harbour, "second").approve_erasure(made.source)
    monkeypatch.setattr(harbour.workspace.database, "scrub", scrub)
    (unfinished,) = Erasures(harbour.workspace).unfinished()
    carry_out(harbour, unfinished, bench(harbour, "second").actor)
    assert len(bench(harbour, "chief").words.all()) == 1
    assert codes(harbour) == set()
    with pytest.raises((NotFound, Refused)):
        analyst.original(made.source)


def test_two_erasures_that_meet_in_one_text_are_decided_one_after_the_other(harbour: Door) -> None:  # noqa: F811
    text_ = "Omar Quayside met Zaynab Lighthouse; Omar Quayside left"
    note = (
        bench(harbour, "analyst")
        .documents.make("Harbour", "note", "N", {"text": text_, "about": []})
        .document.id
    )
    analyst = bench(harbour, "analyst")
    for number, name in enumerate(("Omar Quayside", "Zaynab Lighthouse")):
        path = harbour.workspace.root.parent / f"{name[:4]}.csv"
        path.write_text(f"name,phone\n{name},0743000{number:04d}\n", "utf-8")
        (made,) = analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))
        bench(harbour, "chief").acts.request_erasure(made.source, name)
        bench(harbour, "second").approve_erasure(made.source)
    first, second = bench(harbour, "chief").words.all()
    assert [place.words for place in first.places] == ["Omar Quayside", "Omar Quayside"]
    bench(harbour, "chief").words.strike(first.id)
    (left,) = bench(harbour, "chief").words.all()
    assert (left.id, [place.words for place in left.places]) == (second.id, ["Zaynab Lighthouse"])
    bench(harbour, "chief").words.strike(left.id)
    assert text(harbour, "analyst", "Harbour", note) == "▒▒▒ met ▒▒▒; ▒▒▒ left"
    assert codes(harbour) == set()


def test_a_restored_older_backup_says_in_how_many_texts_struck_words_stand_again(
    harbour: Door,  # noqa: F811
    tmp_path: Path,
) -> None:
    noted(harbour, "analyst", "Harbour")
    path = harbour.workspace.root.parent / "named.csv"
    path.write_text("name,phone\nMurder Quayside,07430000077\n", "utf-8")
    analyst = bench(harbour, "analyst")
    (made,) = analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))
    key = make(tmp_path / "key")
    saved = bench(harbour, "owner").back_up(tmp_path / "one.backup", key)
    bench(harbour, "chief").acts.request_erasure(made.source, "Order 1")
    bench(harbour, "second").approve_erasure(made.source)
    (proposed,) = bench(harbour, "chief").words.all()
    bench(harbour, "chief").words.strike(proposed.id)
    found, verdict = restored(saved.path, tmp_path / "back", read_private(tmp_path / "key"))
    assert (found.again, found.texts, verdict.holds) == (1, 1, True)
    again = Door.opened(tmp_path / "back")
    assert len(bench(again, "chief").words.all()) == 1
    again.close()
