"""What a vault holds and who may do what with it: declared by a desk, once for each kind of identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tahqiq.kit.declared import Words

BREAK_MOST = timedelta(minutes=30)
"""The longest that a glass may stay broken."""
REVIEW_WITHIN = timedelta(hours=72)
"""After so long without a review, who broke a glass is shut out of the vault."""


@dataclass(frozen=True, slots=True)
class VaultKind:
    """One kind of protected identity.

    ``compartment`` holds it and names its key (a judge's own vault has a compartment of its own). ``fields`` are what is kept of a person; ``signs``
    are the groups of fields by which a duplicate is known. ``keepers`` register, ``custodians`` decide on openings, ``owners`` answer for the
    compartment: roles. ``purposes`` are the reasons an opening may be asked for, by name. ``longest`` is the longest opening. ``breakers`` are the
    roles that may break the glass (empty: nobody ever may). ``checks`` is how often one person may ask in an hour whether somebody is there already: whoever could ask a
    thousand times would try a list of names.
    """

    name: str
    compartment: str
    fields: tuple[str, ...]
    signs: tuple[tuple[str, ...], ...]
    keepers: frozenset[str]
    custodians: frozenset[str]
    owners: frozenset[str]
    purposes: Mapping[str, Words]
    longest: timedelta = timedelta(hours=8)
    breakers: frozenset[str] = frozenset()
    checks: int = 30

    def __post_init__(self) -> None:
        names = (self.name, self.compartment, *self.fields)
        if any(not name or "|" in name for name in names) or len(set(self.fields)) != len(self.fields) or not self.fields:
            raise ValueError("a kind of vault has a name, a compartment and different fields")
        if any(not sign or not set(sign) <= set(self.fields) for sign in self.signs):
            raise ValueError("a sign is made of fields of the kind")
        if not self.custodians or not self.purposes or self.longest <= timedelta():
            raise ValueError("a kind of vault has custodians, purposes and a longest opening")
