"""Applications for authorisations as the page of decisions shows them."""

from typing import Literal

from tahqiq.casework.forms.declaration import say
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.record import (
    AUTHORISATION,
    Authorisation,
    ReasonDetails,
    ScopeDetails,
    State,
)
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.relations import admitted_people, involvement
from tahqiq.desks.covert.techniques.record import basis_of, jurisdictions, technique, titles, verified
from tahqiq.kit import clock
from tahqiq.kit.messages import wanted

Bar = Literal["", "judge", "unverified", "reasons"]
"""Why nothing may be granted: only a judge orders it, counsel has not verified the law, or the reasons are
not written down; "" : it may be."""


class ApplicationHead(Strict):
    """An application and where it stands: ``submitted`` in UTC (null: a draft). ``technique`` and ``law`` are
    in words, ``basis`` the articles. ``months`` is for how long at most it may be granted (0: not at all,
    ``bar`` says why not); ``reason`` is that of the decision ("" : none yet). ``asked_by`` asked for it and
    ``leads`` lead it, by name; ``handlers`` handle the source, by name for who is admitted to what is known
    of sources, and ``unnamed`` is how many more there are."""

    number: str
    technique: str
    law: str
    basis: list[str]
    state: State
    submitted: str | None
    months: int
    bar: Bar
    reason: str
    asked_by: str
    leads: list[str]
    handlers: list[str]
    unnamed: int


class ApplicationView(ReasonDetails, ScopeDetails, ApplicationHead):
    """An application as who decides reads it."""


def application_view(at: Desktop, body: Authorisation) -> ApplicationView:
    """An application as an answer."""
    place, words = body.jurisdiction, wanted()
    law, judge = verified(at, body.technique, place), basis_of(technique(body.technique), place).judge
    whole = bool(body.necessity.strip() and body.proportionality.strip())
    bar: Bar = "judge" if judge else "unverified" if law is None else "" if whole else "reasons"
    names = {one.id: one.name or one.login for one in at.bench.door.people.all()}
    handling = [
        one.name or one.login
        for one in admitted_people(at, "read-case")
        if involvement(at, body.number, one.id) in body.involved
    ]
    shown = {**ReasonDetails.model_fields, **ScopeDetails.model_fields}
    return ApplicationView(
        number=body.number,
        technique=say(titles()[body.technique], words),
        law=say(jurisdictions()[place], words),
        basis=body.basis,
        state=body.state(clock.now()),
        submitted=stamp(body.submitted_at) if body.submitted_at else None,
        months=law.months if law and not bar else 0,
        bar=bar,
        reason=body.decision.reason if body.decision else "",
        asked_by=names.get(body.applied_by, ""),
        leads=[names[one] for one in body.officers if one in names],
        handlers=handling,
        unnamed=len(body.involved) - len(handling),
        **{name: getattr(body, name) for name in shown},
    )


def own_applications(at: Desktop) -> list[ApplicationView]:
    """The applications that the person made, the latest first; orders that came from elsewhere are none."""
    return [
        application_view(at, one.body)
        for one in at.records(AUTHORISATION).every({"received": False}, order="applied")
        if one.body.applied_by == at.actor.id
    ][::-1]
