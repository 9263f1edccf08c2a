"""The register of authorisations at a moment, and the techniques with what is known of their law."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.authorisations.view import AuthorisationView, authorisation_view
from tahqiq.desks.covert.moments import stamp
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.store.record_where import Between


class AuthorisationRegisterRequest(Strict):
    """The register as of a moment."""

    as_of: AwareDatetime | None = Field(
        default=None, description="The moment, with its zone; without it, now."
    )
    state: str = Field(
        default="",
        description=(
            "Only those that stand so then: draft, submitted, granted, in-force, refused, withdrawn, "
            "cancelled, expired, closed."
        ),
    )
    limit: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=500, description="How many at most, the latest first."
    )


class AuthorisationRegisterView(Strict):
    """The register at ``as_of``: how many there are by state, and the latest of them. ``total`` counts those
    of the state asked for, of which ``authorisations`` are the first."""

    as_of: str
    total: int
    states: dict[str, int]
    authorisations: list[AuthorisationView]


def authorisations(
    at: Desktop, asked: AuthorisationRegisterRequest, _progress: Progress | None
) -> AuthorisationRegisterView:
    """The register: what stood how at a moment, by what had been entered until now."""
    moment = asked.as_of or clock.now()
    found = list(at.records(AUTHORISATION).every({"applied": Between(None, moment)}, "applied"))
    states: dict[str, int] = {}
    wanted_ones = []
    for one in reversed(found):
        state = one.body.state(moment)
        states[state] = states.get(state, 0) + 1
        if asked.state in ("", state):
            wanted_ones.append(one)
    return AuthorisationRegisterView(
        as_of=stamp(moment),
        total=len(wanted_ones),
        states=dict(sorted(states.items())),
        authorisations=[authorisation_view(one, moment) for one in wanted_ones[: asked.limit]],
    )


def _example(at: ActingDesktop) -> AuthorisationRegisterRequest:
    granted(at)
    return AuthorisationRegisterRequest(state="in-force")


OPERATIONS = (
    Operation(
        "authorisations",
        AuthorisationRegisterRequest,
        AuthorisationRegisterView,
        "look",
        "read-case",
        authorisations,
        _example,
    ),
)
