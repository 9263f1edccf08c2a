"""The kinds of record that messages about passengers become, each a part of its own; row = number of the
segment (of the element, in XML) in the file.

``message`` numbers the messages of the file, ``person`` and ``booking`` are keys within it, ``flight`` is
carrier, number, day and airport of departure, ``at`` the offset of the segment in the file, in bytes. Days
are ISO dates, moments ISO without zone: they are local to the airport.
"""

from tahqiq.model.place import Part

MESSAGE = (
    "message",
    "kind",
    "version",
    "function",
    "sender",
    "recipient",
    "sent",
    "reference",
    "access_reference",
    "flight",
    "part",
    "contact",
    "contact_phone",
    "contact_email",
    "test",
    "at",
)
FLIGHT = (
    "message",
    "flight",
    "number",
    "carrier",
    "marketed_as",
    "origin",
    "destination",
    "departs",
    "arrives",
    "via",
    "role",
    "aircraft",
    "at",
)
BOOKING = (
    "message",
    "booking",
    "locator",
    "carrier",
    "created",
    "other_locators",
    "split",
    "flight",
    "origin",
    "destination",
    "agency",
    "agency_number",
    "agency_city",
    "agency_country",
    "currency",
    "agent",
    "changed",
    "ticketed",
    "extra_baggage",
    "at",
)
PERSON = (
    "message",
    "person",
    "booking",
    "flight",
    "role",
    "surname",
    "given",
    "name",
    "written",
    "title",
    "sort",
    "traveller",
    "gender",
    "birth",
    "nationality",
    "residence",
    "birth_place",
    "embark",
    "debark",
    "clearance",
    "locator",
    "seat",
    "unique",
    "government",
    "customer",
    "frequent_flyer",
    "address",
    "phone",
    "email",
    "bags",
    "bag_weight",
    "verified",
    "rank",
    "made_from",
    "at",
)
DOCUMENT = (
    "message",
    "person",
    "type",
    "number",
    "issuer",
    "issued",
    "expires",
    "place",
    "nationality",
    "gender",
    "birth",
    "surname",
    "given",
    "birth_place",
    "applies_to",
    "made_from",
    "at",
)
BAG = (
    "message",
    "booking",
    "person",
    "flight",
    "tag",
    "weight",
    "total_weight",
    "unit",
    "destination",
    "carrier",
    "pool",
    "at",
)
CONTACT = ("message", "booking", "person", "what", "value", "holder", "city", "country", "at")
PAYMENT = (
    "message",
    "booking",
    "person",
    "form",
    "brand",
    "last_four",
    "expires",
    "amount",
    "currency",
    "payer",
    "payer_address",
    "payer_phone",
    "at",
)
TICKET = (
    "message",
    "booking",
    "person",
    "flight",
    "number",
    "coupons",
    "fare",
    "total",
    "currency",
    "issued",
    "issue_by",
    "issuer",
    "at",
)
LEG = ("message", "booking", "flight", "class", "status", "people", "locators", "checked_in", "at")
SEAT = ("message", "booking", "person", "flight", "seat", "cabin", "boarding", "at")
SPECIAL = ("message", "booking", "person", "flight", "code", "status", "carrier", "text", "at")
REMARK = ("message", "booking", "person", "flight", "text", "at")
HISTORY = ("message", "booking", "what", "moment", "who", "text", "at")

COLUMNS: dict[str, tuple[str, ...]] = {
    "message": MESSAGE,
    "flight": FLIGHT,
    "booking": BOOKING,
    "person": PERSON,
    "document": DOCUMENT,
    "bag": BAG,
    "contact": CONTACT,
    "payment": PAYMENT,
    "ticket": TICKET,
    "leg": LEG,
    "seat": SEAT,
    "special": SPECIAL,
    "remark": REMARK,
    "history": HISTORY,
}
PARTS = {
    name: Part(no, "entry", f"{name}s" if name != "history" else name) for no, name in enumerate(COLUMNS)
}
OTHER = Part(len(COLUMNS), "entry", "segments")
"""What stands in no record: problems and fields set aside are located here by the number of their segment."""
