import { numberOf } from "@/core/number";

import type { AdmissionCorrection, Held, PersonFile } from "../server";
import { answersOf, ASKED, fileAnswersOf, type Filled, type IntakeField } from "./intake";

/** What is corrected elsewhere or given as something of its own: the photograph, and the facility, which somebody leaves by a transfer only. */
const ELSEWHERE = ["picture", "facility", "gender"];

/** What of an admission can be corrected, by the steps that asked it. */
export const CORRECTED = (["person", "order", "arrest", "body", "belongings", "family", "rights"] as const).map((step) => ({
  step,
  fields: ASKED[step].filter((one) => !ELSEWHERE.includes(one.name)).map((one): IntakeField => ({ ...one, needed: false })),
}));

/** What is recorded, as the fields of an admission hold it. */
export function recorded(file: PersonFile, held: Held): Filled {
  const values: Readonly<Record<string, unknown>> = { ...held, ...{ name: file.name, mother: file.mother, born: file.born, document: file.document, sex: file.sex, fingerprints: file.fingerprints, children: file.children, next_of_kin: file.next_of_kin } };
  return Object.fromEntries(CORRECTED.flatMap(({ fields }) => fields).map(({ name }) => [name, written(values[name])]));
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.join("; ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : "";
}

const plain = (value: string): string => (value === "unknown" ? "" : value.trim());

/** What was changed, and what was emptied, which a correction does not do. */
export function corrections(before: Filled, now: Filled): { changed: Filled; emptied: string[] } {
  const other = Object.keys(now).filter((name) => plain(now[name] ?? "") !== plain(before[name] ?? ""));
  return { changed: Object.fromEntries(other.filter((name) => plain(now[name] ?? "") !== "").map((name) => [name, now[name] ?? ""])), emptied: other.filter((name) => plain(now[name] ?? "") === "") };
}

/** The corrections as the desk takes them; what was not changed is left empty. */
export const corrected = (changed: Filled): Omit<AdmissionCorrection, "booking" | "reason"> => ({
  ...answersOf(changed), ...fileAnswersOf(changed), name: plain(changed["name"] ?? ""), admitted: plain(changed["admitted"] ?? "") || null, order_until: plain(changed["order_until"] ?? "") || null, order_days: Number(numberOf(plain(changed["order_days"] ?? "")) ?? 0), sex: (["female", "male"] as const).find((one) => one === changed["sex"]) ?? null,
});
