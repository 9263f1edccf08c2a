"""What a vault holds: declared by a desk, once for each kind of identity. Who may do what with it the
policies say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tahqiq.kit.yaml_nodes import Words
from tahqiq.model.types.base import PropertyType

BREAK_MOST = timedelta(minutes=30)
"""The longest that a glass may stay broken."""
REVIEW_WITHIN = timedelta(hours=72)
"""After so long without a review, who broke a glass is shut out of the vault."""


@dataclass(frozen=True, slots=True)
class VaultKind:
    """One kind of protected identity.

    ``compartment`` holds it and names its key (a judge's own vault has a compartment of its own). ``fields``
    are what is kept of a person; ``signs`` are the groups of fields by which a duplicate is known, ``sounds``
    the fields that are names: a whole one alone marks a duplicate, however it is spelled. ``numbers`` are the
    fields that are a telephone or the number of a paper, with the type by which two ways of writing are one.
    ``purposes`` are the words of the reasons an opening may be asked for, by name. ``longest`` is the longest
    opening. ``checks`` is how often one person may ask in an hour whether somebody is there already: whoever
    could ask a thousand times would try a list of names. ``personal``: closed with a key of the person who
    registered it; for everybody else, whatever their role, it is not there.

    Who may do what at it, and for which purposes, is said by policies alone (a package's part of
    ``tahqiq.policies``, or the office's own), about ``Vault`` with ``resource.kind`` this name:
    ``vault-keep`` registers, ``vault-check`` asks for duplicates, ``vault-ask`` asks for an opening,
    ``vault-decide`` decides on it, ``vault-review`` answers for the compartment, ``vault-break`` breaks the
    glass, ``vault-read`` reads without a request what is no identity (a report), or a personal one. What no
    policy names nobody may.
    """

    name: str
    compartment: str
    fields: tuple[str, ...]
    signs: tuple[tuple[str, ...], ...]
    purposes: Mapping[str, Words]
    longest: timedelta = timedelta(hours=8)
    checks: int = 30
    personal: bool = False
    sounds: tuple[str, ...] = ()
    numbers: tuple[tuple[str, PropertyType], ...] = ()

    def __post_init__(self) -> None:
        names = (self.name, self.compartment, *self.fields)
        if (
            any(not name or "|" in name for name in names)
            or len(set(self.fields)) != len(self.fields)
            or not self.fields
        ):
            raise ValueError("a kind of vault has a name, a compartment and different fields")
        if any(not sign or not set(sign) <= set(self.fields) for sign in self.signs):
            raise ValueError("a sign is made of fields of the kind")
        if not {*self.sounds, *(field for field, _ in self.numbers)} <= set(self.fields):
            raise ValueError("names and numbers are fields of the kind")
        if not self.purposes or self.longest <= timedelta():
            raise ValueError("a kind of vault has purposes and a longest opening")
