"""Registering a source: the name goes into the vault, the source is known by a random code. Somebody who is
in the vault already gets a second code only when a controller decides so."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.compartments import vault_example
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.registrations.age import of_age
from tahqiq.desks.covert.remarks import remark
from tahqiq.desks.covert.second_codes.wish import wish
from tahqiq.desks.covert.sources.opening import open_source
from tahqiq.desks.covert.sources.operations import SourceView, source_view
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Refused
from tahqiq.model.kind import day_of


class SourceRequest(Strict):
    """Somebody who is to be a source."""

    name: str = Field(
        min_length=2, max_length=300, description="The name; it goes into the vault and nowhere else."
    )
    born: str = Field(
        default="", max_length=40, description="Day or year of birth: 1990, 1990-05-17 or 17/05/1990."
    )
    phone: str = Field(default="", max_length=60, description="Telephone.")
    document: str = Field(default="", max_length=100, description="Number of an identity document.")
    child: bool = Field(default=False, description="Under eighteen: is not registered.")
    handlers: list[str] = Field(
        min_length=1, max_length=10, description="Who handles the source, by login; kept as digests."
    )
    approached_at: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="When the source was first met; without it, now."
    )


def register(at: ActingDesktop, asked: SourceRequest, _progress: Progress | None) -> SourceView:
    """Put an identity into the vault and open a source under a random code; for somebody who is in the vault
    already, ask the controller for a second code. Raises ``Refused`` (``covert-child``), ``WrongUse``
    (``covert-born-ahead``, ``covert-born-day``, ``covert-born-unread``), ``NotFound``
    (``no-such-compartment``) for who is not admitted to SOURCE-ID."""
    if asked.child:
        raise Refused("covert-child")
    now = clock.now()
    of_age(asked.born, day_of(now))
    approached = asked.approached_at or now
    values = {name: text for name in IDENTITY.fields if (text := str(getattr(asked, name)).strip())}
    vault = Vault(at.bench.door, at.actor, IDENTITY)
    people = [at.bench.door.people.get(one).id for one in asked.handlers]
    if vault.known(values):
        waits = wish(at, values, people, approached).body
        return SourceView(
            code="",
            state="waiting",
            since=stamp(waits.asked_at),
            contacts=0,
            duplicate=True,
            remarks=[remark("covert-second-code-waits")],
        )
    code = vault.register(values)
    return source_view(at, open_source(at, code, people, approached, now))


def _example(at: ActingDesktop) -> SourceRequest:
    vault_example(at)
    return SourceRequest(name="سلام العينة", phone="+9647700000001", handlers=[at.bench.person.login])


OPERATIONS = (
    Operation(
        "source-register",
        SourceRequest,
        SourceView,
        "act",
        "write-case",
        register,
        _example,
        group="source",
    ),
)
