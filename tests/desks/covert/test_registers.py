"""The registers of the desk stand and show what was kept: the granted, the received, and the acts."""

from tahqiq.desks.covert.desk import DESK
from tahqiq.kit.messages import LOCALES
from tests.desks.conftest import person
from tests.desks.covert.conftest import granted
from tests.seat import Seat


def test_the_registers_are_read_and_said_in_four_languages() -> None:
    assert set(DESK.registers) == {
        "authorisations",
        "uses",
        "sources",
        "risks",
        "deployments",
        "deployment-lines",
        "exhibits",
        "exhibit-acts",
        "watches",
        "watch-lines",
        "deliveries",
        "items",
    }
    for one in DESK.registers.values():
        assert set(one.title) == set(one.help) == set(LOCALES)


def test_an_authorisation_stands_in_its_register_with_its_end(at: Seat) -> None:
    number = granted(person(at, "officer", "analyst"), at)
    (kept,) = at.records(DESK.kind("covert-authorisation")).find({"number": number}).records
    assert (str(kept.body.begins_at), str(kept.body.until_at)) == (
        "2026-03-01 08:00:00+00:00",
        "2026-05-31 20:59:59+00:00",
    )
    columns = DESK.registers["authorisations"].columns
    assert {one.path.partition(".")[0] for one in columns} <= set(type(kept.body).model_fields)
