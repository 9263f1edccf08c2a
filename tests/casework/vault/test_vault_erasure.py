"""Where an identity stands: nowhere in the clear, nowhere without its key, and nowhere once it was erased;
what was touched is found."""

from pathlib import Path

import pytest

from tahqiq.access.entries import Entries
from tahqiq.access.keys import compartment_key, folder
from tahqiq.access.verify import Verifier
from tahqiq.access.verify_vault import vault_faults
from tahqiq.kit.errors import Damaged
from tahqiq.store.database import text
from tahqiq.store.vault import VaultRows
from tahqiq.workbench import Workbench

from .conftest import HOUR, SARA, House, granted, refused


def everywhere(house: House) -> bytes:
    """Every byte of the workspace folder, and of every row where the rows lie on a server."""
    data = b"".join(
        path.read_bytes() for path in sorted(house.root.joinpath("ws").rglob("*")) if path.is_file()
    )
    if house.door.workspace.database.engine == "postgres":
        tables = house.door.workspace.database.query(
            "SELECT tablename FROM pg_tables WHERE schemaname='public'"
        )
        for table in (text(name) for (name,) in tables):
            for row in house.door.workspace.database.query(f"SELECT t::text FROM {table} t"):
                data += str(row[0]).encode()
    return data


def test_a_canary_stands_nowhere(house: House) -> None:
    name, request = granted(house)
    house.at("handler").open(request)
    house.at("handler").known(SARA)
    refused("vault-fields", lambda: house.at("handler").register({"Canary Qzplum": "x"}))
    house.door.audit.head()
    told = everywhere(house)
    assert name.encode() in told  # the crawl does find what is there
    for secret in (*SARA.values(), "Qzplum", "Canarymotive", "Vrtx", "7430009911"):
        for form in (
            secret.encode(),
            secret.casefold().encode(),
            secret.encode("utf-16-le"),
            secret.encode().hex().encode(),
        ):
            assert form not in told
    for path in folder().rglob("*"):
        assert b"Canary" not in path.read_bytes()
        assert "SOURCE" not in path.name


def test_an_erasure_of_two_persons_shreds(house: House) -> None:
    name, request = granted(house)
    before = VaultRows(house.door.workspace.database).every()
    house.turn(HOUR / 60)
    order = house.at("registrar2").ask_erasure(name, "order 17")
    refused("erasure-needs-two", lambda: house.at("registrar2").erase(order))
    refused("vault-custodian-needed", lambda: house.at("handler").erase(order))
    house.at("registrar").erase(order)
    refused("vault-none", lambda: house.at("handler").open(request))
    refused("vault-none", lambda: house.at("handler").ask(name, "safety", "x"))
    assert not house.at("handler").known(SARA)
    assert [(act.kind, act.motive) for act in house.at("registrar").history(name)] == [
        ("asked", None),
        ("granted", None),
        ("erase-asked", None),
        ("erased", None),
    ]
    assert house.at("registrar").history(name)[-1].purpose == "order 17"
    house.at("registrar").erase(order)  # only rewrites the files again
    told = everywhere(house)
    wrapped = before[0][0].wrapped
    assert wrapped not in told
    assert wrapped.hex().encode() not in told
    assert all(field.sealed not in told and field.sealed.hex().encode() not in told for field in before[1])
    assert list(vault_faults(house.door, None, Entries.of(house.door.audit.rows()))) == []
    assert house.at("handler").register(SARA) != name


def test_verify_finds_what_was_touched(house: House) -> None:
    name, request = granted(house)
    assert Verifier(house.door).verify().holds
    database = house.door.workspace.database
    sql = {
        "decision-differs": ("UPDATE vault_act SET actor='other' WHERE request=? AND seq=2", (request,)),
        "decision-missing": ("DELETE FROM vault_act WHERE request=? AND seq=2", (request,)),
        "decision-unlogged": ("UPDATE vault_identity SET state='erased' WHERE pseudonym=?", (name,)),
    }
    for code, (statement, values) in sql.items():
        with database.transaction() as transaction:
            transaction.execute(statement, values)
        verdict = Verifier(house.door).verify()
        assert code in {finding.code for finding in verdict.findings}
        assert not verdict.holds


def test_without_its_key_nothing_opens(house: House) -> None:
    _, request = granted(house)
    workspace = house.door.workspace.description.id
    assert len(compartment_key(workspace, "SOURCE-ID")) == 32
    assert compartment_key(workspace, "SOURCE-ID") != compartment_key(workspace, "OTHER")
    for path in folder().glob("*.vault"):
        assert path.stat().st_mode & 0o777 == 0o600
        path.write_bytes(b"x" * 32)
    refused("vault-key-other", lambda: house.at("handler").open(request))
    for path in folder().glob("*.vault"):
        path.write_bytes(b"short")
    with pytest.raises(Damaged):
        house.at("handler").open(request)


def test_the_erasure_of_a_document_takes_the_identities_that_rest_on_it(house: House, tmp_path: Path) -> None:
    boss = house.door.people.get("boss")
    bench = Workbench(house.door, boss)
    (tmp_path / "a.csv").write_text("name,phone\nSomebody Else,07430000001\n", "utf-8")
    [result] = bench.collect([tmp_path / "a.csv"], bench.deposit(zone="Asia/Baghdad"))
    source = bench.sources()[0]
    resting, other = (
        house.at("handler").register(SARA, source.id),
        house.at("handler").register({**SARA, "phone": "+9647430000077"}),
    )
    second = house.door.people.add(
        "second", "Second", frozenset({"supervisor"}), "correct horse battery", "t"
    )
    house.door.cases.add_member(source.case, second.id, "t")
    bench.acts.request_erasure(source.id, "order 9")
    Workbench(house.door, second).approve_erasure(source.id)
    refused("vault-none", lambda: house.at("handler").ask(resting, "safety", "x"))
    assert house.at("handler").ask(other, "safety", "x")
    assert list(vault_faults(house.door, None, Entries.of(house.door.audit.rows()))) == []
    assert result.format == "delimited"
