"""The kinds of record that papers about cargo become, each a part of its own; row = number of the segment or
line in the file.

``paper`` numbers the papers of the file; ``consignment``, ``voyage_key`` and ``flight_key`` are keys within
it; ``consignment`` is empty for what is said of the whole paper. ``gross_kg`` is a weight in kilograms where
number and unit are known, ``as_written`` a weight in another unit or without a number, as it stands. ``slot``
is what a party is to a consignment. ``more`` holds everything else that was understood, each as ``name:
value``; ``at`` the byte of the file.
"""

from collections.abc import Mapping

from tahqiq.model.place import Part

PAPER = (
    "paper",
    "kind",
    "version",
    "declaration",
    "consignment",
    "voyage_key",
    "flight_key",
    "voyage",
    "vessel_key",
    "vessel",
    "imo",
    "call_sign",
    "flag",
    "mode",
    "carrier",
    "load",
    "discharge",
    "departs",
    "arrives",
    "office",
    "reference",
    "declared",
    "bill",
    "more",
    "at",
)
BILL = (
    "paper",
    "consignment",
    "voyage_key",
    "flight_key",
    "number",
    "master",
    "description",
    "load",
    "discharge",
    "origin",
    "destination",
    "gross_kg",
    "as_written",
    "packages",
    "package_type",
    "value",
    "currency",
    "nature",
    "more",
    "at",
)
CONTAINER = (
    "paper",
    "consignment",
    "voyage_key",
    "flight_key",
    "number",
    "unit_load",
    "size",
    "loaded",
    "gross_kg",
    "vgm",
    "as_written",
    "tare",
    "stow",
    "more",
    "at",
)
CONTENTS = (
    "paper",
    "consignment",
    "container",
    "unit_load",
    "packages",
    "gross_kg",
    "as_written",
    "more",
    "at",
)
GOODS = (
    "paper",
    "consignment",
    "line",
    "hs",
    "description",
    "packages",
    "package_type",
    "gross_kg",
    "net_kg",
    "as_written",
    "origin",
    "value",
    "currency",
    "marks",
    "more",
    "at",
)
PARTY = (
    "paper",
    "consignment",
    "voyage_key",
    "flight_key",
    "slot",
    "role",
    "name",
    "code",
    "address",
    "city",
    "region",
    "postcode",
    "country",
    "contact",
    "phone",
    "email",
    "fax",
    "more",
    "at",
)
SEAL = ("paper", "consignment", "number", "container", "issuer", "more", "at")
DETAIL = ("paper", "consignment", "what", "more", "at")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "paper": PAPER,
    "bill": BILL,
    "container": CONTAINER,
    "contents": CONTENTS,
    "goods": GOODS,
    "party": PARTY,
    "seal": SEAL,
    "detail": DETAIL,
}
PARTS = {name: Part(no, "entry", f"cargo {name}") for no, name in enumerate(COLUMNS)}
OTHER = Part(len(COLUMNS), "entry", "papers")
"""Where problems and fields set aside are located, by the number of their segment or line."""
SLOTS: Mapping[str, str] = {
    **dict.fromkeys(("consignor", "exporter", "supplier", "seller", "ship from"), "shipper"),
    **dict.fromkeys(("consignee", "ship to", "ultimate consignee", "buyer"), "consignee"),
    "importer": "importer",
    "notify": "notify",
    "driver": "driver",
    **dict.fromkeys(("declarant", "agent", "forwarder"), "agent"),
    **dict.fromkeys(
        ("carrier", "container operator", "reporting carrier", "carrier agent", "slot charterer"), "carrier"
    ),
}
"""What a role is to a consignment; roles that stand nowhere here are ``other``."""
