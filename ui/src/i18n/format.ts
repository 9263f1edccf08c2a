/** Numbers, dates and plurals by our own table of languages (the server's kit/locales.yaml): browsers have no Kurdish data. */

export interface LocaleTable {
  tag: string;
  direction: "ltr" | "rtl";
  digits: "latn" | "arab";
  plural: "one-other" | "arabic";
  date: string;
  months: string[];
  /** What the clocks of a zone are called; others by their name. */
  zones?: Record<string, string>;
}

export type PluralForm = "zero" | "one" | "two" | "few" | "many" | "other";

const ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩";
const ISO = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?(Z?)$/;

export const inDigits = (text: string, table: LocaleTable): string => (table.digits === "arab" ? arabic(text) : text);

/** A number without an exponent: 0.0000001, not 1e-7. */
const plainNumber = (value: number): string => (String(value).includes("e-") ? value.toFixed(20).replace(/0+$/, "") : String(value));

/** A whole or decimal number with grouped thousands in the digits of the language. An exact amount comes as its plain decimal text and keeps every digit. */
export function formatNumber(value: number | string, table: LocaleTable): string {
  const written = typeof value === "number" ? plainNumber(value) : value;
  const [whole = "", rest] = written.replace(/^-/, "").split(".");
  const [group, point] = table.digits === "arab" ? ["٬", "٫"] : [",", "."];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return inDigits(`${written.startsWith("-") ? "-" : ""}${grouped}${rest === undefined ? "" : point + rest}`, table);
}

/** A share in per cent, as `formatNumber`: the sign stands after the number as the language reads, in any line. */
export const formatPercent = (value: number | string, table: LocaleTable): string =>
  table.digits === "arab" ? `\u2067${formatNumber(value, table)}٪\u2069` : table.direction === "ltr" ? `${formatNumber(value, table)} %` : `\u2066${formatNumber(value, table)} %\u2069`;

