"""Retained data written by hand for the tests: every number in it is invented."""

NS = "http://uri.etsi.org/02657/{version}#/RetainedData"


def party(role: str, number: str, place: str = "") -> str:
    return (
        f"<TelephonyPartyInformation><partyRole><{role}/></partyRole><partyNumber>{number}</partyNumber><iMSI>418050000000001</iMSI><iMEI>350000000000006</iMEI>"
        f"<communicationTime><startTime>20240927020503+0200</startTime><endTime>20240927020603+0200</endTime><durationTime>60</durationTime></communicationTime>"
        f"{place}</TelephonyPartyInformation>"
    )


def place(lat: str, lon: str, decimal: bool = False) -> str:
    tag, more = ("geoCoordinatesDec", "Dec") if decimal else ("geoCoordinates", "")
    return (
        f"<detailedLocation><cellInformation><extendedLocation><spot><gsmLocation><{tag}><latitude{more}>{lat}</latitude{more}><longitude{more}>{lon}</longitude{more}>"
        f"<azimuth>120</azimuth></{tag}></gsmLocation></spot></extendedLocation><userLocationInformation>0114F850</userLocationInformation></cellInformation></detailedLocation>"
    )


def session(inside: str = "", beside: str = "") -> str:
    national = (
        "<nationalTelephonyServiceUsage><countryCode>XX</countryCode><headerID>1</headerID><internetAccess><naDeviceId>350000000000006</naDeviceId><gprsInformation>"
        f"<iMSI>418050000000001</iMSI><aPN>internet</aPN></gprsInformation>{inside}</internetAccess></nationalTelephonyServiceUsage>"
    )
    return record((f"<partyInformation>{beside}</partyInformation>" if beside else "") + national)


def record(usage: str, more: str = "", wrapped: bool = True) -> str:
    inner = (
        f"<telephonyRecord><telephonyServiceUsage>{usage}</telephonyServiceUsage></telephonyRecord>"
        if wrapped
        else usage
    )
    return f"<ResponseRecord><recordNumber>7</recordNumber><recordPayload>{inner}</recordPayload>{more}</ResponseRecord>"  # noqa: E501


def call(first: str = "9647701234567", second: str = "9647709876543") -> str:
    legs = party("originating-Party", first, place("N513746.02", "E0133743.91")) + party(
        "terminating-Party", second, place("33.31", "44.36", decimal=True)
    )
    return record(
        f"<partyInformation>{legs}</partyInformation>",
        (
            "<additionalInformation><otherInformation>Session-ID: ab12; X: &lt;leer&gt;"
            "</otherInformation></additionalInformation>"
        ),
    )


def document(*records: str, version: str = "v1.28.1", prefix: str = "") -> bytes:
    head = (
        "<retainedDataHeader><requestID><countryCode>XX</countryCode><authorisedOrganisationID>unit</authorisedOrganisationID><requestNumber>R-1</requestNumber></requestID>"
        "<cSPID>csp</cSPID><timeStamp>20241001100000+0000</timeStamp></retainedDataHeader>"
    )
    body = f"{head}<retainedDataPayload><responseMessage><responsePayload>{''.join(records)}</responsePayload></responseMessage></retainedDataPayload>"  # noqa: E501
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prefix}<RetainedDataMessage '
        f'xmlns="{NS.format(version=version)}">{body}</RetainedDataMessage>'
    ).encode()
