"""A line of an append-only log as a record of its own: numbered from 1 without holes, each with the digest of
the line before.

The log is a record (a surveillance, a deployment, an exhibit); its lines are records of another kind beside
it, so that a further line costs the same however many there are. docs/decisions/0099 says why.
"""

from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.kit.ids import sha256_of
from tahqiq.model.kind import Key

L = TypeVar("L", bound="Line")


class Line(BaseModel):
    """One line. ``log`` is the id of the record whose log it is, ``of`` what people call that record.
    ``digest`` commits to the line and, by ``before``, to every line before it; it leaves out the fields
    ``later``, which are decided about a line afterwards."""

    model_config = ConfigDict(extra="forbid")
    later: ClassVar[frozenset[str]] = frozenset()

    log: str
    of: str
    number: int = Field(ge=1)
    before: str = ""
    digest: str = ""

    def seal(self) -> str:
        """The SHA-256 of the line as it was written. Fields at their defaults are not in it, so a field that
        a later program adds changes no old line."""
        told = self.model_dump(mode="json", exclude={"digest", *self.later}, exclude_defaults=True)
        return sha256_of(told)


def sealed(line: L) -> L:
    """A line with its digest."""
    return line.model_copy(update={"digest": line.seal()})


def keys_of_line() -> tuple[Key[Any], ...]:
    """The keys that lines of every kind have. A kind of lines is ``numbered`` by ``line``, which no two lines
    share, and has ``("log", "number")`` together."""
    return (
        Key("log", "text", lambda body: body.log),
        Key("of", "text", lambda body: body.of),
        Key("number", "integer", lambda body: body.number),
        Key("line", "text", lambda body: f"{body.log}/{body.number}"),
    )
