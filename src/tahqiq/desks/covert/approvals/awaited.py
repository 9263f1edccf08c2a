"""What waits for a decision of the person at the desk: applications, sources to authorise, payments to
approve or to pay out, second codes. Who asked is offered nothing."""

from collections.abc import Iterator

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Awaited, Desktop
from tahqiq.desks.covert.authorisations.lookup import takes_part
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation
from tahqiq.desks.covert.payments.record import PAYMENT, Payment
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to, controls, involvement, may_at_desk
from tahqiq.desks.covert.second_codes.operations import decides
from tahqiq.desks.covert.second_codes.record import SECOND_CODE, SecondCode
from tahqiq.desks.covert.sources.record import SOURCE, handles, of_code
from tahqiq.desks.covert.sources.steps import to_authorise
from tahqiq.desks.covert.techniques.record import technique
from tahqiq.kit import clock
from tahqiq.kit.locale import format_number
from tahqiq.kit.messages import LOCALES, in_every_language, message
from tahqiq.store.record_where import OneOf

PAGE = "decisions"
"""The page of the desk on which they are decided."""


def applications(at: Desktop) -> Iterator[RecordVersion[Authorisation]]:
    """Applications that the person may decide on, the oldest first."""
    if not may_at_desk(at, "release"):
        return
    now = clock.now()
    for kept in at.records(AUTHORISATION).every({"decided": None}, order="applied"):
        if kept.body.state(now) == "submitted" and not takes_part(at, kept.body, at.actor.id):
            yield kept


def payments(at: Desktop) -> Iterator[tuple[str, RecordVersion[Payment]]]:
    """Payments that the person may decide on, the oldest first, each with the act that follows: approve or
    cash."""
    if not admitted_to(SOURCE_ID)(at, None):
        return
    approves = controls(at) and may_at_desk(at, "release")
    pays = may_at_desk(at, "write-case")
    for kept in at.records(PAYMENT).every({"state": OneOf(("asked", "approved"))}, order="asked"):
        body = kept.body
        own = involvement(at, body.code, at.actor.id)
        if body.state == "asked":
            if (
                approves
                and own != body.asked_by
                and not handles(at, of_code(at, body.code).body, at.actor.id)
            ):
                yield "approve", kept
        elif pays and own not in (body.asked_by, body.approved_by):
            yield "cash", kept


def second_codes(at: Desktop) -> Iterator[RecordVersion[SecondCode]]:
    """Requests for second codes that the person decides on, the oldest first."""
    for kept in at.records(SECOND_CODE).every({"state": "waiting"}, order="asked"):
        if decides(at, kept.body):
            yield kept


def awaited(at: Desktop) -> Iterator[Awaited]:
    """The lines of the inbox."""
    for sent in applications(at):
        title, number = technique(sent.body.technique).title, sent.body.number
        label = {
            locale: message(
                "covert-waits-application", locale, {"technique": title[locale], "number": number}
            ).sentence
            for locale in LOCALES
        }
        yield Awaited(f"{sent.id}:application", label, number, AUTHORISATION.name, sent.id, PAGE)
    for met in to_authorise(at):
        label = in_every_language("covert-waits-authorise", {"code": met.body.code})
        yield Awaited(f"{met.id}:authorise", label, met.body.code, SOURCE.name, met.id, PAGE)
    for act, paid in payments(at):
        label = {
            locale: message(
                f"covert-waits-{act}",
                locale,
                {"amount": format_number(paid.body.amount, locale), "code": paid.body.code},
            ).sentence
            for locale in LOCALES
        }
        yield Awaited(
            f"{paid.id}:{act}",
            label,
            paid.body.code,
            PAYMENT.name,
            paid.id,
            PAGE,
            "approval" if act == "approve" else "task",
        )
    for asked in second_codes(at):
        label = in_every_language("covert-waits-second-code", {})
        yield Awaited(f"{asked.id}:second-code", label, "", SECOND_CODE.name, asked.id, PAGE)
