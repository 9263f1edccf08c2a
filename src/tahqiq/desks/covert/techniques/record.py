"""Techniques as data (``techniques.yaml``), and what counsel verified of them as records: only a verified
basis lets anything be granted here."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from tahqiq.casework.clocks import Period
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import in_every_language
from tahqiq.kit.reasons import Reason
from tahqiq.kit.yaml_nodes import Node, Words, read
from tahqiq.model.body_fields import Listed
from tahqiq.model.kind import Key, Kind

JURISDICTION = "federal"
"""Where nobody says another."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known of the law of one jurisdiction. ``mark``: V = read in the source named, K = memory,
    unverified; ``level`` who may order it, in words; ``judge``: only a judge orders it."""

    mark: str
    basis: tuple[str, ...]
    level: str
    judge: bool


@dataclass(frozen=True, slots=True)
class Technique:
    """One technique. ``longest`` is the longest grant, ``oral`` that of an urgent oral one, ``review`` how
    often it is reviewed: a worked model until counsel sets them."""

    name: str
    title: Words
    longest: Period
    oral: Period
    review: Period
    jurisdictions: dict[str, Basis]


@cache
def techniques() -> dict[str, Technique]:
    """The techniques that the program knows. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    root = read(
        files(__package__).joinpath("techniques.yaml").read_text("utf-8"), "covert/techniques.yaml"
    ).mapping(("techniques",))
    return {name: _technique(name, node) for name, node in root["techniques"].mapping().items()}


def technique(name: str) -> Technique:
    """One technique. Raises ``NotFound`` (``covert-no-technique``)."""
    found = techniques().get(name)
    if found is None:
        raise NotFound("covert-no-technique", name=name[:40], known=", ".join(techniques()))
    return found


def basis_of(one: Technique, jurisdiction: str) -> Basis:
    """What is known of its law in a jurisdiction. Raises ``NotFound`` (``covert-no-jurisdiction``)."""
    found = one.jurisdictions.get(jurisdiction)
    if found is None:
        raise NotFound("covert-no-jurisdiction", name=jurisdiction[:40], known=", ".join(one.jurisdictions))
    return found


def _technique(name: str, node: Node) -> Technique:
    entries = node.mapping(
        ("title", "longest", "oral", "review", "jurisdictions"),
        ("title", "longest", "oral", "review", "jurisdictions"),
    )
    return Technique(
        name,
        entries["title"].words(),
        Period.parse(entries["longest"].text()),
        Period.parse(entries["oral"].text()),
        Period.parse(entries["review"].text()),
        {place: _basis(one) for place, one in entries["jurisdictions"].mapping().items()},
    )


def _basis(node: Node) -> Basis:
    entries = node.mapping(("mark", "basis", "level", "judge"), ("mark", "basis", "level"))
    return Basis(
        entries["mark"].choice(("V", "K", "g")),
        tuple(item.text() for item in entries["basis"].items()),
        entries["level"].text(),
        entries["judge"].flag() if "judge" in entries else False,
    )


def titles() -> dict[str, Words]:
    """The techniques by name, in words."""
    return {name: one.title for name, one in techniques().items()}


def jurisdictions() -> dict[str, Words]:
    """Whose law there is for any technique, in words."""
    places = dict.fromkeys(place for one in techniques().values() for place in one.jurisdictions)
    return {place: in_every_language(f"covert-jurisdiction-{place}", {}) for place in places}


TECHNIQUE, PLACE = Listed(titles), Listed(jurisdictions)
"""In the ``Annotated`` of a field: it holds the name of a technique, or whose law it is."""


class Titled(Reason):
    """The name of a technique, said in words in what a person is told."""

    def in_words(self, locale: str) -> str:
        """Its title in a language."""
        return technique(self).title.get(locale, self)


class Verified(Strict):
    """That counsel verified the law of a technique in a jurisdiction: under which articles, who orders it,
    for how long at most."""

    technique: Annotated[str, TECHNIQUE] = Field(description="The technique.")
    jurisdiction: Annotated[str, PLACE] = Field(description="Whose law it is: federal, kurdistan.")
    basis: list[str] = Field(min_length=1, max_length=50, description="The articles.")
    level: str = Field(min_length=1, max_length=200, description="Who orders it.")
    months: int = Field(ge=1, le=24, description="For how many months at most.")
    counsel: str = Field(min_length=1, max_length=300, description="The opinion of counsel, by its number.")
    verified_on: Annotated[date, Happened()] = Field(description="The day of the opinion.")


_EXAMPLE = Verified(
    technique="directed-surveillance",
    jurisdiction="federal",
    basis=["قانون العينة، المادة 1"],
    level="قاضي التحقيق",
    months=3,
    counsel="Opinion 1/2026 (invented)",
    verified_on=date(2026, 1, 1),
)


LAW = Kind(
    "covert-law",
    Verified,
    lambda body: f"{body.technique} · {body.jurisdiction}",
    "covert",
    _EXAMPLE,
    home="desk",
    hides_actor=True,
    keys=(
        Key("technique", "text", lambda body: body.technique),
        Key("jurisdiction", "text", lambda body: body.jurisdiction),
    ),
)


def verified(at: Desktop, name: str, jurisdiction: str) -> Verified | None:
    """What counsel verified last of a technique there; None: nothing, so that nothing may be granted."""
    page = at.records(LAW).find({"technique": name, "jurisdiction": jurisdiction}, descending=True, limit=1)
    return page.records[0].body if page.records else None
