"""Asking the Cedar policies: deny by default, a forbid always wins. One place decides; the data layer enforces by Scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cedarpy

from tahqiq.kit.errors import Damaged

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


def case_file(case: str) -> Resource:
    """A case as a resource."""
    return Resource("CaseFile", (("case", case),))


def workspace(personal: bool) -> Resource:
    """The workspace as a resource."""
    return Resource("Workspace", (("personal", personal),))


class Policies:
    """A set of Cedar policies, checked against the schema when made. Raises :class:`Damaged` (``policies-invalid``) when they do not fit it."""

    def __init__(self, text: str) -> None:
        result = cedarpy.validate_policies(text, _schema())
        if not result.validation_passed:
            raise Damaged("policies-invalid", detail="; ".join(str(error) for error in result.errors))
        self._text = text

    @property
    def text(self) -> str:
        """The policies as written."""
        return self._text

    @classmethod
    def built_in(cls) -> "Policies":
        """The policies that come with the program."""
        return _built_in()

    def allowed(self, subject: Subject, action: str, resources: Sequence[Resource], context: Attributes | None = None) -> list[bool]:
        """For each resource whether the policies allow the action."""
        entities: list[dict[str, object]] = [
            {
                "uid": {"type": "Person", "id": subject.id},
                "attrs": {"roles": list(subject.roles), "cases": list(subject.cases), "compartments": list(subject.compartments)},
                "parents": [],
            }
        ]
        requests: list[dict[str, object]] = []
        for number, resource in enumerate(resources):
            uid = {"type": resource.type, "id": f"r{number}"}
            entities.append({"uid": uid, "attrs": dict(resource.attributes), "parents": []})
            requests.append(
                {
                    "principal": {"type": "Person", "id": subject.id},
                    "action": {"type": "Action", "id": action},
                    "resource": uid,
                    "context": dict(context or {}),
                }
            )
        if not requests:
            return []
        return [bool(result.allowed) for result in cedarpy.is_authorized_batch(requests, self._text, entities)]


@cache
def _schema() -> str:
    return files("tahqiq.access").joinpath("policies.cedarschema").read_text("utf-8")


@cache
def _built_in() -> Policies:
    return Policies(files("tahqiq.access").joinpath("policies.cedar").read_text("utf-8"))
