"""Bank statements: MT940, CAMT and OFX with every kind of tag, element and leaf that they may hold."""

from . import Planter, Tokens


def mt940(tokens: Tokens) -> tuple[str, bytes]:
    """A statement with all tags, SWIFT blocks around, text of the bank before and behind, and an entry that
    cannot be read."""
    text = f"""{tokens("envelope")}
{{1:F01{tokens("envelope")}}}{{2:I940X}}{{4:
:20:{tokens("reference")}
:21:{tokens("related")}
:25:{tokens("account", "IQ20CBIQ861800101010500")}
:28C:{tokens("number", "00471/001")}
:60F:C240101IQD{tokens("opening_amount", "700123,45")}
:34F:IQD{tokens("floor", "9876,")}
:13D:{tokens("created", "2401020304+0300")}
:61:2401030103D{tokens("amount", "4711,123")}NTRF{tokens("reference")}//{tokens("bank_reference")}
{tokens("supplementary")}
:86:166?00{tokens("booking")}?10{tokens("primanota", "PN 7712")}?20EREF+{tokens("end_to_end")}?21MREF+{tokens("mandate")}?22CRED+{tokens("creditor")}?23SVWZ+{tokens("purpose")}?30{tokens("counter_bank")}?31{tokens("counter_account", "IQ77BANK0009876543219")}?32{tokens("name")}?34{tokens("key", "996")}
:61:2401040104C{tokens("amount", "55,5")}NMSCNONREF
:86:/TRTP/{tokens("booking")}/IBAN/{tokens("counter_account", "IQ11BANK0001112223334")}/BIC/{tokens("counter_bank")}/NAME/{tokens("name")}/REMI/{tokens("remittance")}/EREF/{tokens("end_to_end")}
:61:{tokens("61", "no entry at all")}
:86:{tokens("other")}
:NS:{tokens("other")}
:62F:C240131IQD{tokens("closing_amount", "695467,827")}
:64:C240131IQD{tokens("available", "695001,")}
:65:C240201IQD{tokens("forward", "695002,")}
:90D:1IQD{tokens("debits", "4712,")}
:90C:1IQD{tokens("credits", "56,")}
:86:{tokens("information")}
-}}{{5:{{CHK:{tokens("envelope")}}}}}
{tokens("envelope")}
"""  # noqa: E501
    return "statement.sta", text.encode()


