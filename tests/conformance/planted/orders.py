"""What operators hand over under an order: retained data, with every element that is read and elements that
nothing is made of."""

from . import Planter, Tokens


def retained(tokens: Tokens) -> tuple[str, bytes]:
    """A call of two parties and a data session; further elements wherever they may stand."""
    t = tokens
    originating = f"""<TelephonyPartyInformation><partyRole><originating-Party/></partyRole><partyNumber>{t("caller", "9647701230001")}</partyNumber>
<iMSI>{t("imsi", "418050000000101")}</iMSI><iMEI>{t("imei", "35000000000011")}</iMEI><communicationTime><startTime>20240927020503+0200</startTime>
<endTime>20240927020603+0200</endTime><durationTime>{t("seconds", "61")}</durationTime></communicationTime><detailedLocation><cellInformation><extendedLocation><spot><gsmLocation>
<geoCoordinatesDec><latitudeDec>{t("point", "33.317")}</latitudeDec><longitudeDec>{t("point", "44.361")}</longitudeDec><azimuth>{t("azimuth", "123")}</azimuth></geoCoordinatesDec>
</gsmLocation></spot></extendedLocation><userLocationInformation>{t("cell", "0114F8507A")}</userLocationInformation></cellInformation></detailedLocation>
<nothingOfThis>{t("other")}</nothingOfThis></TelephonyPartyInformation>"""  # noqa: E501
    terminating = f"""<TelephonyPartyInformation><partyRole><terminating-Party/></partyRole><partyNumber>{t("callee", "9647701230002")}</partyNumber>
<communicationTime><startTime>20240927020503+0200</startTime></communicationTime></TelephonyPartyInformation>"""  # noqa: E501
    call = f"""<ResponseRecord><recordNumber>{t("reference", "7351")}</recordNumber><recordPayload><telephonyRecord><telephonyServiceUsage><partyInformation>
{originating}{terminating}</partyInformation></telephonyServiceUsage></telephonyRecord></recordPayload>
<additionalInformation><otherInformation>Session-ID: {t("session")}; X: {t("other")}</otherInformation></additionalInformation></ResponseRecord>"""  # noqa: E501
    data = f"""<ResponseRecord><recordNumber>8</recordNumber><recordPayload><telephonyRecord><telephonyServiceUsage><partyInformation><TelephonyPartyInformation>
<partyRole><originating-Party/></partyRole><partyNumber>{t("caller", "9647701230003")}</partyNumber><communicationTime><startTime>20240927030503+0200</startTime></communicationTime>
</TelephonyPartyInformation></partyInformation><nationalTelephonyServiceUsage><countryCode>XX</countryCode>
<internetAccess><naDeviceId>{t("imei", "35000000000012")}</naDeviceId><gprsInformation><iMSI>{t("imsi", "418050000000102")}</iMSI><aPN>{t("apn")}</aPN></gprsInformation>
<later>{t("other")}</later></internetAccess></nationalTelephonyServiceUsage></telephonyServiceUsage></telephonyRecord></recordPayload></ResponseRecord>"""  # noqa: E501
    head = f"""<retainedDataHeader><requestID><countryCode>{t("country", "QZ")}</countryCode><authorisedOrganisationID>{t("organisation")}</authorisedOrganisationID>
<requestNumber>{t("request")}</requestNumber></requestID><cSPID>{t("provider")}</cSPID><timeStamp>20241001100000+0000</timeStamp></retainedDataHeader>"""  # noqa: E501
    body = f"{head}<retainedDataPayload><responseMessage><responsePayload>{call}{data}</responsePayload></responseMessage></retainedDataPayload>"  # noqa: E501
    return (
        "retained.xml",
        (
            '<?xml version="1.0" encoding="UTF-8"?><RetainedDataMessage '
            f'xmlns="http://uri.etsi.org/02657/v1.28.1#/RetainedData">{body}</RetainedDataMessage>'
        ).encode(),
    )


PLANTERS: dict[str, Planter] = {"etsi_retained": retained}
