import { describe, expect, it } from "vitest";

import { formatDate, formatNumber, formatPercent, inFigures, inSentence, inUtc, type LocaleTable, moved, pluralForm, pluralText, toMinute, zoneLabel } from "./format";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const EN: LocaleTable = { tag: "en", direction: "ltr", digits: "latn", plural: "one-other", date: "{d} {month} {y}", months: MONTHS };
const CKB: LocaleTable = { tag: "ckb", direction: "rtl", digits: "arab", plural: "one-other", date: "{d}ی {month}ی {y}", months: ["کانوونی دووەم", "شوبات", "ئازار"] };
const AR: LocaleTable = { ...CKB, tag: "ar", plural: "arabic" };

describe("numbers", () => {
  it("puts the sign of per cent after the number, in lines of either direction", () => {
    expect(formatPercent(12.5, EN)).toBe("12.5 %");
    expect(formatPercent(12.5, CKB)).toBe("\u2067١٢٫٥٪\u2069");
    expect(formatPercent(12.5, { ...CKB, digits: "latn" })).toBe("\u206612.5 %\u2069");
  });
  it.each([[1234567.5, "1,234,567.5"], [-1500, "-1,500"], [0, "0"]])("%d in English is %s", (value, text) => {
    expect(formatNumber(value, EN)).toBe(text);
  });

  it("have the digits of the language", () => {
    expect(formatNumber(1500, CKB)).toBe("١٬٥٠٠");
    expect(formatNumber("-1234567.000000000000000001", EN)).toBe("-1,234,567.000000000000000001");
    expect(formatNumber(0.0000001, EN)).toBe("0.0000001");
  });
});

describe("a sentence of the server", () => {
  it.each([
    ["12 rows and 1,234.5 IQD, 0.25 of 100%.", "١٢ rows and ١٬٢٣٤٫٥ IQD, ٠٫٢٥ of ١٠٠٪."],
    ["at least 90 % with 95 %", "at least ٩٠٪ with ٩٥٪"],
    ["تُرك 7 و15 (3).", "تُرك ٧ و١٥ (٣)."],
    ["07901234567, +964 and 35209900176148 in E.164 «row 5» of 2026-03-01/7", "07901234567, +964 and 35209900176148 in E.164 «row 5» of 2026-03-01/7"],
  ])("%s", (sentence, said) => {
    expect(inSentence(sentence, AR)).toBe(said);
    expect(inSentence(sentence, EN)).toBe(sentence);
  });

  it("says days and moments in words", () => {
    expect(inSentence("مُحي المستند a788b770c2222033 في 2026-03-21 بأمر 7.", AR)).toBe(`مُحي المستند a788b770c2222033 في ${formatDate("2026-03-21", AR)} بأمر ٧.`);
    expect(inSentence("since 2026-03-21T10:00:07.017643Z, «2026-03-21»", AR, "Asia/Baghdad")).toBe(`since ${formatDate("2026-03-21T10:00Z", AR, "Asia/Baghdad")}, «2026-03-21»`);
    expect(inSentence("on 2026-03-21 10:15", EN)).toBe("on 21 March 2026, 10:15");
  });

  it("says times of the clock without seconds and in the digits of the days beside them", () => {
    expect(inSentence("بعد 1 كانون الأول 2026، 11:39:00 (توقيت بغداد)", AR)).toBe("بعد ١ كانون الأول ٢٠٢٦، ١١:٣٩ (توقيت بغداد)");
    expect(inSentence("after 1 December 2026, 11:39:00", EN)).toBe("after 1 December 2026, 11:39");
  });

  it("has the figures of our own sentences in the same digits, but no examples of how something is typed", () => {
    expect(inFigures("بتّ فيها خلال 24 ساعة، {n} من PNRGOV:15", "arab")).toBe("بتّ فيها خلال ٢٤ ساعة، {n} من PNRGOV:15");
    expect(inFigures("اكتب \u206612.5\u2069 أو 2027-03-01", "arab")).toBe("اكتب \u206612.5\u2069 أو 2027-03-01");
    expect(inFigures("خلال 24 ساعة", "latn")).toBe("خلال 24 ساعة");
  });
});

