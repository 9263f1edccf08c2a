"""Whether parts of the policies that packages add open what ours close. Asked once, when a workspace opens:
every kind of person is tried at every kind of thing under our own policies alone and under all together.

What may be new under all together: what ours know as actions, for who holds a role that a part declares, in a
case they belong to, within a compartment they are admitted to. Nothing of the workspace itself, nothing
without such a role. At a vault: what a part says of a kind that it names, to whoever holds a role of the
program or of a part. It finds mistakes, not malice: an installed package is code and can do anything.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

from tahqiq.access.people import ROLES
from tahqiq.access.policy import (
    Policies,
    PolicyQuestion,
    Resource,
    Subject,
    case_file,
    core,
    vault,
    workspace,
)
from tahqiq.kit.errors import Damaged
from tahqiq.model.policy_part import policy_parts
from tahqiq.model.scope import PURPOSES

OF_CASES = (
    "read-case",
    "write-case",
    "take-step",
    "deposit",
    "export",
    "map",
    "judge",
    "release",
    "erase",
    "add-member",
    "see-who-acted",
)
AT_A_VAULT = (
    "vault-keep",
    "vault-check",
    "vault-ask",
    "vault-decide",
    "vault-review",
    "vault-break",
    "vault-read",
)
OF_THE_WORKSPACE = ("open-case", "open-compartment", "manage-people", "back-up", "read-audit")
_MINE, _OTHER, _INSIDE = "mine", "other", "inner"
_UNNAMED = "a kind that no part names"
"""A part that lets anybody do anything at this vault speaks of no kind of its own: it opens those of all
desks."""


@cache
def checked() -> Policies:
    """The policies of the program with all parts. Raises ``Damaged`` (``policies-invalid``) with what a part
    opens, or a name that two declare."""
    parts = policy_parts()
    roles = [name for part in parts for name in part.roles]
    names = [*ROLES, *roles, *PURPOSES, *(name for part in parts for name in part.purposes)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Damaged("policies-invalid", detail=f"roles or purposes are declared twice: {', '.join(twice)}")
    together = Policies.built_in()
    if not parts:
        return together
    for told in opened(together, frozenset(roles)):
        raise Damaged("policies-invalid", detail=told)
    return together


def opened(together: Policies, declared: frozenset[str]) -> Iterator[str]:
    """Everything that ``together`` allows, our own policies do not, and no part may allow: one line each."""
    own = core()
    purposes = [*PURPOSES, *(name for part in policy_parts() for name in part.purposes)]
    people = [
        Subject(str(no), (role,) if role else (), (_MINE,) if member else (), (_INSIDE,) if inside else ())
        for no, (role, member, inside) in enumerate(
            product([*sorted(ROLES), *sorted(declared), ""], (True, False), (True, False))
        )
    ]
    asked = [(subject, one) for subject in people for one in _asked(purposes)]
    now = [one for one, allowed in zip(asked, together.decided_of(asked), strict=True) if allowed]
    for (subject, (action, resource, _)), was in zip(now, own.decided_of(now), strict=True):
        role = "".join(subject.roles)
        if not was and not (role in declared and _within(subject, resource)):
            yield f"a part lets {role or 'nobody'} {action} {dict(resource.attributes)}"


def _within(subject: Subject, resource: Resource) -> bool:
    told = dict(resource.attributes)
    return (
        resource.type not in ("Workspace", "Vault")
        and told["case"] in subject.cases
        and told.get("compartment", "") in ("", *subject.compartments)
    )


def _asked(purposes: list[str]) -> Iterator[PolicyQuestion]:
    classes = [
        Resource(
            "DataClass",
            (
                ("case", case),
                ("compartment", inner),
                ("handling", "open"),
                ("held", held),
                ("released", released),
            ),
        )
        for case, inner, held, released in product(
            (_MINE, _OTHER), ("", _INSIDE), (True, False), (True, False)
        )
    ]
    yield from (("view", item, {"purpose": purpose}) for purpose in purposes for item in classes)
    yield from ((action, case_file(case), {}) for action in OF_CASES for case in (_MINE, _OTHER))
    yield from ((action, vault(_UNNAMED, _INSIDE), {"purpose": ""}) for action in AT_A_VAULT)
    yield from (
        (action, workspace(personal), {}) for action in OF_THE_WORKSPACE for personal in (True, False)
    )
