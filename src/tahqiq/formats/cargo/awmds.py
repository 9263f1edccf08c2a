"""The manifest of ASYCUDA World: AWMDS, degroupage (AWBOLDS) and co-loader (AWMCDS), bill by bill."""

import re
from collections.abc import Mapping

from tahqiq.formats.cargo.amounts import loaded, number
from tahqiq.formats.cargo.numbers import box, imo_odd
from tahqiq.formats.cargo.paper import Cell, Paper, Row, beside
from tahqiq.formats.cargo.xmltree import Node

NATURES = frozenset({"22", "23", "24", "26", "28"})
"""Export, import, transit, goods that stay on board, transhipment."""
_ROLES = {
    "exporter": "exporter",
    "notify": "notify",
    "consignee": "consignee",
    "carrier": "carrier",
    "shipping_agent": "agent",
    "importer": "importer",
}
_HEAD = {
    "office": ("General_segment_id", "Customs_office_code"),
    "voyage": ("General_segment_id", "Voyage_number"),
    "departs": ("General_segment_id", "Date_of_departure"),
    "arrives": ("General_segment_id", "Date_of_arrival"),
    "arrives at": ("General_segment_id", "Time_of_arrival"),
    "mode": ("Transport_information", "Mode_of_transport_code"),
    "vessel": ("Transport_information", "Identity_of_transporter"),
    "flag": ("Transport_information", "Nationality_of_transporter_code"),
    "imo": ("Transport_information", "Registration_number_of_transport_code"),
    "master of vessel": ("Transport_information", "Master_information"),
    "load": ("Load_unload_place", "Place_of_departure_code"),
    "discharge": ("Load_unload_place", "Place_of_destination_code"),
    "tonnage": ("Tonnage", "Tonnage_gross_weight"),
    "net tonnage": ("Tonnage", "Tonnage_net_weight"),
}
_MASTER = {
    "office": "Customs_office_code",
    "voyage": "Voyage_number",
    "departs": "Date_of_departure",
    "master": "Reference_number",
    "agent": "Shipping_Agent_code",
}
_BILL = {
    "line": ("Bol_id", "Line_number"),
    "nature": ("Bol_id", "Bol_nature"),
    "type": ("Bol_id", "Bol_type_code"),
    "master": ("Bol_id", "Master_bol_ref_number"),
    "reference": ("Bol_id", "Unique_carrier_reference"),
    "danger": ("Bol_id", "DG_status"),
    "consolidated": ("Consolidated_Cargo",),
    "load": ("Load_unload_place", "Place_of_loading_code"),
    "discharge": ("Load_unload_place", "Place_of_unloading_code"),
    "origin": ("Load_unload_place", "Port_of_origin_code"),
    "packages": ("Goods_segment", "Number_of_packages"),
    "package type": ("Goods_segment", "Package_type_code"),
    "gross": ("Goods_segment", "Gross_mass"),
    "marks": ("Goods_segment", "Shipping_marks"),
    "description": ("Goods_segment", "Goods_description"),
    "volume": ("Goods_segment", "Volume_in_cubic_meters"),
    "remarks": ("Goods_segment", "Remarks"),
    "information": ("Goods_segment", "Information"),
    "freight": ("Value_segment", "Freight_segment", "Freight_value"),
    "freight currency": ("Value_segment", "Freight_segment", "Freight_currency"),
    "customs value": ("Value_segment", "Customs_segment", "Customs_value"),
    "customs currency": ("Value_segment", "Customs_segment", "Customs_currency"),
    "insurance": ("Value_segment", "Insurance_segment", "Insurance_value"),
    "insurance currency": ("Value_segment", "Insurance_segment", "Insurance_currency"),
    "location": ("Location", "Location_code"),
    "location info": ("Location", "Location_info"),
}
_BOX = {
    "packages": ("Number_of_packages",),
    "size": ("Type_of_container",),
    "gross": ("Gross_weight",),
    "goods gross": ("Goods_weight",),
    "tare": ("Empty_weight",),
    "sealed by": ("Sealing_Party",),
    "location": ("Ctn_location",),
    "hs": ("Commodity_code",),
    "danger class": ("IMCO",),
    "un": ("UN",),
    "temperature lowest": ("Minimum_temperature",),
    "temperature highest": ("Maximum_temperature",),
    "temperature": ("Temperature",),
    "volume": ("Volume",),
}
_GOODS = {
    "hs": "HS_code",
    "description": "Commercial_description",
    "packages": "Number_of_packages",
    "gross": "Gross_mass",
    "volume": "Volume_in_cubic_meters",
    "package type": "Package_type_code",
    "origin": "Country_of_origin",
}


