"""The declaration of ASYCUDA World (SAD) as the program really exports it: root ``ASYCUDA``, empty fields as
``<null/>``."""

from tahqiq.formats.cargo.amounts import loaded, number
from tahqiq.formats.cargo.numbers import box
from tahqiq.formats.cargo.paper import Cell, Paper, Row, beside
from tahqiq.formats.cargo.xmltree import Node

_HEAD = {
    "flow": ("Property", "Sad_flow"),
    "declared": ("Property", "Date_of_declaration"),
    "declared at": ("Property", "Place_of_declaration"),
    "office": ("Identification", "Office_segment", "Customs_clearance_office_code"),
    "office name": ("Identification", "Office_segment", "Customs_Clearance_office_name"),
    "type": ("Identification", "Type", "Type_of_declaration"),
    "procedure": ("Identification", "Type", "Declaration_gen_procedure_code"),
    "manifest": ("Identification", "Manifest_reference_number"),
    "number": ("Identification", "Registration", "Number"),
    "serial": ("Identification", "Registration", "Serial_number"),
    "registered": ("Identification", "Registration", "Date"),
    "assessment": ("Identification", "Assessment", "Number"),
    "assessment serial": ("Identification", "Assessment", "Serial_number"),
    "assessed": ("Identification", "Assessment", "Date"),
    "receipt": ("Identification", "receipt", "Number"),
    "receipt serial": ("Identification", "receipt", "Serial_number"),
    "receipt day": ("Identification", "receipt", "Date"),
    "reference": ("Declarant", "Reference", "Number"),
    "reference year": ("Declarant", "Reference", "Year"),
    "first destination": ("General_information", "Country", "Country_first_destination"),
    "trading country": ("General_information", "Country", "Trading_country"),
    "exported from": ("General_information", "Country", "Export", "Export_country_code"),
    "exported from name": ("General_information", "Country", "Export", "Export_country_name"),
    "destination": ("General_information", "Country", "Destination", "Destination_country_code"),
    "destination name": ("General_information", "Country", "Destination", "Destination_country_name"),
    "origin name": ("General_information", "Country", "Country_of_origin_name"),
    "value details": ("General_information", "Value_details"),
    "information": ("General_information", "Additional_information"),
    "comments": ("General_information", "Comments_free_text"),
    "vessel": ("Transport", "Means_of_transport", "Departure_arrival_information", "Identity"),
    "flag": ("Transport", "Means_of_transport", "Departure_arrival_information", "Nationality"),
    "border vessel": ("Transport", "Means_of_transport", "Border_information", "Identity"),
    "border flag": ("Transport", "Means_of_transport", "Border_information", "Nationality"),
    "mode": ("Transport", "Means_of_transport", "Border_information", "Mode"),
    "inland mode": ("Transport", "Means_of_transport", "Inland_mode_of_transport"),
    "in containers": ("Transport", "Container_flag"),
    "terms": ("Transport", "Delivery_terms", "Code"),
    "terms place": ("Transport", "Delivery_terms", "Place"),
    "border office": ("Transport", "Border_office", "Code"),
    "border office name": ("Transport", "Border_office", "Name"),
    "load": ("Transport", "Place_of_loading", "Code"),
    "load name": ("Transport", "Place_of_loading", "Name"),
    "goods at": ("Transport", "Location_of_goods"),
    "invoice": ("Valuation", "Gs_Invoice", "Amount_foreign_currency"),
    "invoice currency": ("Valuation", "Gs_Invoice", "Currency_code"),
    "freight": ("Valuation", "Gs_external_freight", "Amount_foreign_currency"),
    "freight currency": ("Valuation", "Gs_external_freight", "Currency_code"),
    "insurance": ("Valuation", "Gs_insurance", "Amount_foreign_currency"),
    "insurance currency": ("Valuation", "Gs_insurance", "Currency_code"),
    "total cif": ("Valuation", "Total_CIF"),
    "total cost": ("Valuation", "Total_cost"),
    "gross": ("Valuation", "Weight", "Gross_weight"),
    "total invoice": ("Valuation", "Total", "Total_invoice"),
    "total weight": ("Valuation", "Total", "Total_weight"),
    "warehouse": ("Warehouse", "Identification"),
    "payment": ("Financial", "Mode_of_payment"),
    "bank": ("Financial", "Bank", "Name"),
    "taxes": ("Financial", "Amounts", "Totals_taxes"),
    "seals count": ("Transit", "Seals", "Number"),
    "transit result": ("Transit", "Result_of_control"),
    "transit limit": ("Transit", "Time_limit"),
    "destination office": ("Transit", "Destination", "Office"),
    "exit": ("Export_release", "Date_of_exit"),
    "exit office": ("Export_release", "Actual_office_of_exit_code"),
    "exit reference": ("Export_release", "Exit_reference"),
}
_PARTIES = (
    ("exporter", ("Traders", "Exporter"), "Exporter_code", "Exporter_name"),
    ("consignee", ("Traders", "Consignee"), "Consignee_code", "Consignee_name"),
    ("financial", ("Traders", "Financial"), "Financial_code", "Financial_name"),
    ("declarant", ("Declarant",), "Declarant_code", "Declarant_name"),
    ("principal", ("Transit", "Principal"), "Code", "Name"),
    ("guarantor", ("Financial", "Guarantee"), "Code", "Name"),
)
_ITEM = {
    "packages": ("Packages", "Number_of_packages"),
    "package type": ("Packages", "Kind_of_packages_code"),
    "package name": ("Packages", "Kind_of_packages_name"),
    "marks": ("Packages", "Marks1_of_packages"),
    "marks 2": ("Packages", "Marks2_of_packages"),
    "terms": ("IncoTerms", "Code"),
    "terms place": ("IncoTerms", "Place"),
    "hs": ("Tarification", "HScode", "Commodity_code"),
    "hs 2": ("Tarification", "HScode", "Precision_1"),
    "hs 3": ("Tarification", "HScode", "Precision_2"),
    "hs 4": ("Tarification", "HScode", "Precision_3"),
    "hs 5": ("Tarification", "HScode", "Precision_4"),
    "preference": ("Tarification", "Preference_code"),
    "procedure": ("Tarification", "Extended_customs_procedure"),
    "national procedure": ("Tarification", "National_customs_procedure"),
    "quota": ("Tarification", "Quota_code"),
    "price": ("Tarification", "Item_price"),
    "valuation method": ("Tarification", "Valuation_method_code"),
    "documents": ("Tarification", "Attached_doc_item"),
    "value parts": ("Tarification", "Value_item"),
    "unit": ("Tarification", "Supplementary_unit", "Suppplementary_unit_code"),
    "quantity": ("Tarification", "Supplementary_unit", "Suppplementary_unit_quantity"),
    "origin": ("Goods_description", "Country_of_origin_code"),
    "tariff text": ("Goods_description", "Description_of_goods"),
    "description": ("Goods_description", "Commercial_Description"),
    "bill": ("Previous_doc", "Summary_declaration"),
    "bill line": ("Previous_doc", "Summary_declaration_sl"),
    "previous": ("Previous_doc", "Previous_document_reference"),
    "previous warehouse": ("Previous_doc", "Previous_warehouse_code"),
    "licence": ("Licence_number",),
    "text": ("Free_text_1",),
    "text 2": ("Free_text_2",),
    "gross": ("Valuation_item", "Weight_itm", "Gross_weight_itm"),
    "net": ("Valuation_item", "Weight_itm", "Net_weight_itm"),
    "statistical value": ("Valuation_item", "Statistical_value"),
    "cif": ("Valuation_item", "Total_CIF_itm"),
    "cost": ("Valuation_item", "Total_cost_itm"),
    "rate": ("Valuation_item", "Rate_of_adjustement"),
    "invoice": ("Valuation_item", "Item_Invoice", "Amount_foreign_currency"),
    "invoice currency": ("Valuation_item", "Item_Invoice", "Currency_code"),
    "freight": ("Valuation_item", "item_external_freight", "Amount_foreign_currency"),
    "freight currency": ("Valuation_item", "item_external_freight", "Currency_code"),
    "insurance": ("Valuation_item", "item_insurance", "Amount_foreign_currency"),
    "taxes": ("Taxation", "Item_taxes_amount"),
    "taxes guaranteed": ("Taxation", "Item_taxes_guaranted_amount"),
}
_TAX = {
    "code": "Duty_tax_code",
    "base": "Duty_tax_Base",
    "rate": "Duty_tax_rate",
    "amount": "Duty_tax_amount",
    "payment": "Duty_tax_MP",
    "calculation": "Duty_tax_Type_of_calculation",
}
_PAPER = {
    "code": "Attached_document_code",
    "name": "Attached_document_name",
    "reference": "Attached_document_reference",
    "from": "Attached_document_from_rule",
    "day": "Attached_document_date",
}
_BOX = {
    "item": "Item_Number",
    "size": "Container_type",
    "status": "Empty_full_indicator",
    "gross": "Gross_weight",
    "description": "Goods_description",
    "package type": "Packages_type",
    "packages": "Packages_number",
    "packages gross": "Packages_weight",
}


