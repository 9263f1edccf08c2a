"""Texts that must not stand in a record, because a record keeps every version: what is seen of people who are
none of the subjects, and what is heard in intercepted items. They lie in the vault."""

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desks.covert.compartments import let_in

COVERT_CLOSED = "COVERT-CLOSED"
"""The compartment of closed texts."""
CLOSED = VaultKind(
    "covert-text",
    COVERT_CLOSED,
    ("text",),
    (),
    {
        "judge": {
            "en": "The judge's decision",
            "ar": "قرار القاضي",
            "ckb": "بڕیاری دادوەر",
            "kmr-Arab": "بڕیارا دادوەری",
        }
    },
)


def close(at: Desktop, text: str) -> str:
    """Put a text into the vault; its number there. Raises ``NotFound`` (``no-such-compartment``) for who is
    not admitted."""
    return Vault(at.bench.door, at.actor, CLOSED).register({"text": text})


def opened(at: Desktop, number: str) -> str:
    """A closed text; every reading is in the log. Raises ``NotFound`` (``no-such-compartment``,
    ``vault-none``)."""
    return Vault(at.bench.door, at.actor, CLOSED).read(number)["text"]


def admitted(at: Desktop) -> None:
    """Raises ``NotFound`` (``no-such-compartment``) for who is not admitted."""
    at.bench.door.cases.compartment(at.actor.id, COVERT_CLOSED)


def inside(at: ActingDesktop) -> None:
    """Open the compartment for the examples, and let the person in."""
    let_in(at, COVERT_CLOSED, "النصوص المحجوبة")
