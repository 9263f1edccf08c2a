"""A vault on each engine with its people, and a clock that can be turned."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.vault import Vault
from tahqiq.kit import clock
from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.messages import LOCALES
from tahqiq.model.scope import Actor
from tests.store.conftest import new_database, postgres_server  # noqa: F401

WORDS = {"en": "x", "ar": "س", "ckb": "س", "kmr-Arab": "س"}
KIND = VaultKind(
    "informant",
    "SOURCE-ID",
    ("name", "born", "phone"),
    (("name", "born"), ("phone",)),
    {"safety": WORDS, "court": WORDS},
    timedelta(hours=8),
    1_000,
)
RULES = """
permit (principal is Person, action in [Action::"vault-keep", Action::"vault-check"], resource is Vault)
when { resource.kind == "informant" && principal.roles.contains("handler") };
permit (principal is Person, action == Action::"vault-ask", resource is Vault)
when { resource.kind == "informant" && principal.roles.contains("handler") };
permit (principal is Person, action == Action::"vault-decide", resource is Vault)
when { resource.kind == "informant" && (principal.roles.contains("registrar") || (principal.roles.contains("clerk") && context.purpose == "court")) };
permit (principal is Person, action == Action::"vault-review", resource is Vault)
when { resource.kind == "informant" && principal.roles.contains("owner") };
permit (principal is Person, action == Action::"vault-break", resource is Vault)
when { resource.kind == "informant" && principal.roles.contains("duty") && context.purpose == "safety" };
"""  # noqa: E501


@dataclass
class House:
    """A workspace with a vault, its people by role, and the clock."""

    door: Door
    root: Path
    actors: dict[str, Actor]
    turn: Callable[[timedelta], None]

    def at(self, name: str, kind: VaultKind = KIND) -> Vault:
        return Vault(self.door, self.actors[name], kind)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def house(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    new_database: Callable[[], str],  # noqa: F811
) -> Iterator[House]:
    now = [datetime(2026, 3, 1, 8, tzinfo=UTC)]
    monkeypatch.setattr(clock, "_now", lambda: now[0])
    monkeypatch.setenv("TAHQIQ_KEYS", str(tmp_path / "keys"))
    door = Door.found(tmp_path / "ws", new_database() if request.param == "postgres" else "", owner="boss")
    boss = door.people.get("boss")
    door.adopt(boss.actor(), f"{door.rules}\n{RULES}")
    door.cases.open_compartment("SOURCE-ID", "Sources", boss.id)
    door.cases.open_compartment("OTHER", "Other", boss.id)
    roles = {
        "handler": {"handler"},
        "second": {"handler"},
        "registrar": {"registrar"},
        "registrar2": {"registrar", "handler"},
        "owner": {"owner"},
        "duty": {"duty"},
        "outsider": {"handler", "registrar", "owner"},
        "everything": {"handler", "registrar", "owner", "duty"},
        "clerk": {"clerk"},
        "nobody": {"analyst", "supervisor", "administrator"},
    }
    actors = {name: Actor(f"id-{name}", name, frozenset(given)) for name, given in roles.items()}
    for name in actors:
        if name not in ("duty", "outsider"):
            door.cases.admit("SOURCE-ID", actors[name].id, boss.id)

    def turn(by: timedelta) -> None:
        now[0] += by

    yield House(door, tmp_path, actors, turn)
    door.close()


SARA = {"name": "Canary Qzplum", "born": "1990-02-03", "phone": "+9647430009911"}
MOTIVE = "Canarymotive Vrtx asks"
HOUR = timedelta(hours=1)


def refused(code: str, act: Callable[[], object]) -> TahqiqError:
    with pytest.raises(TahqiqError) as caught:
        act()
    assert caught.value.code == code
    assert len({caught.value.say(locale).sentence for locale in LOCALES}) == 4
    assert not any("Canary" in caught.value.say(locale).sentence for locale in LOCALES)
    return caught.value


def granted(house: House) -> tuple[str, str]:
    name = house.at("handler").register(SARA)
    request = house.at("handler").ask(name, "safety", MOTIVE)
    house.at("registrar").grant(request, "agreed", HOUR)
    return name, request