describe("dates", () => {
  it.each([
    ["2024", "2024"],
    ["2024-03", "March 2024"],
    ["2024-03-01", "1 March 2024"],
    ["2024-03-01T10:15:00Z", "1 March 2024, 10:15:00 UTC"],
    ["about 1990", "about 1990"],
  ])("%s is %s", (value, text) => {
    expect(formatDate(value, EN)).toBe(text);
  });

  it("are in Kurdish by our own table", () => {
    expect(formatDate("2026-03-21", CKB)).toBe("٢١ی ئازاری ٢٠٢٦");
  });

  it("move to the zone that was said, over midnight too", () => {
    expect(formatDate("2024-12-31T22:30:00Z", EN, "Asia/Baghdad")).toBe("1 January 2025, 01:30:00 (UTC+3)");
    expect(formatDate("2024-12-31T22:30Z", EN, "Asia/Baghdad")).toBe("1 January 2025, 01:30 (UTC+3)");
    expect(formatDate("2026-03-21T10:00Z", CKB, "Asia/Baghdad")).toBe("٢١ی ئازاری ٢٠٢٦، ١٣:٠٠ (\u2066UTC+3\u2069)");
    expect(moved("2024-01-01T00:00:00Z", "No/Such")).toBe("2024-01-01T00:00:00Z");
    expect(formatDate("2026-03-01T10:00:00+03:00", EN, "Asia/Baghdad")).toBe("1 March 2026, 10:00:00 (UTC+3)");
    expect(formatDate("2026-03-01T01:30+03:00", EN)).toBe("28 February 2026, 22:30 UTC");
    expect([inUtc("2026-03-01T10:00:00.250-03:30"), inUtc("2026-03-01"), inUtc("2026-03-01T10:00Z"), inUtc("no time")]).toEqual(["2026-03-01T13:30:00Z", "2026-03-01", "2026-03-01T10:00Z", "no time"]);
    expect(formatDate("2024-01-01T00:00:00Z", EN, "No/Such")).toBe("1 January 2024, 00:00:00 UTC");
  });

  it("name the clocks in words, and none where everybody takes the time to be that of the office", () => {
    const named = { ...CKB, zones: { "Asia/Baghdad": "کاتی بەغدا" } };
    expect(formatDate("2026-03-21T10:00Z", named, "Asia/Baghdad")).toBe("٢١ی ئازاری ٢٠٢٦، ١٣:٠٠ (کاتی بەغدا)");
    expect(formatDate("2026-03-21T10:00Z", named, "Asia/Baghdad", "Asia/Baghdad")).toBe("٢١ی ئازاری ٢٠٢٦، ١٣:٠٠");
    expect(["2026-03-21T10:00:07.5Z", "2026-03-21T13:00:07+03:00", "2026-03-21T13:00:07", "2026-03-21"].map(toMinute)).toEqual(["2026-03-21T10:00Z", "2026-03-21T10:00Z", "2026-03-21T13:00", "2026-03-21"]);
  });

  it("leave a day alone, whatever the zone", () => {
    expect(formatDate("2024-03-08", EN, "America/New_York")).toBe("8 March 2024");
  });

  it.each([
    ["2024-01-01T00:00:00Z", "Asia/Baghdad", "UTC+3"],
    ["2024-01-01T00:00:00.250Z", "Asia/Kolkata", "UTC+5:30"],
    ["2024-01-01T00:00Z", "America/St_Johns", "UTC-3:30"],
    ["2024-01-15T12:00:00Z", "Europe/London", "UTC"],
    ["2024-07-15T12:00:00Z", "Europe/London", "UTC+1"],
    ["2024-07-15T12:00:00Z", "No/Such", "UTC"],
  ])("%s in %s is labelled %s", (moment, zone, label) => {
    expect(zoneLabel(moment, zone)).toBe(label);
  });
});

describe("counted sentences", () => {
  it("take the six forms of Arabic", () => {
    expect([0, 1, 2, 5, 11, 100, 103].map((count) => pluralForm(count, AR))).toEqual(["zero", "one", "two", "few", "many", "other", "few"]);
  });

  it("fall back to the form for all other numbers", () => {
    expect(pluralText("one: {n} file | other: {n} files", "one")).toBe("{n} file");
    expect(pluralText("other: {n} files", "few")).toBe("{n} files");
  });
});