const QUOTED = /([«“][^«»“”]*[»”]|[\u2066-\u2068][^\u2069]*\u2069)/;
const FIGURE = /(?<![A-Za-z\d_+/:@#.,-])(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d{0,5})(?:\.\d+)?(?![A-Za-z\d_/:@]|[.,-][A-Za-z\d])/g;
/** A time of the clock; sentences say no seconds. */
const CLOCK = /(?<![A-Za-z\d_+/:@#.,-])(\d{1,2}:\d\d)(?::\d\d)?(?![A-Za-z\d_/:@]|[.,-][A-Za-z\d])/g;
const DAY = /(?<![A-Za-z\d_+/:@#.,-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?(?![A-Za-z\d_/:@]|[.,-][A-Za-z\d])/g;

/** The figures of a sentence of ours in the digits of the language; values in quotes or set apart stay. */
export const inFigures = (sentence: string, digits: LocaleTable["digits"]): string =>
  digits === "latn" || !/\d/.test(sentence) ? sentence : sentence.split(QUOTED).map((part, at) => (at % 2 === 0 ? figures(part, digits) : part)).join("");

const arabic = (text: string): string => text.replace(/\d/g, (digit) => ARABIC_DIGITS[Number(digit)] ?? digit);
const figures = (text: string, digits: LocaleTable["digits"]): string =>
  digits === "arab" ? text.replace(CLOCK, arabic).replace(FIGURE, (figure) => arabic(figure.replaceAll(",", "٬").replace(".", "٫"))).replace(/(?<=[٠-٩]) ?%/g, "٪") : text;

/**
 * A sentence of the server as the language writes it: days and moments in its words (of the zone `zone`), figures in its digits. Values in quotes or set apart for their direction, codes and
 * long numbers (telephone, account) stay as they are.
 */
export function inSentence(sentence: string, table: LocaleTable, zone?: string, home = ""): string {
  const days = (text: string) => {
    const found = [...text.matchAll(DAY)].map(([day]) => formatDate(day.replace(" ", "T").replace(/(T\d\d:\d\d):\d\d(?:\.\d+)?/, "$1"), table, zone, home));
    return text.split(DAY).map((part, at) => figures(part.replace(CLOCK, "$1"), table.digits) + (found[at] ?? "")).join("");
  };
  return sentence.split(QUOTED).map((part, at) => (at % 2 === 0 ? days(part) : part)).join("");
}

/** The plural form for a whole number, in the categories of CLDR. */
export function pluralForm(count: number, table: LocaleTable): PluralForm {
  const size = Math.abs(count);
  if (table.plural === "one-other") return size === 1 ? "one" : "other";
  if (size < 3) return (["zero", "one", "two"] as const)[size as 0 | 1 | 2];
  const rest = size % 100;
  if (rest >= 3 && rest <= 10) return "few";
  return rest >= 11 ? "many" : "other";
}

/** The form of a sentence for a count: `one: {n} file | other: {n} files`. */
export function pluralText(sentence: string, form: PluralForm): string {
  const forms = new Map(sentence.split(" | ").map((part) => [part.slice(0, part.indexOf(":")).trim(), part.slice(part.indexOf(":") + 1).trim()]));
  return forms.get(form) ?? forms.get("other") ?? sentence;
}

/** A moment with an offset (`2026-03-01T10:00+03:00`) as the same moment in UTC, as exact as it was; anything else as it is. */
export function inUtc(value: string): string {
  const found = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?[+-]\d\d:\d\d$/.exec(value);
  return found === null ? value : `${new Date(value).toISOString().slice(0, found[1] === undefined ? 16 : 19)}Z`;
}

/**
 * A date of any precision in the words of the language, a time as exact as it is given; one in UTC is moved to `zone` when one is given, and what its clocks are called
 * stands beside it, but not in `home`, the zone that every reader takes it to be. What is no date stays as it is.
 */
export function formatDate(given: string, table: LocaleTable, zone?: string, home = ""): string {
  const value = inUtc(given);
  const found = ISO.exec(value);
  if (found === null) return value;
  const utc = found[7] === "Z";
  if (utc && zone !== undefined && found[4] !== undefined) {
    const local = moved(value, zone);
    if (local.endsWith("Z")) return formatDate(value, table);
    const told = formatDate(found[6] === undefined ? local.replace(/(T\d\d:\d\d):00$/, "$1") : local, table);
    return zone === home ? told : `${told} (${table.zones?.[zone] ?? (table.direction === "ltr" ? zoneLabel(value, zone) : `\u2066${zoneLabel(value, zone)}\u2069`)})`;
  }
  const [, year = "", month, day, hour, minute, second] = found;
  const named = month === undefined ? "" : (table.months[Number(month) - 1] ?? month);
  const date = day === undefined ? `${named} ${year}`.trim() : table.date.replace("{d}", String(Number(day))).replace("{month}", named).replace("{y}", year);
  const time = hour === undefined ? "" : `${table.direction === "ltr" ? ", " : "، "}${[hour, minute, second].filter((part) => part !== undefined).join(":")}${utc ? " UTC" : ""}`;
  return inDigits(date + time, table);
}

/** A moment to the minute: what nobody measures or proves needs no seconds. */
export const toMinute = (given: string): string => inUtc(given).replace(/(T\d\d:\d\d):\d\d(?:\.\d+)?(Z?)$/, "$1$2");

/** How far the clocks of `zone` stood from UTC at a moment: `UTC+3`, `UTC-3:30`, `UTC`. An unknown zone is UTC. */
export function zoneLabel(moment: string, zone: string): string {
  const local = moved(moment, zone);
  const minutes = local.endsWith("Z") ? 0 : Math.round((Date.parse(`${local}Z`) - Date.parse(moment)) / 60_000);
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return minutes === 0 ? "UTC" : `UTC${minutes < 0 ? "-" : "+"}${Math.floor(size / 60)}${rest}`;
}

/** The same moment as the clocks of `zone` show it, without a zone; an unknown zone leaves UTC. */
export function moved(value: string, zone: string): string {
  const moment = new Date(value);
  try {
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }).formatToParts(moment);
    const part = (type: string) => parts.find((item) => item.type === type)?.value ?? "";
    return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
  } catch {
    return value;
  }
}
