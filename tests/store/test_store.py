"""One suite for both engines: what the store promises."""

from collections.abc import Callable
from io import BytesIO

import pytest

from tahqiq.kit.errors import NotFound
from tahqiq.model.source import Authority, Deposit
from tahqiq.model.statement import identifier_id
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.links import Links
from tahqiq.store.statements import StatementWriter
from tahqiq.store.workspace import Workspace

from .conftest import Batch, Publish, seeing

AHMED, PHONE = "أحمد جاسم", "+9647700000001"


def person(batch: Batch, key: str = "1", row: int = 2) -> None:
    phone = batch.identifier("PhoneNumber", PHONE)
    man = batch.entity("Person", key)
    batch.say(man, "name", AHMED, row)
    batch.say(man, "phone", PHONE, row, phone, "0770 000 0001")


def test_a_published_value_says_where_it_comes_from(workspace: Workspace, publish: Publish) -> None:
    source = publish(b"one", person)
    scope = seeing(workspace)
    _, entity = workspace.reading.entity(scope, _person_id(source.sha256))
    name = next(item for item in entity.statements if item.prop == "name")
    assert (name.value, name.place.row, name.source_sha256, name.case) == (AHMED, 2, source.sha256, "c1")
    phone = next(item for item in entity.statements if item.prop == "phone")
    assert phone.original == "0770 000 0001"
    assert phone.target is not None


def _person_id(sha256: str, key: str = "1") -> str:
    batch = Batch(sha256)
    batch.entity("Person", key)
    return batch.nodes.ids[0].hex()


def test_nothing_shows_before_publication(workspace: Workspace) -> None:
    sealed = workspace.originals.seal(BytesIO(b"two"))
    source = workspace.sources.deposit(sealed, "f", Deposit("c1"), "tester")
    batch = Batch(sealed.sha256)
    person(batch)
    StatementWriter(workspace.database, source, workspace.publication.spool(source.no)).add(batch.mapped())
    with pytest.raises(NotFound):
        workspace.reading.entity(seeing(workspace), _person_id(sealed.sha256))


def test_sweeping_takes_away_what_is_not_published_and_keeps_the_original(workspace: Workspace) -> None:
    sealed = workspace.originals.seal(BytesIO(b"three"))
    source = workspace.sources.deposit(sealed, "f", Deposit("c1"), "tester")
    batch = Batch(sealed.sha256)
    person(batch)
    StatementWriter(workspace.database, source, workspace.publication.spool(source.no)).add(batch.mapped())
    assert workspace.publication.sweep(source.no) == 2
    assert workspace.database.query("SELECT COUNT(*) FROM statement") == [(0,)]
    assert workspace.originals.path(sealed.sha256).read_bytes() == b"three"


def test_another_case_sees_neither_entity_nor_link_nor_source(workspace: Workspace, publish: Publish) -> None:
    source = publish(b"four", person)
    workspace.sources.deposit(workspace.originals.seal(BytesIO(b"other")), "g", Deposit("c2"), "tester")
    outsider = seeing(workspace, "c2")
    with pytest.raises(NotFound):
        workspace.reading.entity(outsider, _person_id(source.sha256))
    with pytest.raises(NotFound):
        workspace.sources.get(outsider, source.no)
    number = workspace.reading.resolve(seeing(workspace), _person_id(source.sha256))
    assert Links(workspace.database, vocabulary()).of(outsider, [number]) == []


def test_two_sources_meet_in_an_identifier(workspace: Workspace, publish: Publish) -> None:
    first = publish(b"five", person)
    second = publish(b"six", person)
    scope = seeing(workspace)
    number = workspace.reading.resolve(scope, _phone_id())
    ends = {link.a for link in Links(workspace.database, vocabulary()).of(scope, [number])}
    wanted = {workspace.reading.resolve(scope, _person_id(source.sha256)) for source in (first, second)}
    assert ends == wanted


def _phone_id() -> str:
    batch = Batch("")
    batch.identifier("PhoneNumber", PHONE)
    return batch.nodes.ids[0].hex()


def test_an_edge_entity_is_one_line_between_its_ends(workspace: Workspace, publish: Publish) -> None:
    def build(batch: Batch) -> None:
        owner, company, owns = (
            batch.entity("Person", "o"),
            batch.entity("Company", "c"),
            batch.entity("Ownership", "x"),
        )
        batch.say(owner, "name", "Owner", 2)
        batch.say(company, "name", "Company", 2)
        batch.say(owns, "owner", batch.nodes.ids[owner].hex(), 2, owner)
        batch.say(owns, "asset", batch.nodes.ids[company].hex(), 2, company)
        batch.say(owns, "startDate", "2026-01-02", 2)

    publish(b"seven", build)
    scope = seeing(workspace)
    owner = workspace.database.query("SELECT no FROM node WHERE schema='Person'")[0][0]
    links = Links(workspace.database, vocabulary()).of(scope, [int(str(owner))])
    assert [(link.kind, link.label, link.first, link.via > 0) for link in links] == [
        ("edge", "Ownership", "2026-01-02", True)
    ]


