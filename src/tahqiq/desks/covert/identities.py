"""Who sources are, in the vault, and whether a text gives one of them away."""

from collections.abc import Iterable

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.pseudonym import checked
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import Desktop
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit.errors import NotFound, Refused, WrongUse
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


def says_who(at: Desktop, code: str, text: str, beside: str = "") -> bool:
    """Whether a text says who a source is, as the vault compares it: yes or no, counted there; in ``beside``,
    what stands beside the code, one part of the name is enough. No for one whom the vault does not have, or
    has not for this person."""
    try:
        return Vault(at.bench.door, at.actor, IDENTITY).identified_by(code, text, beside)
    except NotFound:
        return False


def nobody_told(at: Desktop, subjects: Iterable[str], free: str, rest: str = "") -> None:
    """Refuse a text of the register that says who a source is whose code stands beside it: many more people
    read the register than the vault. ``free`` are the free texts, ``rest`` the other fields. Raises
    ``WrongUse`` (``covert-text-source``); of who keeps nothing in the vault nothing is compared."""
    for code in {found for one in subjects if (found := checked(one)) is not None}:
        try:
            told = says_who(at, code, f"{free}\n{rest}", free)
        except Refused as limit:
            if limit.code != "vault-keeper-needed":
                raise
            continue
        if told:
            raise WrongUse("covert-text-source", source=code)
