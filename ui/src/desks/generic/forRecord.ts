import type { Json, Value } from "./answers";
import type { Record_ } from "./server";

/** A number that the program made, or a fingerprint: nobody reads it, but it may be asked for. */
export const isMark = (text: string): boolean => /^(?=.*[a-f])(?=.*\d)[0-9a-f]{8,64}$/.test(text);

const empty = (value: Value): boolean => value === null || value === "" || (Array.isArray(value) && value.every(empty)) || (typeof value === "object" && !Array.isArray(value) && Object.values(value).every(empty));
const marks = (value: Value): boolean => (Array.isArray(value) ? value.length > 0 && value.every(marks) : typeof value === "string" && isMark(value));

/** An answer in two parts: what people read, and what is only kept for the record (numbers of the program, what was answered with no). What holds nothing is in neither. */
export function sorted(answer: Json): { told: Json; kept: Json } {
  const told: Json = {};
  const kept: Json = {};
  for (const [name, value] of Object.entries(answer)) {
    if (empty(value)) continue;
    if (name === "version" || value === false || marks(value)) kept[name] = value;
    else told[name] = value;
  }
  return { told, kept };
}

type Fields = Record_["fields"];

/** The same for the fields of a record; a value that has words is read. */
export function sortedFields(fields: Fields): { told: Fields; kept: Fields } {
  const filled = fields.filter((one) => one.things != null || one.values.some((value) => value !== ""));
  const quiet = (one: Fields[number]) => one.things == null && one.labels.length === 0 && one.values.every((value) => isMark(value) || (one.type === "flag" && value === "false"));
  return { told: filled.filter((one) => !quiet(one)), kept: filled.filter(quiet) };
}
