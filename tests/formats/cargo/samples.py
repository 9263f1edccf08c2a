"""Papers written by hand for these tests; every party and number is invented."""

from tahqiq.model.types.container import check_digit


def numbered(owner: str, serial: int) -> str:
    """A container number with its check digit."""
    bare = f"{owner}{serial:06d}"
    return f"{bare}{check_digit(bare)}"


BOX, OTHER = numbered("TSTU", 123456), numbered("TSTU", 654321)

CUSCAR = f"""UNB+UNOA:2+LINE+CUSTOMS+260301:0900+77'
UNH+1+CUSCAR:D:95B:UN'
BGM+85+MAN1+9'
DTM+137:202603010900:203'
NAD+MS+LINE:172:20'
TDT+20+V12+1++LINE:172:20+++9074729:146::TEST STAR:PA'
LOC+11+IQUQR:139:6'
EQD+CN+{BOX}+22G1:102:5+++5'
MEA+AAE+G+KGM:12000'
SEL+S100+CA'
EQD+CN+{OTHER}+42G1:102:5+++4'
CNI+1+BL-A'
RFF+BM:BL-A'
LOC+9+CNSHA:139:6'
GIS+23'
NAD+CZ+++EAST TRADING+1 HARBOUR ROAD+SHANGHAI++200000+CN'
NAD+CN+++BASRA STORES+2 PORT STREET+BASRA+++IQ'
GID+1+40:CT'
FTX+AAA+++CERAMIC TILES'
MEA+AAE+G+KGM:9800'
SGP+{BOX}+40'
CST++690721'
CNI+2+MASTER-B'
RFF+BM:HOUSE-1'
GID+1+5:PK'
SGP+{BOX}+5'
RFF+BM:HOUSE-2'
GID+1+6:PK'
CNT+16:2'
UNT+29+1'
UNZ+1+77'
""".replace("\n", "")

_STOWED = f"LOC+147+0010182::5'MEA+WT++KGM:14000'LOC+9+CNSHA:139:6'LOC+11+IQUQR:139:6'RFF+BM:1'EQD+CN+{BOX}+22G1+++5'NAD+CA+LINE:172:20'"  # noqa: E501
BAPLIE_PLACE_FIRST = (
    "UNB+UNOA:2+A+B+260301:0900+1'UNH+1+BAPLIE:D:95B:UN:SMDG22'BGM++P1+9'DTM+137:2603010900:201'"
    f"TDT+20+V12+++LINE:172:20+++9074729:146::TEST STAR'LOC+5+CNSHA'{_STOWED}"
    f"LOC+147+0010184::5'MEA+VGM++KGM:4000'EQD+CN+{OTHER}+42G1+++4'UNT+16+1'UNZ+1+1'"
)
BAPLIE_BOX_FIRST = (
    "UNB+UNOA:2+A+B+260301:0900+1'UNH+1+BAPLIE:D:13B:UN:SMDG31'BGM+659+P1+9'"
    f"EQD+CN+{BOX}+22G1:6346:5+++5'LOC+147+0010182'MEA+AAE+VGM+KGM:14000'EQD+CN+{OTHER}+42G1:6346:5+++4'LOC+147+0010184'UNT+8+1'UNZ+1+1'"
)

AWMDS = f"""<?xml version="1.0" encoding="UTF-8"?>
<Awmds>
 <General_segment>
  <General_segment_id><Customs_office_code>UQR1</Customs_office_code><Voyage_number>V12</Voyage_number>
   <Date_of_departure>2026-02-20</Date_of_departure><Date_of_arrival>2026-03-01</Date_of_arrival></General_segment_id>
  <Totals_segment><Total_number_of_bols>2</Total_number_of_bols><Total_number_of_packages>45</Total_number_of_packages>
   <Total_number_of_containers>1</Total_number_of_containers><Total_gross_mass>10300</Total_gross_mass></Totals_segment>
  <Transport_information><Carrier><Carrier_code>C1</Carrier_code><Carrier_name>TEST LINE</Carrier_name></Carrier>
   <Mode_of_transport_code>1</Mode_of_transport_code><Identity_of_transporter>TEST STAR</Identity_of_transporter>
   <Registration_number_of_transport_code>9074729</Registration_number_of_transport_code></Transport_information>
 </General_segment>
 <Bol_segment>
  <Bol_id><Bol_reference>BL-A</Bol_reference><Line_number>1</Line_number><Bol_nature>23</Bol_nature><Bol_type_code>MSB</Bol_type_code></Bol_id>
  <Load_unload_place><Place_of_loading_code>CNSHA</Place_of_loading_code><Place_of_unloading_code>IQUQR</Place_of_unloading_code></Load_unload_place>
  <Traders_segment><Exporter><Exporter_name>EAST TRADING</Exporter_name><Exporter_address>1 HARBOUR ROAD</Exporter_address></Exporter>
   <Notify><Notify_name>BASRA AGENCY</Notify_name></Notify><Consignee><Consignee_code>77</Consignee_code><Consignee_name>BASRA STORES</Consignee_name></Consignee></Traders_segment>
  <ctn_segment><Ctn_reference>{BOX}</Ctn_reference><Number_of_packages>40</Number_of_packages><Type_of_container>22G1</Type_of_container>
   <Empty_Full>FCL</Empty_Full><Marks1>S100</Marks1><Marks2>S101</Marks2></ctn_segment>
  <Goods_segment><Number_of_packages>40</Number_of_packages><Package_type_code>CT</Package_type_code><Gross_mass>9800</Gross_mass>
   <Goods_description>CERAMIC TILES</Goods_description><Num_of_ctn_for_this_bol>1</Num_of_ctn_for_this_bol></Goods_segment>
 </Bol_segment>
 <Bol_segment>
  <Bol_id><Bol_reference>BL-B</Bol_reference><Line_number>2</Line_number><Bol_nature>28</Bol_nature><Odd_field>kept by name</Odd_field></Bol_id>
  <ctn_segment><Ctn_reference>{BOX}</Ctn_reference><Number_of_packages>5</Number_of_packages><Seal_number>S100</Seal_number></ctn_segment>
  <Goods_segment><Number_of_packages>5</Number_of_packages><Gross_mass>500</Gross_mass></Goods_segment>
 </Bol_segment>
</Awmds>
"""  # noqa: E501