def camt(tokens: Tokens) -> tuple[str, bytes]:
    """A statement with header, balances, an entry without details, a batch, and elements that only some banks
    fill."""
    t = tokens
    text = f"""<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>{t("GrpHdr/MsgId")}</MsgId><CreDtTm>2024-01-31T10:00:00</CreDtTm><MsgRcpt><Nm>{t("GrpHdr/MsgRcpt/Nm")}</Nm></MsgRcpt></GrpHdr>
<Stmt><Id>{t("id")}</Id><ElctrncSeqNb>{t("ElctrncSeqNb", "4471")}</ElctrncSeqNb><CreDtTm>{t("created", "2024-02-01T09:08:07")}</CreDtTm>
<Acct><Id><IBAN>{t("account", "IQ20CBIQ861800101010500")}</IBAN></Id><Nm>{t("account_name")}</Nm><Ownr><Nm>{t("Acct/Ownr/Nm")}</Nm></Ownr>
<Svcr><FinInstnId><BICFI>{t("bank", "TESTIQBAXXX")}</BICFI><Nm>{t("Acct/Svcr/FinInstnId/Nm")}</Nm></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="IQD">{t("opening_amount", "1000.125")}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-01-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry><SubTp><Cd>{t("balances")}</Cd></SubTp></Tp><Amt Ccy="IQD">{t("closing_amount", "900.5")}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-01-31</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Prtry>{t("balances")}</Prtry></CdOrPrtry></Tp><Amt Ccy="IQD">{t("balances", "77.25")}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-01-30</Dt></Dt></Bal>
<TxsSummry><TtlNtries><NbOfNtries>{t("TxsSummry/TtlNtries/NbOfNtries", "8899")}</NbOfNtries></TtlNtries></TxsSummry>
<Ntry><NtryRef>{t("NtryRef")}</NtryRef><Amt Ccy="IQD">{t("amount", "50.375")}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2024-01-05</Dt></BookgDt><ValDt><Dt>{t("value_date", "2024-01-06")}</Dt></ValDt>
<AcctSvcrRef>{t("entry_reference")}</AcctSvcrRef><BkTxCd><Domn><Cd>{t("BkTxCd/Domn/Cd")}</Cd></Domn><Prtry><Cd>{t("code")}</Cd><Issr>{t("BkTxCd/Prtry/Issr")}</Issr></Prtry></BkTxCd><AddtlNtryInf>{t("information")}</AddtlNtryInf></Ntry>
<Ntry><Amt Ccy="IQD">{t("entry_amount", "49.25")}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2024-01-07T10:00:00</DtTm></BookgDt>
<NtryDtls><Btch><MsgId>{t("NtryDtls/Btch/MsgId")}</MsgId></Btch>
<TxDtls><Refs><MsgId>{t("Refs/MsgId")}</MsgId><EndToEndId>{t("end_to_end")}</EndToEndId><TxId>{t("transaction")}</TxId><MndtId>{t("mandate")}</MndtId></Refs>
<Amt Ccy="USD">{t("amount", "12.345")}</Amt><AmtDtls><InstdAmt><Amt Ccy="EUR">{t("AmtDtls/InstdAmt/Amt", "11.9876")}</Amt></InstdAmt></AmtDtls>
<RltdPties><Dbtr><Pty><Nm>{t("debtor")}</Nm><PstlAdr><AdrLine>{t("RltdPties/Dbtr/Pty/PstlAdr/AdrLine")}</AdrLine><AdrLine>{t("RltdPties/Dbtr/Pty/PstlAdr/AdrLine")}</AdrLine></PstlAdr></Pty></Dbtr><DbtrAcct><Id><IBAN>{t("debtor_account", "IQ77BANK0009876543219")}</IBAN></Id></DbtrAcct>
<UltmtDbtr><Pty><Nm>{t("RltdPties/UltmtDbtr/Pty/Nm")}</Nm></Pty></UltmtDbtr><Cdtr><Pty><Nm>{t("creditor")}</Nm></Pty></Cdtr></RltdPties>
<RltdAgts><DbtrAgt><FinInstnId><BICFI>{t("debtor_bank")}</BICFI></FinInstnId></DbtrAgt></RltdAgts>
<RmtInf><Ustrd>{t("remittance")}</Ustrd><Ustrd>{t("remittance")}</Ustrd><Strd><CdtrRefInf><Ref>{t("RmtInf/Strd/CdtrRefInf/Ref")}</Ref></CdtrRefInf></Strd></RmtInf>
<RltdDts><AccptncDtTm>{t("RltdDts/AccptncDtTm", "2024-01-07T09:47:11")}</AccptncDtTm></RltdDts><AddtlTxInf>{t("information")}</AddtlTxInf></TxDtls>
<TxDtls><Amt Ccy="IQD">{t("amount", "36.9")}</Amt><RltdPties><Cdtr><Nm>{t("creditor")}</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
<AddtlStmtInf>{t("information")}</AddtlStmtInf></Stmt><SplmtryData><Envlp><Cnt>{t("Cnt")}</Cnt></Envlp></SplmtryData></BkToCstmrStmt></Document>"""  # noqa: E501
    return "statement.xml", text.encode()


