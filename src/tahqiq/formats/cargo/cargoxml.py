"""IATA Cargo-XML: waybill (XFWB), house waybill (XFZB), flight manifest (XFFM), house manifest (XFHL)."""

from tahqiq.formats.cargo.amounts import number
from tahqiq.formats.cargo.numbers import awb_remark
from tahqiq.formats.cargo.paper import Cell, Paper, Row, beside
from tahqiq.formats.cargo.xmltree import Node

_MASTERS = ("MasterConsignment", "IncludedMasterConsignment")
_PARTIES = {
    "consignorparty": "consignor",
    "consigneeparty": "consignee",
    "freightforwarderparty": "forwarder",
    "notifyparty": "notify",
    "carrierparty": "carrier",
    "associatedparty": "associated",
}
_ROLES = {"NI": "notify", "CN": "consignee", "CZ": "consignor", "FW": "forwarder"}
_ADDRESS = {
    "address": "StreetName",
    "city": "CityName",
    "country": "CountryID",
    "postcode": "PostcodeCode",
    "region": "CountrySubDivisionName",
    "city code": "CityID",
    "region code": "CountrySubDivisionID",
    "country name": "CountryName",
    "post box": "PostOfficeBox",
}


class Waybills:
    """Reads a whole message at its end."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.bills: dict[str, list[Row]] = {}

    def end(self, root: Node) -> None:
        """The message."""
        head = self.paper.head
        for name, tag in (
            ("message", "ID"),
            ("type", "TypeCode"),
            ("sent", "IssueDateTime"),
            ("function", "PurposeCode"),
            ("version", "VersionID"),
            ("name", "Name"),
        ):
            _put(head, name, root, "MessageHeaderDocument", tag)
        for role in ("SenderParty", "RecipientParty"):
            _put(head, role.removesuffix("Party").lower(), root, "MessageHeaderDocument", role, "PrimaryID")
        if "version" in head:
            self.paper.version = head["version"].value
        number_ = root.cell("BusinessHeaderDocument", "ID")
        if number_ is not None:
            head["reference"] = number_
        for note in root.all("BusinessHeaderDocument", "IncludedHeaderNote"):
            _put(head, f"note {(_cell_text(note, 'ContentCode') or 'text')}", note, "Content")
        self._movement(head, root)
        kind = self.paper.kind
        for master in root.deep(*_MASTERS):
            if kind == "XFZB":
                self._houses(master, number_)
            elif kind == "XFHL":
                self._houses(master, None)
            else:
                self._consignment(master, number_ if kind == "XFWB" else None, None)
        for unit in root.deep("UtilizedUnitLoadTransportEquipment"):
            self._unit(unit)
        for party in root.deep(*_PARTIES):
            self._party(party, None)
        for tag, rows in (("bill", self.paper.rows["bill"]),):
            if not rows:
                self.paper.tell("cargo-no-bill", root.line, tag)

    def _movement(self, head: Row, root: Node) -> None:
        for name, path in (
            ("voyage", ("ID",)),
            ("mode", ("ModeCode",)),
            ("departs", ("DepartureEvent", "DepartureOccurrenceDateTime")),
            ("departs", ("DepartureEvent", "ScheduledOccurrenceDateTime")),
            ("load", ("DepartureEvent", "OccurrenceDepartureLocation", "ID")),
            ("arrives", ("ArrivalEvent", "ArrivalOccurrenceDateTime")),
            ("discharge", ("ArrivalEvent", "OccurrenceArrivalLocation", "ID")),
        ):
            _put(head, name, root, "LogisticsTransportMovement", *path)
        _put(head, "discharge", root, "ArrivalEvent", "OccurrenceArrivalLocation", "ID")
        _put(head, "arrives", root, "ArrivalEvent", "ArrivalOccurrenceDateTime")

    def _houses(self, master: Node, number_: Cell | None) -> None:
        """The houses of a master: its own number and weights are no bill of this paper, but told at its
        head."""
        said = master.cell("TransportContractDocument", "ID") or master.cell("ID")
        head = self.paper.head
        if said is not None:
            beside(head, "master", said)
            self._awb(said)
        for name, cell in _amounts(master).items():
            beside(head, f"master {name}", cell)
        for place, tag in (("load", "OriginLocation"), ("destination", "FinalDestinationLocation")):
            _put(head, place, master, tag, "ID")
        houses = list(master.all("IncludedHouseConsignment"))
        for house in houses:
            own = (
                house.cell("TransportContractDocument", "ID")
                or house.cell("AssociatedConsignmentDocument", "ID")
                or house.cell("ID")
                or number_
            )
            self._consignment(house, own, said)
        if not houses:
            self._consignment(master, number_, said)

    def _consignment(self, node: Node, number_: Cell | None, master: Cell | None) -> None:
        bill: Row = {}
        own = node.cell("TransportContractDocument", "ID") or node.cell("ID") if number_ is None else number_
        if own is not None:
            bill["number"] = own
        else:
            bill["place"] = Cell(node.tag, node.line, node.at)
            self.paper.tell("cargo-bill-without-number", node.line, "ID", None)
        if master is not None:
            bill["master"] = master
        elif own is not None:
            self._awb(own)
            inner = node.cell("TransportContractDocument", "ID")
            if inner is not None and _digits(inner.value) != _digits(own.value):
                self.paper.tell("cargo-number-differs", inner.row, "ID", inner.value, other=own.value)
        bill.update(_amounts(node))
        if number_ is not None:
            _put(
                bill, "reference", node, "ID"
            )  # of the shipper; where nothing else is the number of the bill it is that
        for name, path in (
            ("load", ("OriginLocation", "ID")),
            ("destination", ("FinalDestinationLocation", "ID")),
            ("description", ("SummaryDescription",)),
            ("split", ("TransportSplitDescription",)),
            ("declared value", ("DeclaredValueForCarriageAmount",)),
            ("customs value", ("DeclaredValueForCustomsAmount",)),
            ("density", ("DensityGroupCode",)),
            ("volume", ("GrossVolumeMeasure",)),
        ):
            _put(bill, name, node, *path)
        for movement in node.all("SpecifiedLogisticsTransportMovement"):
            _put(bill, "voyage", movement, "ID")
            _put(bill, "arrives at", movement, "ArrivalEvent", "OccurrenceArrivalLocation", "ID")
        known = self.bills.get(_digits(own.value), []) if own is not None else []
        if known and self.paper.kind == "XFFM":
            self._more(known[0], bill)
            bill = known[0]
        else:
            if known and own is not None:
                self.paper.tell("cargo-bill-twice", own.row, "ID", own.value, first=known[0]["number"].row)
            self.paper.add("bill", bill)
            self.paper.add("consignment", {"place": Cell(node.tag, node.line, node.at)})
            if own is not None:
                self.bills.setdefault(_digits(own.value), []).append(bill)
        self._below(node, bill)

    def _more(self, known: Row, bill: Row) -> None:
        """One bill in several units of a flight: the shares are kept beside the first, equal ones too, and
        whatever else is said anew."""
        for name in ("packages", "gross", "gross unit"):
            if name in bill:
                no = 2
                while f"{name} {no}" in known:
                    no += 1
                known[f"{name} {no}"] = bill.pop(name)
        for name, cell in bill.items():
            beside(known, name, cell)

    def _below(self, node: Node, bill: Row) -> None:
        for party in node.deep(*_PARTIES):
            self._party(party, bill.get("number"))
        for item in node.deep("IncludedMasterConsignmentItem", "IncludedHouseConsignmentItem"):
            row: Row = {"bill": bill["number"]} if "number" in bill else {}
            for name, path in (
                ("line", ("SequenceNumeric",)),
                ("hs", ("TypeCode",)),
                ("gross", ("GrossWeightMeasure",)),
                ("packages", ("PieceQuantity",)),
                ("description", ("NatureIdentificationTransportCargo", "Identification")),
                ("origin", ("OriginCountry", "ID")),
                ("volume", ("GrossVolumeMeasure",)),
                ("package type", ("TransportLogisticsPackage", "TypeCode")),
            ):
                _put(row, name, item, *path)
            weight = item.one("GrossWeightMeasure")
            if weight is not None and "gross" in row:
                row["gross unit"] = row["gross"]._replace(value=weight.of("unitCode", "KGM"))
            self.paper.add("goods", row)
            for unit in item.deep("AssociatedUnitLoadTransportEquipment"):
                self._unit(unit)
        lines = [
            number(row["packages"].value)
            for row in self.paper.rows["goods"]
            if "packages" in row and row.get("bill") == bill.get("number")
        ]
        if lines and "packages" in bill and self.paper.kind != "XFFM":
            self.paper.claim("TotalPieceQuantity", bill["packages"], sum(line or 0 for line in lines))

    def _unit(self, node: Node) -> None:
        if node.taken:
            return  # it stands in a consignment's item, and was read there
        node.taken = True
        said, owner = node.cell("ID"), node.cell("OperatingParty", "PrimaryID")
        row: Row = {"kind": Cell("unit load device", node.line, node.at)}
        _put(row, "size", node, "CharacteristicCode")
        _put(row, "tare", node, "TareWeightMeasure")
        if said is not None:
            code = row["size"].value if "size" in row else ""
            row["number"] = said._replace(
                value=f"{'' if said.value[:1].isalpha() else code}{said.value}{owner.value if owner else ''}"
            )
        else:
            self.paper.tell("cargo-box-without-number", node.line, "ID", owner.value if owner else None)
        self.paper.add("container", row)

    def _party(self, node: Node, bill: Cell | None) -> None:
        if node.taken:
            return
        node.taken = True
        role = _PARTIES[node.tag.casefold()]
        written = node.cell("RoleCode")
        if role == "associated" and written is not None:
            role = _ROLES.get(written.value, written.value)
        row: Row = {}
        _put(row, "name", node, "Name")
        _put(row, "code", node, "PrimaryID")
        _put(row, "account", node, "AccountID")
        _put(row, "agent code", node, "CargoAgentID")
        for name, tag in _ADDRESS.items():
            for way in ("PostalStructuredAddress", "FreightForwarderAddress"):
                _put(row, name, node, way, tag)
        for contact in node.all("DefinedTradeContact"):
            _put(row, "person", contact, "PersonName")
            _put(row, "phone", contact, "DirectTelephoneCommunication", "CompleteNumber")
            _put(row, "fax", contact, "FaxCommunication", "CompleteNumber")
            _put(row, "email", contact, "URIEmailCommunication", "URIID")
        if row:
            row["role"] = Cell(role, node.line, node.at)
            if bill is not None:
                row["bill"] = bill
            self.paper.add("party", row)

    def _awb(self, cell: Cell) -> None:
        remark = awb_remark(cell.value)
        if remark:
            self.paper.tell(remark, cell.row, "ID", cell.value)


def _amounts(node: Node) -> Row:
    row: Row = {}
    for name, tags in (
        ("gross", ("IncludedTareGrossWeightMeasure", "GrossWeightMeasure")),
        ("packages", ("TotalPieceQuantity", "PieceQuantity")),
        ("packages inside", ("PackageQuantity",)),
    ):
        for tag in tags:
            _put(row, name, node, tag)
            found = node.one(tag)
            if name == "gross" and found is not None and "gross" in row and "gross unit" not in row:
                row["gross unit"] = row["gross"]._replace(value=found.of("unitCode", "KGM"))
    return row


def _put(row: Row, name: str, node: Node, *path: str) -> None:
    cell = node.cell(*path)
    if cell is not None:
        beside(row, name, cell)


def _cell_text(node: Node, *path: str) -> str:
    cell = node.cell(*path)
    return cell.value if cell is not None else ""


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
