"""Destroying items by order: somebody asks, a second person confirms, what was transcribed is made unreadable
in the vault, and a certificate says so."""

from pydantic import Field

from tahqiq.casework.vault.pseudonym import mint, needed
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.closed_texts import CLOSED, inside
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.product.intake import item_example
from tahqiq.desks.covert.product.minimisation import transcribed_example
from tahqiq.desks.covert.product.record import CERTIFICATE, ITEM, Certificate, ItemMark, of_number
from tahqiq.desks.covert.relations import NOT_RELATED
from tahqiq.desks.covert.states import follows
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused


class DestructionRequest(Strict):
    """Items that are to be destroyed."""

    items: list[str] = Field(min_length=1, max_length=10_000, description="The items, by their numbers.")
    order: str = Field(min_length=1, max_length=200, description="The order to destroy them, by its number.")


class CertificateReference(Strict):
    """A certificate of destruction."""

    certificate: str = Field(description="The certificate, by its number.")


class CertificateView(Strict):
    """A certificate. ``confirmed`` null: nobody has confirmed it, and nothing was destroyed.
    ``original_here``: recordings whose original still stands in the workspace, which its own erasure by order
    removes."""

    certificate: str
    order: str
    items: list[str]
    digests: list[str]
    original_here: list[str]
    transcripts: int
    asked: str
    confirmed: str | None


def ask(at: ActingDesktop, asked: DestructionRequest, _progress: Progress | None) -> CertificateView:
    """Ask for items to be destroyed. Raises ``Conflict`` (``covert-item-state`` for what is pertinent or
    destroyed already), ``NotFound`` (``no-such-compartment``, ``covert-no-item``)."""
    kept = [of_number(at, one) for one in dict.fromkeys(needed(one) for one in asked.items)]
    for one in kept:
        if one.body.erasing or not follows(at, "item", one.body.state, "destroyed"):
            raise Conflict(
                "covert-item-state", item=one.body.number, state=one.body.state, wanted="destroyed"
            )
    vault, now = Vault(at.bench.door, at.actor, CLOSED), clock.now()
    here = {one.sha256 for one in at.bench.workspace.sources.all(at.bench.scope("work"))}
    for one in kept:
        requests = [vault.ask_erasure(version.text, asked.order) for version in one.body.transcripts]
        at.records(ITEM).save(one.body.model_copy(update={"erasing": requests}), "", one.id, one.version)
    digests = [one.body.digest for one in kept if one.body.digest]
    made = Certificate(
        number=mint(),
        order=asked.order,
        items=[one.body.number for one in kept],
        digests=digests,
        original_here=[one for one in digests if one in here],
        transcripts=sum(len(one.body.transcripts) for one in kept),
        asked_by=at.actor.id,
        asked_at=now,
    )
    return _view(at.records(CERTIFICATE).save(made).body)


def confirm(at: ActingDesktop, asked: CertificateReference, _progress: Progress | None) -> CertificateView:
    """Confirm it as the second person: from now on no transcript of the items can be read, by anybody. Raises
    ``Refused`` (``covert-second-person``), ``Conflict`` (``covert-certificate-done``), ``NotFound``."""
    page = at.records(CERTIFICATE).find({"number": needed(asked.certificate)}, limit=1).records
    if not page:
        raise NotFound("covert-no-certificate", number=needed(asked.certificate))
    kept, now = page[0], clock.now()
    if kept.body.confirmed_at is not None:
        raise Conflict("covert-certificate-done", number=kept.body.number)
    if kept.body.asked_by == at.actor.id:
        at.bench.door.audit.refused(
            at.actor, "covert.item-destroyed", kept.body.number, "covert-second-person", at.home
        )
        raise Refused("covert-second-person")
    vault = Vault(at.bench.door, at.actor, CLOSED)
    for number in kept.body.items:
        item = of_number(at, number)
        for request in item.body.erasing:
            vault.erase(request)
        made = ItemMark(state="destroyed", at=now, by=at.actor.id, reason=kept.body.order)
        at.records(ITEM).save(
            item.body.model_copy(update={"states": [*item.body.states, made]}), "", item.id, item.version
        )
    done = kept.body.model_copy(update={"confirmed_by": at.actor.id, "confirmed_at": now})
    return _view(at.records(CERTIFICATE).save(done, "", kept.id, kept.version).body)


def _view(body: Certificate) -> CertificateView:
    return CertificateView(
        certificate=body.number,
        order=body.order,
        items=body.items,
        digests=body.digests,
        original_here=body.original_here,
        transcripts=body.transcripts,
        asked=stamp(body.asked_at),
        confirmed=stamp(body.confirmed_at) if body.confirmed_at else None,
    )


def _waiting(at: ActingDesktop) -> CertificateReference:
    inside(at)
    made = Certificate(
        number=mint(),
        order="9/2026",
        items=[item_example(at).number],
        transcripts=0,
        asked_by="another",
        asked_at=clock.now(),
    )
    return CertificateReference(certificate=at.records(CERTIFICATE).save(made).body.number)


OPERATIONS = (
    Operation(
        "item-destroy",
        DestructionRequest,
        CertificateView,
        "act",
        "write-case",
        ask,
        lambda at: DestructionRequest(items=[transcribed_example(at)], order="9/2026"),
        group="item",
        needs=(Needs(ITEM, "items", ("lead", "admitted", "supervisor"), NOT_RELATED, "number", needed),),
    ),
    Operation(
        "item-destroyed",
        CertificateReference,
        CertificateView,
        "act",
        "release",
        confirm,
        _waiting,
        group="item",
    ),
)