def ofx(tokens: Tokens) -> tuple[str, bytes]:
    """Bank and investment accounts with every kind of record, leaves that only some programs know, and an
    amount that is no number."""
    t = tokens
    text = f"""OFXHEADER:100
DATA:OFXSGML
SECURITY:{t("SECURITY")}

<OFX><SIGNONMSGSRSV1><SONRS><DTSERVER>{t("OFX/SIGNONMSGSRSV1/SONRS/DTSERVER", "20240131235911")}<FI><ORG>{t("institution")}<FID>{t("OFX/SIGNONMSGSRSV1/SONRS/FI/FID")}</FI></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>{t("OFX/BANKMSGSRSV1/STMTTRNRS/TRNUID")}<STMTRS><CURDEF>IQD<BANKACCTFROM><BANKID>{t("bank")}<BRANCHID>{t("branch")}<ACCTID>{t("account", "0098765432177")}<ACCTTYPE>{t("account_type")}</BANKACCTFROM>
<BANKTRANLIST><DTSTART>{t("start", "20240101")}<DTEND>{t("end", "20240131")}
<STMTTRN><TRNTYPE>{t("type")}<DTPOSTED>20240103101112[+3:AST]<DTUSER>{t("user_date", "20240104")}<TRNAMT>{t("amount", "-4711.123")}<FITID>{t("id")}<CHECKNUM>{t("check")}<REFNUM>{t("reference")}<SIC>{t("SIC", "5541")}
<NAME>{t("name")}<BANKACCTTO><BANKID>{t("counter_bank")}<ACCTID>{t("counter_account", "0011223344556")}</BANKACCTTO><MEMO>{t("memo")}<CURRENCY><CURRATE>{t("CURRENCY/CURRATE", "1310.5")}</CURRENCY></STMTTRN>
<STMTTRN><TRNTYPE>DEP<DTPOSTED>20240105<TRNAMT>7.5<FITID>2<PAYEE><NAME>{t("name")}<CITY>{t("payee")}</PAYEE><EXTDNAME>{t("EXTDNAME")}</STMTTRN>
<STMTTRN><TRNTYPE>DEP<DTPOSTED>20240105<TRNAMT>{t("TRNAMT")}<FITID>{t("TRNAMT")}</STMTTRN></BANKTRANLIST>
<LEDGERBAL><BALAMT>{t("ledger_amount", "8812.25")}<DTASOF>20240131</LEDGERBAL><AVAILBAL><BALAMT>{t("available_amount", "8800.75")}<DTASOF>{t("available_date", "20240130")}</AVAILBAL><MKTGINFO>{t("MKTGINFO")}</STMTRS></STMTTRNRS></BANKMSGSRSV1>
<INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><CURDEF>USD<INVACCTFROM><BROKERID>B9<ACCTID>{t("account", "0077001122")}</INVACCTFROM><INVTRANLIST>
<BUYSTOCK><INVBUY><INVTRAN><FITID>{t("id")}<DTTRADE>20240110<DTSETTLE>{t("settled", "20240112")}<MEMO>{t("memo")}</INVTRAN><SECID><UNIQUEID>{t("security")}<UNIQUEIDTYPE>{t("security_scheme")}</SECID><UNITS>{t("units", "33.5")}<UNITPRICE>{t("price", "2.3456789")}<COMMISSION>{t("INVBUY/COMMISSION", "1.75")}<TOTAL>{t("total", "-80.33")}</INVBUY><BUYTYPE>{t("BUYTYPE")}</BUYSTOCK></INVTRANLIST>
<INVPOSLIST><POSSTOCK><INVPOS><SECID><UNIQUEID>IQ01</SECID><MKTVAL>{t("value", "9911.5")}<MEMO>{t("memo")}</INVPOS></POSSTOCK></INVPOSLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1>
<SECLISTMSGSRSV1><SECLIST><STOCKINFO><SECINFO><SECID><UNIQUEID>IQ01</SECID><SECNAME>{t("name")}<TICKER>{t("ticker")}<RATING>{t("SECINFO/RATING")}</SECINFO></STOCKINFO></SECLIST></SECLISTMSGSRSV1></OFX>"""  # noqa: E501
    return "statement.ofx", text.encode()


PLANTERS: dict[str, Planter] = {"mt940": mt940, "camt": camt, "ofx": ofx}
