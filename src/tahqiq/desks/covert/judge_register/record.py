"""An entry of the judge's register, as it lies in the vault."""

from typing import Literal

from tahqiq.casework.vault.declaration import VaultKind

ART_47 = "ART-47-2"
"""The compartment of the judge's register."""
Offence = Literal["state-security", "economic-sabotage", "death", "life", "temporary"]
"""The classes of offence for which Art. 47(2) keeps an informer unnamed: state security, economic sabotage,
and those punished by death, life or temporary imprisonment."""


Outcome = Literal["founded", "unfounded", "malicious"]
ENTRY = VaultKind(
    "art-47-2",
    ART_47,
    ("name", "contact", "at", "offence", "summary", "entered", "outcome", "ended"),
    (),
    {
        "register": {
            "en": "The judge's register",
            "ar": "سجل القاضي",
            "ckb": "تۆماری دادوەر",
            "kmr-Arab": "تۆمارا دادوەری",
        }
    },
    personal=True,
)
