"""Who may do what follows with a payment."""

from tahqiq.desk import Desktop
from tahqiq.desks.covert.payments.record import Payment
from tahqiq.desks.covert.relations import admitted_people, involvement
from tahqiq.desks.covert.sources.record import handles, of_code


def who_may(at: Desktop, body: Payment) -> list[str]:
    """Who may approve a payment that was asked for, or pay out one that was approved, by name; none where
    nothing follows, or nobody may."""
    if body.state == "asked":
        source = of_code(at, body.code).body
        return [
            one.name or one.login
            for one in admitted_people(at, "release")
            if not handles(at, source, one.id) and involvement(at, body.code, one.id) != body.asked_by
        ]
    if body.state == "approved":
        return [
            one.name or one.login
            for one in admitted_people(at, "write-case")
            if involvement(at, body.code, one.id) not in (body.asked_by, body.approved_by)
        ]
    return []
