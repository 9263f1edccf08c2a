"""Warrant messages (ETSI TS 103 120, ``HI1Message``): authorisations, tasks and documents as they are sent
between authorities and operators. Local names are matched; the version is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from tahqiq.formats.xmltaken import Taken, at
from tahqiq.formats.xmlwalk import child, children, local, text_of, walk

TRIED = re.compile(r"[Vv]1\.(1[2-9]|2[0-3])\.[0-9]+")
"""Versions of which messages were read here; all others are read by the same names, and that is said."""
FIELDS = {
    "reference": ("AuthorisationReference", "Reference", "DocumentReference"),
    "legal_type": ("AuthorisationLegalType", "LegalType"),
    "status": ("AuthorisationStatus", "Status"),
    "wanted_status": ("AuthorisationDesiredStatus", "DesiredStatus"),
    "from": ("AuthorisationTimespan/StartTime", "Timespan/StartTime", "DocumentTimespan/StartTime"),
    "until": ("AuthorisationTimespan/EndTime", "Timespan/EndTime", "DocumentTimespan/EndTime"),
    "data_from": ("RequestDetails/StartTime", "RequestDetails/ObservedTimespan/StartTime"),
    "data_until": ("RequestDetails/EndTime", "RequestDetails/ObservedTimespan/EndTime"),
    "stopped": ("AuthorisationTerminationTimestamp", "Timespan/TerminationTime"),
    "created": ("AuthorisationCreationTimestamp",),
    "owner": ("OwnerIdentifier",),
    "country": ("CountryCode",),
    "changed": ("LastChanged",),
    "generation": ("Generation",),
    "external": ("ExternalIdentifier",),
    "entity": ("AuthorisationLegalEntity",),
    "invalid": ("AuthorisationInvalidReason", "InvalidReason", "StatusReason"),
}
APPROVAL = ("AuthorisationApprovalDetails", "ApprovalDetails")
REPEATED = {
    "associated": ("AssociatedObjects/AssociatedObject",),
    "observed": (
        "RequestDetails/ObservedTime",
        "RequestDetails/ObservedTimes/ObservedTime",
        "RequestDetails/ObservedTimes",
    ),
    "flags": ("AuthorisationFlags/AuthorisationFlag", "Flags/TaskFlag", "Flags/LDTaskFlag"),
}


@dataclass(slots=True)
class WarrantObject:
    """One object of a message, or an action without one (then ``kind`` is ""): what is asked (``verb``:
    CREATE, UPDATE, DELIVER …) in which place (``action``), its identifier, its fields by name (empty ones
    left out), those of the objects it belongs to (``associated``), moments of what was observed, flags, the
    targets it names as ``(type, value)``, and every other text by path. ``kind`` is the type that the message
    gives it."""

    action: str
    verb: str
    kind: str
    identifier: str
    fields: dict[str, str] = field(default_factory=dict)
    associated: list[str] = field(default_factory=list)
    observed: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    targets: list[tuple[str, str]] = field(default_factory=list)
    rest: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    """A message: who sent it to whom, when, in which version; ``actions`` counts what was asked or answered,
    ``objects`` tell each at least once. ``errors`` are ``(action, code, text)`` of what was not done (action
    "" : the whole message); ``signed`` whether it carries a signature, which is not checked."""

    version: str = ""
    profile: str = ""
    sender: str = ""
    receiver: str = ""
    transaction: str = ""
    at: str = ""
    actions: int = 0
    objects: list[WarrantObject] = field(default_factory=list)
    errors: list[tuple[str, str, str]] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    signed: bool = False


def message(stream: IO[bytes]) -> Message:
    """A message. Raises as :func:`tahqiq.formats.xmlwalk.walk`, ``ValueError`` where the document is no
    ``HI1Message``."""
    found, first = Message(), True
    for event, tag, element in walk(stream, ()):
        if first and tag != "HI1Message":
            raise ValueError(f"<{tag[:60]}> is no HI1Message")
        first = False
        if event != "end":
            continue
        if tag == "Header":
            _head(element, found)
        elif tag in ("ActionRequest", "ActionResponse"):
            _action(element, found)
        elif tag == "ResponsePayload":
            found.errors += [("", *_error(one)) for one in children(element, "ErrorInformation")]
        elif tag == "Signature":
            found.signed = True
    return found


def _head(element: Element, found: Message) -> None:
    def said(path: str) -> str:
        return text_of(at(element, path)) or ""

    found.version, found.profile = (
        said("Version/ETSIVersion"),
        " ".join(
            filter(None, (said("Version/NationalProfileOwner"), said("Version/NationalProfileVersion")))
        ),
    )
    found.sender = " ".join(
        filter(None, (said("SenderIdentifier/CountryCode"), said("SenderIdentifier/UniqueIdentifier")))
    )
    found.receiver = " ".join(
        filter(None, (said("ReceiverIdentifier/CountryCode"), said("ReceiverIdentifier/UniqueIdentifier")))
    )
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
        if name == "ErrorInformation":
            found.errors.append((number, *_error(verb)))
            continue
        inside = list(children(verb, "HI1Object"))
        found.objects += [_object(one, number, name) for one in inside] or [_bare(verb, number, name)]


def _error(element: Element) -> tuple[str, str]:
    return text_of(child(element, "ErrorCode")) or "", text_of(child(element, "ErrorDescription")) or ""


def _bare(element: Element, action: str, verb: str) -> WarrantObject:
    """An action that names an object, or none, without bringing it."""
    taken = Taken(element)
    identifier = taken.text("Identifier", "ObjectIdentifier") or ""
    return WarrantObject(action, verb, "", identifier, rest=taken.rest())


def _object(element: Element, action: str, verb: str) -> WarrantObject:
    kind = next(
        (value.rpartition(":")[2] for name, value in element.attrib.items() if local(name) == "type"), ""
    )
    taken = Taken(element)
    made = WarrantObject(action, verb, kind, taken.text("ObjectIdentifier") or "")
    for name, paths in FIELDS.items():
        text = taken.text(*(f"{path}/Value" for path in paths)) or taken.text(*paths)
        if text:
            made.fields[name] = " ".join(text.split()) if name == "invalid" else text
    for holder in APPROVAL:
        for name, path in (
            ("approver", "ApproverDetails/ApproverName"),
            ("role", "ApproverDetails/ApproverRole"),
            ("approved", "ApprovalTimestamp"),
        ):
            if name not in made.fields and (text := taken.text(f"{holder}/{path}")):
                made.fields[name] = text
    made.associated = taken.texts(REPEATED["associated"][0])
    made.observed = next((found for path in REPEATED["observed"] if (found := taken.texts(path))), [])
    made.flags = [text for path in REPEATED["flags"] for text in _values(element, path)]
    made.targets = list(_targets(element, taken))
    made.rest = taken.rest()
    return made


def _values(element: Element, path: str) -> Iterator[str]:
    """The values of the entries of a dictionary that stand at a path, whose last step repeats."""
    holder, _, name = path.rpartition("/")
    around = at(element, holder)
    for one in children(around, name) if around is not None else ():
        if text := text_of(child(one, "Value")):
            yield text


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