SAD = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<ASYCUDA>
 <Property><Sad_flow>I</Sad_flow><Nbers><Total_number_of_items>1</Total_number_of_items><Total_number_of_packages>40</Total_number_of_packages></Nbers></Property>
 <Identification><Office_segment><Customs_clearance_office_code>UQR1</Customs_clearance_office_code></Office_segment>
  <Registration><Serial_number><null/></Serial_number><Number>501</Number><Date>3/1/26</Date></Registration></Identification>
 <Traders><Exporter><Exporter_code><null/></Exporter_code><Exporter_name>EAST TRADING</Exporter_name></Exporter>
  <Consignee><Consignee_code>77</Consignee_code><Consignee_name>BASRA STORES</Consignee_name></Consignee><Financial><Financial_name><null/></Financial_name></Financial></Traders>
 <Declarant><Declarant_code>D9</Declarant_code><Declarant_name>GULF BROKERS</Declarant_name></Declarant>
 <Item>
  <Packages><Number_of_packages>40</Number_of_packages><Kind_of_packages_code>CT</Kind_of_packages_code></Packages>
  <Tarification><HScode><Commodity_code>690721</Commodity_code><Precision_1>00</Precision_1></HScode><Item_price>900</Item_price></Tarification>
  <Goods_description><Country_of_origin_code>CN</Country_of_origin_code><Commercial_Description>TILES</Commercial_Description></Goods_description>
  <Previous_doc><Summary_declaration>BL-A</Summary_declaration></Previous_doc>
  <Taxation><Taxation_line><Duty_tax_code>DDI</Duty_tax_code><Duty_tax_amount>90</Duty_tax_amount></Taxation_line></Taxation>
  <Valuation_item><Weight_itm><Gross_weight_itm>9800</Gross_weight_itm><Net_weight_itm>9500</Net_weight_itm></Weight_itm></Valuation_item>
 </Item>
 <Container><Item_Number>1</Item_Number><Container_identity>{BOX}</Container_identity><Container_type>22G1</Container_type><Empty_full_indicator>1/1</Empty_full_indicator></Container>
