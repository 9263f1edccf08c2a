"""Warrant messages (ETSI TS 103 120, ``HI1Message``): authorisations, tasks and documents as they are sent between authorities and operators. Local names are matched; the version is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from tahqiq.formats.xmltaken import Taken, at
from tahqiq.formats.xmlwalk import child, children, local, text_of, walk

OBJECTS = ("AuthorisationObject", "LITaskObject", "LDTaskObject", "DocumentObject", "NotificationObject", "DeliveryObject")
FIELDS = {
    "reference": ("AuthorisationReference", "Reference", "DocumentReference"), "legal_type": ("AuthorisationLegalType", "LegalType"),
    "status": ("AuthorisationStatus", "Status"), "wanted_status": ("AuthorisationDesiredStatus", "DesiredStatus"),
    "from": ("AuthorisationTimespan/StartTime", "Timespan/StartTime", "RequestDetails/ObservedTimespan/StartTime"),
    "until": ("AuthorisationTimespan/EndTime", "Timespan/EndTime", "RequestDetails/ObservedTimespan/EndTime"),
    "owner": ("OwnerIdentifier",), "country": ("CountryCode",), "changed": ("LastChanged",), "generation": ("Generation",), "external": ("ExternalIdentifier",),
    "invalid": ("AuthorisationInvalidReason", "InvalidReason"),
}  # fmt: skip


@dataclass(slots=True)
class WarrantObject:
    """One object of a message: what is asked (``verb``: CREATE, UPDATE, DELIVER …) in which place (``action``), its identifier, its fields by name (empty ones left out), the targets it names as ``(type, value)``,
    and every other text by path. ``kind`` is the type that the message gives it."""

    action: str
    verb: str
    kind: str
    identifier: str
    fields: dict[str, str] = field(default_factory=dict)
    targets: list[tuple[str, str]] = field(default_factory=list)
    rest: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    """A message: who sent it to whom, when, in which version; ``actions`` counts what was asked, of which ``objects`` are those with an object."""

    version: str = ""
    profile: str = ""
    sender: str = ""
    receiver: str = ""
    transaction: str = ""
    at: str = ""
    actions: int = 0
    objects: list[WarrantObject] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)


def message(stream: IO[bytes]) -> Message:
    """A message. Raises as :func:`tahqiq.formats.xmlwalk.walk`, ``ValueError`` where the document is no ``HI1Message``."""
    found, first = Message(), True
    for event, tag, element in walk(stream, ()):
        if first and tag != "HI1Message":
            raise ValueError(f"<{tag[:60]}> is no HI1Message")
        first = False
        if event == "end" and tag == "Header":
            _head(element, found)
        elif event == "end" and tag in ("ActionRequest", "ActionResponse"):
            _action(element, found)
    return found


def _head(element: Element, found: Message) -> None:
    def said(path: str) -> str:
        return text_of(at(element, path)) or ""

    found.version, found.profile = (
        said("Version/ETSIVersion"),
        " ".join(filter(None, (said("Version/NationalProfileOwner"), said("Version/NationalProfileVersion")))),
    )
    found.sender = " ".join(filter(None, (said("SenderIdentifier/CountryCode"), said("SenderIdentifier/UniqueIdentifier"))))
    found.receiver = " ".join(filter(None, (said("ReceiverIdentifier/CountryCode"), said("ReceiverIdentifier/UniqueIdentifier"))))
    found.transaction, found.at = said("TransactionIdentifier"), said("Timestamp")


def _action(element: Element, found: Message) -> None:
    number = text_of(child(element, "ActionIdentifier")) or ""
    if number != str(found.actions):
        found.out_of_order.append(number or "–")
    found.actions += 1
    for verb in element:
        name = local(verb.tag)
        if name in ("ActionIdentifier", ""):
            continue
        for one in children(verb, "HI1Object"):
            found.objects.append(_object(one, number, name))


def _object(element: Element, action: str, verb: str) -> WarrantObject:
    kind = next((value.rpartition(":")[2] for name, value in element.attrib.items() if local(name) == "type"), "")
    taken = Taken(element)
    made = WarrantObject(action, verb, kind, taken.text("ObjectIdentifier") or "")
    for name, paths in FIELDS.items():
        text = taken.text(*(f"{path}/Value" for path in paths)) or taken.text(*paths)
        if text:
            made.fields[name] = text
    made.targets = list(_targets(element, taken))
    made.rest = taken.rest()
    return made


def _targets(element: Element, taken: Taken) -> Iterator[tuple[str, str]]:
    for holder in element.iter():
        if local(holder.tag) not in ("TargetIdentifierValue", "RequestValue"):
            continue
        form = at(holder, "FormatType/FormatName")
        form = child(holder, "FormatName") if form is None else form
        value = text_of(child(holder, "Value"))
        if value:
            yield text_of(form) or "", value
            taken.leave(holder)
