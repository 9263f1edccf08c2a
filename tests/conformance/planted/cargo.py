"""Papers about cargo, with every element that is read and elements that nothing is made of."""

from . import Planter, Tokens


def edifact(tokens: Tokens) -> tuple[str, bytes]:
    """A manifest and a bay plan, with text around them and unknown segments."""
    t = tokens
    text = f"""{t("text outside messages")}
UNB+UNOA:2+{t("sender")}+{t("recipient")}+260301:0900+77'
UNH+1+CUSCAR:D:95B:UN'
BGM+85+{t("reference")}+9'
DTM+132:{t("arrives")}:203'
FTX+AAI+++{t("more")}'
NAD+MS+{t("code")}:{t("NAD.2.2")}:20'
CTA+IC+:{t("contact")}'
COM+{t("phone", "9647700000041")}:TE+{t("email", "cargo@sample.example")}:EM'
TDT+20+{t("voyage")}+1++{t("carrier")}:172:20+++{t("imo")}:146::{t("vessel")}:PA'
LOC+11+{t("discharge")}:139:6+{t("discharge")}'
EQD+CN+TSTU1234565+{t("size")}:102:5+++5'
MEA+AAE+G+KGM:{t("gross_kg", "12841")}'
SEL+{t("number")}+{t("issuer")}'
TMP+2+{t("more", "-171")}:CEL'
CNI+1+{t("number")}'
RFF+BM:{t("number")}'
RFF+MB:{t("master")}'
RFF+{t("more", "QQX")}:{t("more")}'
LOC+9+{t("load")}:139:6'
GIS+{t("nature")}'
NAD+CZ+++{t("name")}+{t("address")}+{t("city")}+{t("region")}+{t("postcode")}+{t("country")}'
NAD+CN+++{t("name")}+{t("address")}+{t("city")}'
NAD+QX+++{t("name")}'
GID+{t("line")}+40:{t("package_type")}'
FTX+AAA+++{t("description")}'
MEA+AAE+G+LBR:{t("as_written", "9827")}'
PCI+28+{t("marks")}'
SGP+TSTU1234565+40'
CST++{t("hs")}'
DGS+IMD+{t("more", "3.1x")}+{t("more", "1993x")}'
{t("QQQ.1", "QQQ+loosecargo")}'
UNT+30+1'
UNH+2+BAPLIE:D:95B:UN:SMDG22'
BGM++{t("reference")}+9'
TDT+20+{t("voyage")}+++{t("carrier")}:172:20+++XXYY:103::{t("vessel")}'
LOC+147+{t("stow")}::5'
MEA+VGM++KGM:{t("vgm", "4077")}'
RFF+BM:{t("number")}'
EQD+CN+TSTU6543217+{t("size")}+++4'
SEL+{t("number")}+CA'
UNT+9+2'
UNZ+2+77'
"""
    return "planted.edi", text.encode()


def manifest(tokens: Tokens) -> tuple[str, bytes]:
    """A manifest of ASYCUDA with fields that nothing is made of."""
    t = tokens
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<Awmds><General_segment>
<General_segment_id><Customs_office_code>{t("office")}</Customs_office_code><Voyage_number>{t("voyage")}</Voyage_number>
<Date_of_departure>{t("departs")}</Date_of_departure><Date_of_arrival>{t("arrives")}</Date_of_arrival><Odd>{t("Awmds/General_segment/General_segment_id/Odd")}</Odd></General_segment_id>
<Totals_segment><Total_number_of_bols>7</Total_number_of_bols></Totals_segment>
<Transport_information><Identity_of_transporter>{t("vessel")}</Identity_of_transporter><Carrier><Carrier_code>{t("code")}</Carrier_code>
<Carrier_name>{t("name")}</Carrier_name></Carrier></Transport_information>
<Load_unload_place><Place_of_departure_code>{t("load")}</Place_of_departure_code></Load_unload_place></General_segment>
<Bol_segment><Bol_id><Bol_reference>{t("number")}</Bol_reference><Line_number>1</Line_number><Bol_nature>23</Bol_nature>
<Master_bol_ref_number>{t("master")}</Master_bol_ref_number></Bol_id>
<Traders_segment><Exporter><Exporter_name>{t("name")}</Exporter_name><Exporter_address>{t("address")}</Exporter_address></Exporter>
<Notify><Notify_name>{t("name")}</Notify_name></Notify><Consignee><Consignee_name>{t("name")}</Consignee_name></Consignee></Traders_segment>
<ctn_segment><Ctn_reference>TSTU1234565</Ctn_reference><Number_of_packages>40</Number_of_packages><Type_of_container>{t("size")}</Type_of_container>
<Empty_Full>FCL</Empty_Full><Marks1>{t("number")}</Marks1></ctn_segment>
<Goods_segment><Number_of_packages>40</Number_of_packages><Package_type_code>{t("package_type")}</Package_type_code><Gross_mass>9777</Gross_mass>
<Shipping_marks>{t("more")}</Shipping_marks><Goods_description>{t("description")}</Goods_description></Goods_segment>
<Value_segment><Customs_segment><Customs_value>{t("value", "88123")}</Customs_value><Customs_currency>USD</Customs_currency></Customs_segment></Value_segment>
</Bol_segment></Awmds>"""  # noqa: E501
    return "planted.xml", text.encode()


def waybill(tokens: Tokens) -> tuple[str, bytes]:
    """A waybill as text, in its sections, with one that nobody reads."""
    t = tokens
    text = f"""FWB/16
125-12345675LHRBGW/T3K51.5MC0.31
FLT/{t("voyage")}/02
RTG/{t("more")}
SHP
/{t("name")}
/{t("address")}
/{t("city")}
/{t("country")}/{t("postcode")}/TE/{t("phone", "9647700000043")}
CNE
/{t("name")}
/{t("address")}
/{t("city")}
/IQ
AGT//1234567
/{t("name")}
CVD/USD//PP/{t("more")}/{t("more")}/XXX
RTD/1/P3/K51.5/CQ/W52/R3.20/T{t("more", "166.41")}
/NG/{t("description")}
/2/NH/{t("hs", "847131")}
ZZX/{t("ZZX")}
OSI/{t("more")}
"""
    return "planted.fwb", text.encode()


PLANTERS: dict[str, Planter] = {"cargo": edifact, "cargo-manifest": manifest, "cargo-waybill": waybill}