class Manifest:
    """Reads bill by bill as they end, and the general segment at the end."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.numbers: dict[str, int] = {}
        self.boxes: dict[str, Row] = {}

    def record(self, node: Node) -> None:
        """One Bol_segment."""
        bill = self.paper.add("bill")
        self.paper.add("consignment", {"place": Cell("Bol_segment", node.line, node.at)})
        said = node.cell("Bol_id", "Bol_reference")
        if said is None:
            self.paper.tell("cargo-bill-without-number", node.line, "Bol_reference", None)
            bill["place"] = Cell("Bol_segment", node.line, node.at)
        else:
            bill["number"] = said
        _filled(bill, node, _BILL)
        master = node.cell("Bol_id", "Master_bol_ref_number")
        if master is not None and "number" in bill:
            bill["master"] = master
        if said is not None and said.value in self.numbers:
            self.paper.tell(
                "cargo-bill-twice", said.row, "Bol_reference", said.value, first=self.numbers[said.value]
            )
        elif said is not None:
            self.numbers[said.value] = said.row
        if "nature" in bill and bill["nature"].value not in NATURES:
            self.paper.tell("cargo-nature", bill["nature"].row, "Bol_nature", bill["nature"].value)
        _kilos(bill)
        _parties(self.paper, node, bill.get("number"))
        seals = node.cell("Goods_segment", "Seals_segment", "Marks_of_seals")
        if seals is not None:
            self.paper.add("seal", {"number": seals, **_of(bill)})
        found = [self._box(one, bill) for one in node.all("ctn_segment")]
        self._goods(node, bill)
        self._claims(node, bill, found)

    def _box(self, node: Node, bill: Row) -> Row:
        row: Row = {}
        said = node.cell("Ctn_reference")
        if said is not None:
            row["number"] = said._replace(value=box(said.value))
        else:
            self.paper.tell("cargo-box-without-number", node.line, "Ctn_reference", None)
        _filled(row, node, _BOX)
        _kilos(row)
        for tag in ("Empty_Full", "Status"):
            status = node.cell(tag)
            if status is not None:
                beside(row, "status", status)
                if loaded(status.value):
                    row["loaded"] = status._replace(value=loaded(status.value))
        known = self.boxes.get(row["number"].value) if "number" in row else None
        if known is None:
            self.paper.add("container", row)
            if "number" in row:
                self.boxes[row["number"].value] = row
        else:
            for name, value in row.items():
                known.setdefault(name, value)
        again = {
            name: value
            for name, value in row.items()
            if known is not None and known[name].value != value.value
        }
        own = _only(row, "packages", "gross", "gross unit")
        self.paper.add(
            "contents",
            {"container": row["number"], **again, **own, **_of(bill)} if "number" in row else _of(bill),
        )
        for seal in [
            *node.all("Seal_number"),
            *(one for no in range(1, 10) for one in node.all(f"Marks{no}")),
        ]:
            cell = seal.cell()
            for part in re.split(r"[;,|]+|\s{2,}", cell.value) if cell is not None else ():
                if cell is not None and part.strip():
                    self.paper.add(
                        "seal",
                        {
                            "number": cell._replace(value=part.strip()),
                            **({"container": row["number"]} if "number" in row else {}),
                            **_of(bill),
                        },
                    )
        return row

    def _goods(self, node: Node, bill: Row) -> None:
        for segment in node.all("HS_Compliance"):
            row: Row = {}
            for child in segment.below:
                name = next(
                    (key for key, tag in _GOODS.items() if tag.casefold() == child.tag.casefold()), None
                )
                if name == "hs" and row:
                    self.paper.add("goods", {**row, **_of(bill)})
                    row = {}
                cell = child.cell() if name else None
                if name and cell is not None:
                    beside(row, name, cell)
            if row:
                self.paper.add("goods", {**row, **_of(bill)})
        for segment in node.all("Goods_segment", "Commodity_segment"):
            names = (("hs", "HS_code"), ("hs", "Commodity_code"), ("description", "Commodity_description"))
            row = {}
            for name, tag in names:
                if said := segment.cell(tag):
                    beside(row, name, said)
            if row:
                self.paper.add("goods", {**row, **_of(bill)})
        for vehicle in node.deep("vehicle_segment", "vehicles_segment", "car_segment"):
            row = {}
            for child in vehicle.below:
                if said := child.cell():
                    beside(row, child.tag.casefold(), said)
            self.paper.add(
                "goods", {**row, "vehicle": Cell(vehicle.tag, vehicle.line, vehicle.at), **_of(bill)}
            )

    def _claims(self, node: Node, bill: Row, found: list[Row]) -> None:
        said = node.cell("Goods_segment", "Num_of_ctn_for_this_bol")
        if said is not None:
            self.paper.claim("Num_of_ctn_for_this_bol", said, len(found))
        counts = [number(row["packages"].value) for row in found if "packages" in row]
        if counts and len(counts) == len(found) and "packages" in bill:
            self.paper.claim("Number_of_packages", bill["packages"], sum(count or 0 for count in counts))

    def end(self, root: Node) -> None:
        """The general segment, and what it claims."""
        names = {"awbolds": "AWBOLDS", "awmcds": "AWMCDS"}
        self.paper.kind = names.get(root.tag.casefold(), self.paper.kind)
        head = self.paper.head
        general = root.one("General_segment")
        if general is not None:
            _filled(head, general, _HEAD)
            _parties(self.paper, general, None)
            if "imo" in head and head["imo"].value.isdigit() and imo_odd(head["imo"].value):
                self.paper.tell(
                    "cargo-imo", head["imo"].row, "Registration_number_of_transport_code", head["imo"].value
                )
            self._totals(general)
        for tag in ("Master_bol", "Previous_document", "General_segment_id"):
            for node in root.all(tag):
                for name, child in _MASTER.items():
                    cell = node.cell(child)
                    if cell is not None:
                        beside(head, name, cell)
        if not self.paper.rows["bill"]:
            self.paper.tell("cargo-no-bill", root.line)

    def _totals(self, general: Node) -> None:
        bills = self.paper.rows["bill"]
        packages = sum(number(row["packages"].value) or 0 for row in bills if "packages" in row)
        gross = sum(number(row["gross"].value) or 0 for row in bills if "gross" in row)
        for tag, found, slack in (
            ("Total_number_of_bols", len(bills), 0.0),
            ("Total_number_of_packages", packages, 0.0),
            ("Total_number_of_containers", self.paper.count("container"), 0.0),
            ("Total_gross_mass", gross, 1.0),
        ):
            said = general.cell("Totals_segment", tag)
            if said is not None:
                self.paper.claim(tag, said, found, slack)


def _filled(row: Row, node: Node, paths: Mapping[str, tuple[str, ...]]) -> None:
    for name, path in paths.items():
        cell = node.cell(*path)
        if cell is not None:
            row[name] = cell


def _kilos(row: Row) -> None:
    if "gross" in row:
        row["gross unit"] = row["gross"]._replace(value="KGM")


def _of(bill: Row) -> Row:
    return {"bill": bill["number"]} if "number" in bill else {}


def _only(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names if name in row}


def _parties(paper: Paper, node: Node, bill: Cell | None) -> None:
    """Parties of a bill or of the manifest: their tags say the role before each field."""
    for segment in [*node.all("Traders_segment"), *node.all("Transport_information")]:
        for party in segment.below:
            role = _ROLES.get(party.tag.casefold())
            if role is None:
                continue
            row: Row = {}
            for child in party.below:
                name = child.tag.casefold().removeprefix(party.tag.casefold()).strip("_")
                cell = child.cell()
                if cell is not None:
                    beside(row, name or "text", cell)
            if row:
                row["role"] = Cell(role, party.line, party.at)
                if bill is not None:
                    row["bill"] = bill
                paper.add("party", row)
