"""Asking the Cedar policies: deny by default, a forbid always wins. One place decides; the data layer
enforces by Scope.

The policies of the program are ours and what installed packages add (:mod:`tahqiq.model.policy_part`),
checked together: each text fits the schema, no name is taken twice, and no part opens what ours close to
those without a role of its own (:mod:`tahqiq.access.policy_check`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cedarpy

from tahqiq.kit.errors import Damaged
from tahqiq.model.policy_part import policy_parts

Attributes = Mapping[str, "str | bool | list[str]"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the policies know of a person: roles, case ids, compartments."""

    id: str
    roles: tuple[str, ...]
    cases: tuple[str, ...]
    compartments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """What is asked about: an entity type of the policies and its attributes."""

    type: str
    attributes: tuple[tuple[str, "str | bool"], ...]


PolicyQuestion = tuple[str, Resource, Attributes]
"""An action, what it is asked about, and the context."""
_REMEMBERED = 20_000


def case_file(case: str) -> Resource:
    """A case as a resource."""
    return Resource("CaseFile", (("case", case),))


def workspace(personal: bool) -> Resource:
    """The workspace as a resource."""
    return Resource("Workspace", (("personal", personal),))


def vault(kind: str, compartment: str) -> Resource:
    """A vault of a kind as a resource."""
    return Resource("Vault", (("kind", kind), ("compartment", compartment)))


class Policies:
    """A set of Cedar policies, checked against the schema when made. Raises :class:`Damaged`
    (``policies-invalid``) when they do not fit it."""

    def __init__(self, text: str) -> None:
        result = cedarpy.validate_policies(text, _schema())
        if not result.validation_passed:
            raise Damaged("policies-invalid", detail="; ".join(str(error) for error in result.errors))
        self._text = text
        self._verdicts: dict[tuple[object, ...], bool] = {}

    @property
    def text(self) -> str:
        """The policies as written."""
        return self._text

    @classmethod
    def built_in(cls) -> "Policies":
        """The policies that come with the program."""
        return _built_in()

    def allowed(
        self, subject: Subject, action: str, resources: Sequence[Resource], context: Attributes | None = None
    ) -> list[bool]:
        """For each resource whether the policies allow the action."""
        return self.decided(subject, [(action, resource, context or {}) for resource in resources])

    def decided(self, subject: Subject, asked: Sequence[PolicyQuestion]) -> list[bool]:
        """For each question of one person whether the policies allow it."""
        return self.decided_of([(subject, one) for one in asked])

    def decided_of(self, asked: Sequence[tuple[Subject, PolicyQuestion]]) -> list[bool]:
        """For each person's question whether the policies allow it; asked together, they are read once. A
        verdict follows from the text and from what is handed over here and from nothing else (no clock, no
        earlier question), so the same question is evaluated once. Raises ``ValueError`` where two people have
        one id."""
        keys = [
            (subject, action, resource, _context_key(context))
            for subject, (action, resource, context) in asked
        ]
        found = {key: verdict for key in keys if (verdict := self._verdicts.get(key)) is not None}
        open_ = {key: one for key, one in zip(keys, asked, strict=True) if key not in found}
        if open_:
            found.update(zip(open_, self._evaluated(list(open_.values())), strict=True))
            if len(self._verdicts) > _REMEMBERED:
                self._verdicts.clear()
            self._verdicts.update({key: found[key] for key in open_})
        return [found[key] for key in keys]

    def _evaluated(self, asked: Sequence[tuple[Subject, PolicyQuestion]]) -> list[bool]:
        people = list(dict.fromkeys(who for who, _ in asked))
        if len({one.id for one in people}) < len(people):
            raise ValueError("two who are asked for together have one id")
        entities: list[dict[str, object]] = [
            {
                "uid": {"type": "Person", "id": one.id},
                "attrs": {
                    "roles": list(one.roles),
                    "cases": list(one.cases),
                    "compartments": list(one.compartments),
                },
                "parents": [],
            }
            for one in people
        ]
        things: dict[Resource, dict[str, str]] = {}
        requests: list[dict[str, object]] = []
        for subject, (action, resource, context) in asked:
            if resource not in things:
                things[resource] = {"type": resource.type, "id": f"r{len(things)}"}
                entities.append({"uid": things[resource], "attrs": dict(resource.attributes), "parents": []})
            requests.append(
                {
                    "principal": {"type": "Person", "id": subject.id},
                    "action": {"type": "Action", "id": action},
                    "resource": things[resource],
                    "context": dict(context),
                }
            )
        return [
            bool(result.allowed) for result in cedarpy.is_authorized_batch(requests, self._text, entities)
        ]


def _context_key(context: Attributes) -> tuple[object, ...]:
    return tuple(
        (name, tuple(value) if isinstance(value, list) else value) for name, value in sorted(context.items())
    )


@cache
def _schema() -> str:
    own = files("tahqiq.access").joinpath("policies.cedarschema").read_text("utf-8")
    actions = [(name, kind) for part in policy_parts() for name, kind in part.actions.items()]
    added = [
        f'action "{name}" appliesTo {{ principal: [Person], resource: [{kind}], context: {{}} }};'
        for name, kind in actions
    ]
    names = [name for name, _ in actions]
    taken = sorted(
        {
            name
            for name in names
            if names.count(name) > 1 or f'"{name}"' in own or f" {name}," in own or f" {name} " in own
        }
    )
    if taken:
        raise Damaged("policies-invalid", detail=f"actions are declared twice: {', '.join(taken)}")
    return "\n".join([own, *added])


@cache
def core() -> Policies:
    """Our own policies alone."""
    return Policies(files("tahqiq.access").joinpath("policies.cedar").read_text("utf-8"))


@cache
def _built_in() -> Policies:
    return Policies("\n".join([core().text, *(part.text for part in policy_parts())]))
