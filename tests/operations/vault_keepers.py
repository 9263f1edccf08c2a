"""A vault with two keepers in a workspace that is backed up, and what verify finds there."""

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.vault import Vault
from tahqiq.model.scope import Actor
from tests.casework.backups import Place

WORDS = {"en": "x", "ar": "س", "ckb": "س", "kmr-Arab": "س"}
KIND = VaultKind("informant", "SOURCE-ID", ("name", "phone"), (("name",), ("phone",)), {"safety": WORDS})
RULES = """
permit (principal is Person, action in [Action::"vault-keep", Action::"vault-check", Action::"vault-read", Action::"vault-decide"], resource is Vault)
when { resource.kind == "informant" && principal.roles.contains("handler") };
"""  # noqa: E501
SARA = {"name": "Canary Qzplum", "phone": "+9647430009911"}
HUDA = {"name": "Canary Vrtx", "phone": "+9647430009912"}


def opened(place: Place) -> None:
    """A vault with two keepers."""
    owner = place.bench.actor
    place.door.adopt(owner, f"{place.door.rules}\n{RULES}")
    place.door.cases.open_compartment("SOURCE-ID", "Sources", owner.id)
    for name in ("one", "two"):
        place.door.cases.admit("SOURCE-ID", f"id-{name}", owner.id)


def keeper(door: Door, name: str = "one") -> Vault:
    return Vault(door, Actor(f"id-{name}", name, frozenset({"handler"})), KIND)


def findings(door: Door) -> set[str]:
    return {item.code for item in Verifier(door).verify().findings}
