"""Messages about passengers, with every element that is read and elements that nothing is made of."""

from . import Planter, Tokens


def edifact(tokens: Tokens) -> tuple[str, bytes]:
    """A list and a booking, with text before and behind, unknown segments and forbidden ones."""
    t = tokens
    text = f"""{t("text outside messages")}
UNB+UNOA:4+{t("sender")}:{t("UNB.2.2")}+{t("recipient")}+260401:0810+{t("UNB.5")}++{t("UNB.7")}'
UNG+{t("UNG.1")}+{t("UNG.2")}+{t("UNG.3")}+260401:0810+{t("UNG.5")}+UN+D:05B'
UNH+1+PAXLST:D:05B:UN:IATA+ZZ410/260401/0930'
BGM+745+{t("BGM.2")}+{t("BGM.3")}'
RFF+TN:{t("reference")}:{t("RFF.1.3")}'
NAD+MS+++{t("contact")}'
COM+{t("contact_phone", "9647700000001")}:TE+{t("contact_email")}:EM'
TDT+20+{t("number")}+{t("TDT.3")}++ZZ'
LOC+125+{t("origin")}'
DTM+189:{t("departs")}:201'
LOC+87+{t("destination")}'
DTM+232:{t("arrives")}:201'
LOC+92+{t("via")}'
NAD+FL+++{t("surname")}:{t("given")}:{t("given")}+{t("address")}+{t("address")}++{t("address")}+{t("address")}'
ATT+2++{t("gender")}'
DTM+329:{t("birth")}'
DTM+{t("DTM.1")}:{t("DTM.1.2")}'
MEA+CT++{t("bags", "7")}'
MEA+WT++KGM:{t("bag_weight", "731")}'
FTX+BAG+++{t("tag")}'
FTX+{t("FTX.1")}+++{t("FTX.4")}'
LOC+178+{t("embark")}'
LOC+179+{t("debark")}'
LOC+22+{t("clearance")}'
LOC+174+{t("residence")}'
LOC+180+{t("birth_place")}'
NAT+2+{t("nationality")}'
RFF+AVF:{t("locator")}'
RFF+SEA:{t("seat")}'
RFF+ABO:{t("unique")}'
RFF+AEA:{t("government")}'
RFF+CR:{t("customer")}'
RFF+YZY:{t("number")}'
RFF+{t("RFF.1")}:{t("RFF.1.2")}'
GEI+4+{t("verified")}'
EMP+1+{t("rank")}'
COM+{t("phone", "9647700000031")}:TE+{t("email", "planted@sample.example")}:EM'
DOC+P+{t("number")}'
DTM+36:{t("expires")}'
DTM+182:{t("issued")}'
LOC+91+{t("issuer")}'
LOC+88+{t("place")}'
CPI+{t("CPI.1")}'
CNT+42:1'
CNT+{t("CNT.1", "43")}:{t("CNT.1.2", "8821")}'
{t("QQQ.1", "QQQ+loosetext")}'
UNT+46+1'
UNE+1+{t("UNE.2")}'
UNZ+1+{t("UNZ.2")}'
UNB+IATA:1+ZZ+PIUIQ+260401:0600+77'
UNH+1+PNRGOV:13:1:IA'
MSG+:{t("function", "987")}'
ORG+{t("contact")}:IST'
TVL+010426:0930:010426:1215+IST+BGW+ZZ+{t("flight", "4711")}'
EQN+1'
SRC'
RCI+ZZ:{t("locator")}::250326:1010+YY:{t("other_locators")}'
SSR+OTHS:HK:1:ZZ:::::{t("text")}'
SSR+MOML:HK:1:ZZ'
DAT+700:310326:1200+710:250326:1015+{t("DAT.3", "719")}:{t("DAT.3.2", "310399")}'
IFT+4:28::ZZ+{t("text")}'
LTS+{t("text")}'
ORG+{t("agency")}:IST+{t("agency_number")}:BSR01+{t("agency_city")}++T+{t("agency_country")}:{t("currency")}+{t("agent")}'
ADD++702:{t("value")}:BASRA:::IQ:61001:{t("value", "9647700000002")}'
EBD+{t("extra_baggage")}:40+4::N'
TIF+{t("surname")}+{t("given")}:A:1.1'
FTI+ZZ:{t("frequent_flyer")}:::GOLD'
REF+:{t("unique")}'
FAR+{t("FAR.1")}'
SSR+DOCS:HK:1:ZZ:::::/P/{t("issuer")}/{t("number")}/IRQ/14FEB88/M/01JAN30/{t("surname")}/{t("given")}+::1.1'
SSR+DOCO:HK:1:ZZ:::::/{t("birth_place")}/V/{t("number")}/{t("place")}/22DEC06/{t("applies_to")}+::1.1'
SSR+DOCA:HK:1:ZZ:::::/R/IRQ/{t("value")}/{t("value")}+::1.1'
SSR+CTCE:HK:1:ZZ:::::{t("value")}//SAMPLE.EXAMPLE+::1.1'
SSR+INFT:HK:1:ZZ:::::{t("surname")}/{t("given")}/02MAR25+::1.1'
SSR+FQTV:HK:1:ZZ:::::{t("frequent_flyer")}+::1.1'
TKT+{t("number")}:T:1'
MON+B:{t("fare", "400777")}:IQD+T:{t("total", "455888")}:IQD'
PTK+NR++250326:1010+{t("issuer")}'
TXD++{t("TXD.2")}:::YQ'
FOP+CC::{t("amount", "455889")}:{t("brand")}:XXXXXXXXXXXX1111:{t("expires", "0128")}'
IFT+4:43+{t("payer")}+{t("payer_address")}+{t("payer_phone", "9647700000003")}'
TVL+010426:0930:010426:1215+IST+BGW+ZZ+410:{t("class", "Q")}'
RPI+{t("people", "3")}+{t("status")}'
APD+{t("aircraft")}'
SSR+SEAT:HK:1:ZZ:::IST:BGW+{t("seat")}::1.1'
DAT+2:010426:0700'
TRI++22:::1'
TIF+{t("surname")}+{t("given")}:A:2.1'
SSD+{t("seat")}++++{t("cabin")}'
TBD++01:{t("weight", "317")}:700+++ZZ:{t("tag", "400188")}::{t("destination")}:999'
EQN+1'
RCI+ZZ:{t("split")}'
MSG+8'
TVL+010426+BGW+{t("text")}++HOTEL'
ABI+1+:{t("who")}+BSR++ZZ'
DAT+ZT:250326:1010'
SAC+++X'
TVL+020426:0930::1215+{t("text")}+BGW+ZZ+410:Y'
UNT+40+1'
UNZ+1+77'
{t("text outside messages")}
"""
    return "list.edi", text.encode()