def test_reading_again_is_idempotent(workspace: Workspace, publish: Publish) -> None:
    def twice(batch: Batch) -> None:
        person(batch)
        person(batch)

    source = publish(b"eight", twice)
    assert workspace.sources.get(seeing(workspace), source.no).statements == 2
    assert workspace.database.query("SELECT COUNT(*) FROM statement") == [(2,)]


def test_the_same_file_in_the_same_case_is_the_same_source(workspace: Workspace, publish: Publish) -> None:
    source = publish(b"nine", person)
    again = workspace.sources.deposit(
        workspace.originals.seal(BytesIO(b"nine")), "copy.csv", Deposit("c1"), "tester"
    )
    assert again.no == source.no
    assert [line[2] for line in workspace.sources.custody_log(seeing(workspace), source.no)] == [
        "deposited",
        "received-again",
    ]


def test_the_same_file_in_another_case_is_another_source_and_counts_once_for_who_sees_both(
    workspace: Workspace, publish: Publish
) -> None:
    first = publish(b"ten", person)
    second = publish(b"ten", person, "c2")  # type: ignore[call-arg]
    assert first.no != second.no
    both = seeing(workspace, "c1", "c2")
    _, entity = workspace.reading.entity(both, _person_id(first.sha256))
    assert len(entity.statements) == 2


def test_rows_outside_the_order_stand_in_a_class_of_their_own(workspace: Workspace) -> None:
    sealed = workspace.originals.seal(BytesIO(b"eleven"))
    deposit = Deposit("c1", authority=Authority(reference="77/2026", start="2026-01-01"))
    source = workspace.sources.deposit(sealed, "f", deposit, "tester")
    assert source.held_class != source.data_class
    batch = Batch(sealed.sha256)
    person(batch, "in", 2)
    person(batch, "out", 3)
    batch.held.add(3)
    StatementWriter(workspace.database, source, workspace.publication.spool(source.no)).add(batch.mapped())
    rows = workspace.database.query("SELECT rowno, class FROM statement ORDER BY rowno, class")
    assert {(row, kept == source.held_class) for row, kept in rows} == {(2, False), (3, True)}


def test_a_unique_beginning_of_an_id_is_enough(workspace: Workspace, publish: Publish) -> None:
    source = publish(b"twelve", person)
    full = _person_id(source.sha256)
    assert workspace.reading.entity(seeing(workspace), full[:8])[1].id.hex() == full


@pytest.mark.parametrize("given", ["zz", "abc", "", "' OR 1=1 --", "00" * 16])
def test_an_id_that_is_none_is_not_found(workspace: Workspace, publish: Publish, given: str) -> None:
    publish(b"thirteen", person)
    with pytest.raises(NotFound):
        workspace.reading.entity(seeing(workspace), given)


def test_values_with_a_nul_character_are_kept_visibly(workspace: Workspace, publish: Publish) -> None:
    def build(batch: Batch) -> None:
        batch.say(batch.entity("Person", "n"), "name", "a\0b", 2)

    source = publish(b"fourteen", build)
    _, entity = workspace.reading.entity(seeing(workspace), _person_id(source.sha256, "n"))
    assert entity.values("name") == ["a␀b"]


def test_what_stands_in_a_node_is_not_written_a_second_time(workspace: Workspace, publish: Publish) -> None:
    number = "+9647430000001"

    def build(batch: Batch) -> None:
        man, phone = batch.entity("Person", "n"), batch.identifier("PhoneNumber", number)
        batch.say(man, "name", "Karim", 2)
        batch.say(man, "phone", number, 2, phone, "0743 000 0001")
        batch.say(phone, "number", number, 2)
        batch.say(phone, "owner", batch.nodes.ids[man].hex(), 2, man)
        batch.say(man, "alias", number, 2)

    source = publish(b"sixteen", build)
    person_id = _person_id(source.sha256, "n")
    _, man = workspace.reading.entity(seeing(workspace), person_id)
    assert man.values("phone") == [number]
    assert [item.original for item in man.statements if item.prop == "phone"] == ["0743 000 0001"]
    assert man.values("alias") == [number]
    _, phone = workspace.reading.entity(seeing(workspace), identifier_id("PhoneNumber", "", number).hex())
    assert phone.values("number") == [number]
    assert phone.values("owner") == [person_id]
    kept = {row[0] for row in workspace.database.query("SELECT text FROM value")}
    assert kept == {
        "Karim",
        "0743 000 0001",
        number,
    }  # the alias is no identifier: its text stands for itself


def test_many_statements_are_committed_in_bounded_batches(
    workspace: Workspace, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    kind = type(workspace.database)
    original: Callable[..., object] = kind.transaction

    def counted(self: object, *args: object, **kwargs: object) -> object:
        sizes.append(1)
        return original(self, *args, **kwargs)

    monkeypatch.setattr(kind, "transaction", counted)

    def build(batch: Batch) -> None:
        for row in range(12_001):
            batch.say(batch.entity("Person", str(row)), "name", f"n{row}", row + 2)

    publish(b"fifteen", build)
    assert len(sizes) >= 3
    assert workspace.database.query("SELECT COUNT(*) FROM statement") == [(12_001,)]