</ASYCUDA>
"""  # noqa: E501

FWB = """QK BGWXXXX
.LHRXXXX 010900
FWB/16
777-12345675LHRBGW/T10K250.5
RTG/BGWXX
SHP
/NORTH TOOLS LTD
/5 MILL LANE
/LEEDS
/GB/LS11AA/TE/441130000
CNE/ACC7
/RIVER IMPORTS
/6 AIRPORT ROAD
/BAGHDAD
/IQ
AGT//1234567
/FAST AGENTS
/LONDON
CVD/GBP//PP/NVD/NCV/XXX
RTD/1/P10/K250.5/CQ/W251/R3/T753
/NG/HAND TOOLS
/2/NH/820559
ZZX/WHAT NOBODY KNOWS
"""

FHL = """FHL/4
MBI/777-12345675LHRBGW/T10K250.5
HBS/H100/LHRBGW/4/K100/4/HAND TOOLS
TXT/STEEL HAND TOOLS
/IN BOXES
HTS/820559
SHP
/NORTH TOOLS LTD
/5 MILL LANE
/LEEDS
/GB
CNE
/RIVER IMPORTS
/6 AIRPORT ROAD
/BAGHDAD
/IQ
HBS/H101/LHRBGW/6/K150.5//SPARE PARTS
"""

_RAM = 'xmlns:ram="iata:datamodel:3"'
XFWB = f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:Waybill xmlns:rsm="iata:waybill:1" {_RAM}>
<rsm:MessageHeaderDocument><ram:ID>M1</ram:ID><ram:TypeCode>740</ram:TypeCode><ram:VersionID>3.00</ram:VersionID></rsm:MessageHeaderDocument>
<rsm:BusinessHeaderDocument><ram:ID>777-12345675</ram:ID></rsm:BusinessHeaderDocument>
<rsm:MasterConsignment><ram:IncludedTareGrossWeightMeasure unitCode="KGM">250.5</ram:IncludedTareGrossWeightMeasure><ram:TotalPieceQuantity>10</ram:TotalPieceQuantity>
<ram:ConsignorParty><ram:Name>NORTH TOOLS LTD</ram:Name><ram:PostalStructuredAddress><ram:CityName>LEEDS</ram:CityName></ram:PostalStructuredAddress>
<ram:DefinedTradeContact><ram:DirectTelephoneCommunication><ram:CompleteNumber>441130000</ram:CompleteNumber></ram:DirectTelephoneCommunication></ram:DefinedTradeContact></ram:ConsignorParty>
<ram:ConsigneeParty><ram:Name>RIVER IMPORTS</ram:Name></ram:ConsigneeParty>
<ram:OriginLocation><ram:ID>LHR</ram:ID></ram:OriginLocation><ram:FinalDestinationLocation><ram:ID>BGW</ram:ID></ram:FinalDestinationLocation>
<ram:ApplicableRating><ram:IncludedMasterConsignmentItem><ram:SequenceNumeric>1</ram:SequenceNumeric><ram:PieceQuantity>10</ram:PieceQuantity>
<ram:NatureIdentificationTransportCargo><ram:Identification>HAND TOOLS</ram:Identification></ram:NatureIdentificationTransportCargo></ram:IncludedMasterConsignmentItem></ram:ApplicableRating>
</rsm:MasterConsignment></rsm:Waybill>
"""  # noqa: E501
XFZB = f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:HouseWaybill xmlns:rsm="iata:housewaybill:1" {_RAM}><rsm:BusinessHeaderDocument><ram:ID>H100</ram:ID></rsm:BusinessHeaderDocument>
<rsm:MasterConsignment><ram:TotalPieceQuantity>10</ram:TotalPieceQuantity><ram:TransportContractDocument><ram:ID>777-12345675</ram:ID></ram:TransportContractDocument>
<ram:IncludedHouseConsignment><ram:TotalPieceQuantity>4</ram:TotalPieceQuantity><ram:SummaryDescription>HAND TOOLS</ram:SummaryDescription>
<ram:ConsigneeParty><ram:Name>RIVER IMPORTS</ram:Name></ram:ConsigneeParty></ram:IncludedHouseConsignment></rsm:MasterConsignment></rsm:HouseWaybill>
"""  # noqa: E501
_SHARE = """<ram:AssociatedTransportCargo><ram:TypeCode>ULD</ram:TypeCode><ram:UtilizedUnitLoadTransportEquipment><ram:ID>{unit}</ram:ID>
<ram:CharacteristicCode>PMC</ram:CharacteristicCode><ram:OperatingParty><ram:PrimaryID>XX</ram:PrimaryID></ram:OperatingParty></ram:UtilizedUnitLoadTransportEquipment>
<ram:IncludedMasterConsignment><ram:GrossWeightMeasure unitCode="KGM">{weight}</ram:GrossWeightMeasure><ram:PieceQuantity>5</ram:PieceQuantity>
<ram:TransportContractDocument><ram:ID>777-12345675</ram:ID></ram:TransportContractDocument></ram:IncludedMasterConsignment></ram:AssociatedTransportCargo>"""  # noqa: E501
XFFM = f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:FlightManifest xmlns:rsm="iata:flightmanifest:1" {_RAM}><rsm:LogisticsTransportMovement><ram:ID>XX123</ram:ID></rsm:LogisticsTransportMovement>
<rsm:ArrivalEvent><ram:OccurrenceArrivalLocation><ram:ID>BGW</ram:ID></ram:OccurrenceArrivalLocation>{_SHARE.format(unit="12345", weight="125")}
{_SHARE.format(unit="12346", weight="125.5")}</rsm:ArrivalEvent></rsm:FlightManifest>
"""  # noqa: E501
ALL = {
    "CUSCAR": CUSCAR,
    "BAPLIE": BAPLIE_PLACE_FIRST,
    "BAPLIE 2": BAPLIE_BOX_FIRST,
    "AWMDS": AWMDS,
    "SAD": SAD,
    "FWB": FWB,
    "FHL": FHL,
    "XFWB": XFWB,
    "XFZB": XFZB,
    "XFFM": XFFM,
}