class Declaration:
    """Reads item by item as they end, and the general segment at the end."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.bills: dict[str, Row] = {}
        self.nodes = 0

    def record(self, node: Node) -> None:
        """One Item."""
        row = self.paper.add("goods")
        row["line"] = Cell(str(len(self.paper.rows["goods"])), node.line, node.at)
        for name, path in _ITEM.items():
            cell = node.cell(*path)
            if cell is not None:
                row[name] = cell
        for name in ("gross", "net"):
            if name in row:
                row[f"{name} unit"] = row[name]._replace(value="KGM")
        if "hs" not in row:
            self.paper.tell("cargo-no-hs", node.line, "Commodity_code", None)
        if "bill" in row and row["bill"].value not in self.bills:
            self.bills[row["bill"].value] = self.paper.add("bill", {"number": row["bill"]})
        for line in node.all("Taxation", "Taxation_line"):
            self._small("tax", line, _TAX, row)
        for document in node.all("Attached_documents"):
            self._small("attached", document, _PAPER, row)
        for document in node.all("Attached_documents", "Attached_document"):
            self._small("attached", document, _PAPER, row)
        for one in node.deep("Container"):
            self._box(one)

    def _small(self, kind: str, node: Node, names: dict[str, str], item: Row) -> None:
        row = {name: cell for name, tag in names.items() if (cell := node.cell(tag))}
        if row:
            self.paper.add(kind, {"item": item["line"], **row})

    def _box(self, node: Node) -> None:
        row: Row = {}
        said = node.cell("Container_identity")
        if said is not None:
            row["number"] = said._replace(value=box(said.value))
        for name, tag in _BOX.items():
            cell = node.cell(tag)
            if cell is not None:
                row[name] = cell
        if not row:
            return
        if said is None:
            self.paper.tell("cargo-box-without-number", node.line, "Container_identity", None)
        if "gross" in row:
            row["gross unit"] = row["gross"]._replace(value="KGM")
        if "status" in row and loaded(row["status"].value):
            row["loaded"] = row["status"]._replace(value=loaded(row["status"].value))
        self.paper.add("container", row)

    def end(self, root: Node) -> None:
        """The general segment, parties, boxes, seals, and what it claims."""
        head = self.paper.head
        for name, path in _HEAD.items():
            cell = root.cell(*path)
            if cell is not None:
                head[name] = cell
        self.paper.add("consignment", {"place": Cell(root.tag, root.line, root.at)})
        for role, way, code, name in _PARTIES:
            node = root.one(*way)
            if node is not None:
                row: Row = {}
                for key, tag in (
                    ("code", code),
                    ("name", name),
                    ("representative", "Declarant_representative"),
                    ("representative", "Representative"),
                ):
                    if cell := node.cell(tag):
                        beside(row, key, cell)
                if row:
                    self.paper.add("party", {"role": Cell(role, node.line, node.at), **row})
        for one in root.all("Container"):
            self._box(one)
        for seal in root.all("Transit", "Seals", "Identity"):
            cell = seal.cell()
            if cell is not None:
                self.paper.add("seal", {"number": cell})
        self._claims(root)

    def _claims(self, root: Node) -> None:
        goods = self.paper.rows["goods"]
        items = root.cell("Property", "Nbers", "Total_number_of_items")
        if items is not None:
            self.paper.claim("Total_number_of_items", items, len(goods))
        packages = root.cell("Property", "Nbers", "Total_number_of_packages")
        if packages is not None:
            self.paper.claim(
                "Total_number_of_packages",
                packages,
                sum(number(row["packages"].value) or 0 for row in goods if "packages" in row),
            )
        if not goods:
            self.paper.tell("cargo-no-goods", root.line)
