import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { Code, Data } from "@/design/Text";

/** A random number of a register, as people write it. */
const PSEUDONYM = /^[A-Z0-9]{4}(-[A-Z0-9]{4}){1,3}$/;
const CODES = new Set(["phone", "imei", "imsi", "iccid", "iban", "identifier", "account", "plate", "container", "email", "url", "hash", "geo", "cell", "number", "mimetype", "money"]);

/** A value as its property's type is written: dates in words, numbers and ids left to right, text in its own direction. */
export function Value({ schema, prop, value, zone }: { schema: string; prop: string; value: string; zone?: string | undefined }) {
  const words = useWords();
  const format = useFormat();
  const type = words.property(schema, prop)?.type ?? "string";
  if (type === "date") return <span title={value}>{format.exact(value, zone)}</span>;
  if (CODES.has(type) || /^[\d+\s./:-]+$/.test(value)) return <Code wrap>{value}</Code>;
  return <Data>{value}</Data>;
}

/** A value of which only the text is known: digits and signs left to right, words in their own direction. */
export function PlainValue({ value }: { value: string }) {
  if (PSEUDONYM.test(value)) return <Code>{value}</Code>;
  return /^[+\d][\d\s./:-]*$/.test(value) ? <Code wrap>{value}</Code> : <Data>{value}</Data>;
}
