"""Who sources are, in the vault, and whether a text gives one of them away."""

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import Desktop
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit.errors import NotFound
from tahqiq.model.types.identifier import IdentifierType
from tahqiq.model.types.phone import PhoneType

IDENTITY = VaultKind(
    "source",
    SOURCE_ID,
    ("name", "born", "phone", "document"),
    (("name", "born"), ("phone",), ("document",)),
    {
        "welfare": {
            "en": "Safety of the source",
            "ar": "سلامة المصدر",
            "ckb": "سەلامەتی سەرچاوە",
            "kmr-Arab": "سلامەتیا ژێدەری",
        },
        "inspection": {"en": "Inspection", "ar": "تفتيش", "ckb": "پشکنین", "kmr-Arab": "پشکنین"},
    },
    sounds=("name",),
    numbers=(("phone", PhoneType()), ("document", IdentifierType())),
)
"""Who sources are. Who may do what stands in ``policies/vault.cedar``; nobody may break its glass."""


def says_who(at: Desktop, code: str, text: str) -> bool:
    """Whether a text says who a source is, as the vault compares it: yes or no, counted there. No for one
    whom the vault does not have, or has not for this person."""
    try:
        return Vault(at.bench.door, at.actor, IDENTITY).identified_by(code, text)
    except NotFound:
        return False