def xml(tokens: Tokens) -> tuple[str, bytes]:
    """A booking in XML with elements and attributes that nothing is made of."""
    t = tokens
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00" Version="{t("version")}" TimeStamp="2026-04-01T06:00:00" Other="{t("IATA_PNRGOV_NotifRQ/Other")}">
<Originator AirlineCode="{t("sender")}" SystemCode="{t("Originator/SystemCode")}" AirlineContactInfo="{t("contact")}"/>
<FlightLeg CarrierCode="ZZ" FlightNumber="{t("number")}" DepartureDateTime="2026-04-01T09:30:00"><DepartureAirport LocationCode="{t("origin")}"/><ArrivalAirport LocationCode="{t("destination")}"/></FlightLeg>
<PNRs NumberOfPnrs="1"><PNR NumberOfPassengers="1" PNR_CreationDate="2026-03-25T10:10:00" Odd="{t("PNR/Odd")}">
<BookingRefID ID="{t("locator")}"><CompanyName Code="{t("carrier")}"/></BookingRefID>
<BookingRefID ID="{t("other_locators")}"/>
<POS><Source AgentSine="{t("agent")}" PseudoCityCode="{t("agency_city")}" ISOCountry="IQ"><RequestorID ID="{t("agency_number")}"><CompanyName Code="{t("agency")}"/></RequestorID></Source></POS>
<ContactInfo PhoneNumber="{t("value", "9647700000002")}" EmailAddress="{t("value", "planted@sample.example")}"><CityName>{t("value")}</CityName></ContactInfo>
<PrepaidBag Amount="{t("weight", "331")}" BagDestination="{t("destination")}"/>
<Passenger RPH="1" BoardingStatus="{t("PNR/Passenger/BoardingStatus")}"><GivenName>{t("given")}</GivenName><Surname>{t("surname")}</Surname>
<CustLoyalty ProgramID="ZZ" MembershipID="{t("frequent_flyer")}"/><FareInfo FareBasis="{t("PNR/Passenger/FareInfo/FareBasis")}">{t("PNR/Passenger/FareInfo")}</FareInfo>
<SSR SSRCode="OTHS" Status="HK"><Text>{t("text")}</Text></SSR>
<TicketDocument TicketDocumentNbr="{t("number")}"><TotalFare Amount="{t("total", "455888")}" CurrencyCode="IQD"/><PaymentInfo PaymentType="CC" VendorCode="{t("brand")}" AccountNbr="4111111111111111" CardHolderName="{t("payer")}"/></TicketDocument>
<DOC_SSR SSRCode="DOCS"><DOCS DateOfBirth="1988-02-14" TravelDocType="P" TravelDocNbr="{t("number")}" IssuingLoc="IRQ" Surname="{t("surname")}" FirstGivenName="{t("given")}"/></DOC_SSR>
<DOC_SSR SSRCode="DOCA"><DOCA AddressType="R" Address="{t("value")}"/></DOC_SSR></Passenger>
<Flight DepartureDateTime="2026-04-01T09:30:00" FlightNumber="410" ResBookDesigCode="{t("class", "Q")}" Status="{t("status")}"><DepartureAirport LocationCode="IST"/><ArrivalAirport LocationCode="BGW"/><MarketingAirline Code="ZZ"/></Flight>
</PNR></PNRs></IATA_PNRGOV_NotifRQ>"""  # noqa: E501
    return "booking.xml", text.encode()


PLANTERS: dict[str, Planter] = {"passengers": edifact, "passengers-xml": xml}
