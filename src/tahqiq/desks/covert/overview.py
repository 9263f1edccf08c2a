"""The register of authorisations at a moment, and the techniques with what is known of their law."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.answers import AuthorisationView, Remark, said, told
from tahqiq.desks.covert.authorisation import AUTHORISATION
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.decision import granted
from tahqiq.desks.covert.techniques import techniques, verified
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.messages import wanted
from tahqiq.store.shelf_where import Between


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


class LegalBasisView(Strict):
    """What is known of the law of a technique in a jurisdiction. ``mark`` V: read in the source named, K:
    memory; ``verified`` whether counsel verified it, so that it may be granted here."""

    technique: str
    title: str
    jurisdiction: str
    basis: list[str]
    level: str
    mark: str
    verified: bool
    counsel: str
    longest_months: int | None
    remarks: list[Remark]


class TechniquesView(Strict):
    """Every technique in every jurisdiction."""

    techniques: list[LegalBasisView]


def authorisations(
    at: Desktop, asked: AuthorisationRegisterRequest, _progress: Progress | None
) -> AuthorisationRegisterView:
    """The register: what stood how at a moment, by what had been entered until now."""
    moment = asked.as_of or clock.now()
    found = list(at.shelf(AUTHORISATION).every({"applied": Between(None, moment)}, "applied"))
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
        authorisations=[told(one, moment) for one in wanted_ones[: asked.limit]],
    )


def known(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> TechniquesView:
    """The techniques, with what is verified and what is not."""
    lines = []
    for one in techniques().values():
        for place, basis in one.jurisdictions.items():
            law = verified(at, one.name, place)
            lines.append(
                LegalBasisView(
                    technique=one.name,
                    title=one.title[wanted()],
                    jurisdiction=place,
                    basis=law.basis if law else list(basis.basis),
                    level=law.level if law else basis.level,
                    mark=basis.mark,
                    verified=law is not None,
                    counsel=law.counsel if law else "",
                    longest_months=law.months if law else None,
                    remarks=[] if law else [said("covert-unverified")],
                )
            )
    return TechniquesView(techniques=lines)


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
    Operation("techniques", NoQuestion, TechniquesView, "look", "read-case", known, lambda _at: NoQuestion()),
)
