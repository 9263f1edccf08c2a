"""A find becomes a seizure with its exhibits in a case, in one step: stated as a sealed document of the desk,
linked with consignment, container and declarant."""

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation, Stated
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Find, Outcome
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse


class SeizureRequest(Strict):
    """Which outcome becomes a seizure, in which case."""

    case: str = Field(description="The case, by id or title.")
    outcome: str = Field(description="The outcome, by its id.")


class SeizureView(Strict):
    """The sealed document that states it, and how many exhibits it has."""

    source: str
    seizure: str
    exhibits: list[str]


def seize(at: ActingDesktop, asked: SeizureRequest, _progress: Progress | None) -> SeizureView:
    """State the finds of an outcome in a case. Raises ``WrongUse`` (``cargo-nothing-found``,
    ``cargo-no-exhibit`` where a find has no number of an exhibit, ``cargo-unsigned-seizure`` until the second
    officer signed), ``Conflict`` (``cargo-seized-already``), ``NotFound``."""
    kept = at.records(OUTCOME).get(asked.outcome)
    body, finds = kept.body, kept.body.found()
    if not finds:
        raise WrongUse("cargo-nothing-found", consignment=body.consignment)
    if not body.signed_by:
        raise WrongUse("cargo-unsigned-seizure", consignment=body.consignment)
    if any(not one.exhibit for one in finds):
        raise WrongUse("cargo-no-exhibit", consignment=body.consignment)
    if body.seizure:
        raise Conflict("cargo-seized-already", consignment=body.consignment)
    made = at.publish(f"seizure {body.consignment}", [*_about(body), *_taken(kept.id, body, finds)])
    at.records(OUTCOME).save(
        body.model_copy(update={"seizure": made.source, "seizure_case": at.home}), "", kept.id, kept.version
    )
    return SeizureView(source=made.source, seizure=kept.id, exhibits=[one.exhibit for one in finds])


def _about(body: Outcome) -> list[Stated]:
    """What it was taken from: the consignment, its container and who declared it."""
    consignment = {
        "name": [body.consignment],
        "recordId": [body.consignment],
        "declarationNumber": [body.declaration],
        "containerNumber": [body.container],
        "hsCode": [body.hs],
        "originCountry": [body.origin],
        "clearingAgent": ["declarant"] if body.declarant else [],
    }
    stated = [Stated("consignment", "Consignment", consignment)]
    if body.container:
        stated.append(Stated("container", "Container", {"containerNumber": [body.container]}))
    if body.declarant:
        stated.append(Stated("declarant", "LegalEntity", {"name": [body.declarant]}))
    return stated


def _taken(number: str, body: Outcome, finds: list[Find]) -> list[Stated]:
    seizure = {
        "name": [body.consignment],
        "recordNumber": [number],
        "date": [body.began.isoformat()],
        "location": [body.post],
        "substance": _texts(finds),
        "concealment": [f"{one.where}: {one.how}" for one in finds],
        "seizedFrom": ["container"] if body.container else [],
    }
    exhibits = [
        Stated(
            f"exhibit-{one.exhibit}",
            "Exhibit",
            {
                "name": [one.exhibit],
                "exhibitNumber": [one.exhibit],
                "exhibitType": [one.what],
                "description": [one.goods],
                "quantity": [one.quantity],
                "unit": [one.unit],
                "seizure": ["seizure"],
            },
        )
        for one in finds
    ]
    return [Stated("seizure", "Seizure", seizure), *exhibits]


def _texts(finds: list[Find]) -> list[str]:
    return [one.goods or one.what for one in finds]


def _example(at: ActingDesktop) -> SeizureRequest:
    signed = OUTCOME.example.model_copy(update={"signed_by": "second", "signed": OUTCOME.example.recorded})
    return SeizureRequest(case=at.home, outcome=at.records(OUTCOME).save(signed).id)


SEIZE = Operation("seize", SeizureRequest, SeizureView, "act", "write-case", seize, _example, leaves=True)
