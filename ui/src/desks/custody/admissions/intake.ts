import { numberOf } from "@/core/number";

import type { Admission, AdmissionAnswers, Newcomer } from "../server";

/** The steps of an admission, in order; none is left out, what is not known is said to be so. */
export const STEPS = ["person", "match", "order", "arrest", "body", "belongings", "family", "rights", "review"] as const;
export type Step = (typeof STEPS)[number];
export type Filled = Readonly<Record<string, string>>;

export interface IntakeField {
  name: string;
  needed?: boolean;
  code?: boolean;
  /** A day, or a day and its hour. */
  time?: "day" | "moment";
  options?: readonly string[];
  /** A facility, chosen by name. */
  facility?: boolean;
  /** A file that is sealed at the desk: kept by the id of its source where it is a picture to show, else by its SHA-256. */
  file?: "picture" | "seal";
}

const YES = ["unknown", "yes", "no"] as const;

/** What each step asks. */
export const ASKED: Readonly<Record<Exclude<Step, "match" | "review">, readonly IntakeField[]>> = {
  person: [
    { name: "name", needed: true }, { name: "mother" }, { name: "born", time: "day" }, { name: "document", code: true }, { name: "sex", options: ["unknown", "female", "male"] },
    { name: "facility", needed: true, facility: true }, { name: "admitted", needed: true, time: "moment" },
    { name: "status", options: ["unknown", "untried", "convicted", "civil"] }, { name: "gender" }, { name: "picture", file: "picture" }, { name: "fingerprints", file: "seal" },
  ],
  order: [{ name: "order", code: true }, { name: "order_authority" }, { name: "order_article", code: true }, { name: "order_issued", time: "day" }, { name: "order_until", time: "day" }, { name: "order_days", code: true }, { name: "order_original", file: "seal" }, { name: "court", time: "day" }, { name: "lawyer" }],
  arrest: [{ name: "arrested", time: "moment" }, { name: "arrested_where" }, { name: "arrested_by" }],
  body: [{ name: "injuries", options: YES }, { name: "injuries_noted" }, { name: "injuries_chart", file: "seal" }, { name: "ill_treatment", options: YES }, { name: "referred", time: "day" }, { name: "screening_asked", time: "moment" }, { name: "self_harm_noted" }],
  belongings: [{ name: "property_items" }, { name: "property_listed", options: YES }, { name: "property_signed", options: YES }],
  family: [{ name: "family_told", time: "moment" }, { name: "family_declined", options: YES }, { name: "children_asked", options: YES }, { name: "children" }, { name: "kin_asked", options: YES }, { name: "next_of_kin" }],
  rights: [{ name: "informed", time: "moment" }, { name: "informed_how", options: ["unknown", "written", "oral", "both"] }, { name: "informed_language" }, { name: "reads", options: YES }],
};

/** What an admission asks for in every case, as the desk lists it afterwards (`admissions/open_questions.py`). */
const NEEDED = [
  "picture", "mother", "born", "document", "fingerprints", "property_items", "status", "order", "order_authority", "order_article", "order_issued", "order_original", "lawyer", "arrested", "arrested_where", "arrested_by", "injuries", "ill_treatment", "screening_asked", "self_harm_noted",
  "property_listed", "property_signed", "children_asked", "kin_asked", "informed", "informed_how", "informed_language", "reads",
] as const;

/** What is planned, so that it may lie ahead. */
const PLANNED = ["court", "order_until"];

type Fault = "field.needed" | "intake.order-length" | "intake.order-number" | "intake.order-days" | "intake.order-early" | "intake.injuries-words" | "intake.ahead" | "intake.arrest-later" | "intake.court-earlier" | "intake.property-empty";

/** What is wrong with the answers of a step, by field: what is missing, what has happened and lies ahead of `now`, and what stands in another order than it happened. `day` gives the day of a moment. */
export function faults(step: Step, filled: Filled, now: string, day: (moment: string) => string): Readonly<Record<string, Fault>> {
  if (step === "match" || step === "review") return {};
  const later = (one: IntakeField, value: string) => (one.time === "day" ? value > day(now) : Date.parse(value) > Date.parse(now) + 120_000);
  const admitted = known(filled, "admitted");
  const arrested = known(filled, "arrested");
  const fault = (one: IntakeField): Fault | null => {
    const value = known(filled, one.name);
    if (value === "" && one.name === "injuries_noted" && known(filled, "injuries") === "yes") return "intake.injuries-words";
    if (one.name === "property_signed" && value === "yes" && known(filled, "property_items") === "") return "intake.property-empty";
    if (value === "") return one.needed === true ? "field.needed" : null;
    if (one.name === "order_days" && !(Number(numberOf(value)) >= 1 && Number.isInteger(Number(numberOf(value))))) return "intake.order-days";
    if (one.name === "order_days" && known(filled, "order_until") !== "") return "intake.order-length";
    if (one.name === "order_until" && value < known(filled, "order_issued")) return "intake.order-early";
    if ((one.name === "order_until" || one.name === "order_days") && known(filled, "order") === "") return "intake.order-number";
    if (one.time !== undefined && !PLANNED.includes(one.name) && later(one, value)) return "intake.ahead";
    if ((one.name === "arrested" || one.name === "admitted") && admitted !== "" && arrested !== "" && Date.parse(arrested) > Date.parse(admitted)) return "intake.arrest-later";
    return one.name === "court" && admitted !== "" && value < day(admitted) ? "intake.court-earlier" : null;
  };
  const found: Record<string, Fault> = {};
  for (const one of ASKED[step]) {
    const wrong = fault(one);
    if (wrong !== null) found[one.name] = wrong;
  }
  return found;
}

/** What nobody has answered yet, in the order of the steps: what every admission asks for, and what follows from an answer (a chart of injuries, the referral of a complaint). */
export function left(filled: Filled): string[] {
  const open = new Set<string>(NEEDED.filter((name) => known(filled, name) === ""));
  const injured = known(filled, "injuries") === "yes";
  if (injured && known(filled, "injuries_chart") === "") open.add("injuries_chart");
  if ((injured || known(filled, "ill_treatment") === "yes") && known(filled, "referred") === "") open.add("referred");
  if (known(filled, "children_asked") === "yes" && known(filled, "children") === "") open.add("children");
  if (known(filled, "kin_asked") === "yes" && known(filled, "next_of_kin") === "") open.add("next_of_kin");
  if (known(filled, "family_told") === "" && known(filled, "family_declined") !== "yes") open.add("family_told");
  return STEPS.flatMap((step) => (step === "match" || step === "review" ? [] : ASKED[step])).map((one) => one.name).filter((name) => open.has(name));
}

/** The step that asks for something. */
export const stepOf = (name: string): number => STEPS.findIndex((step) => step !== "match" && step !== "review" && ASKED[step].some((one) => one.name === name));

const known = (filled: Filled, name: string): string => {
  const value = (filled[name] ?? "").trim();
  return value === "unknown" ? "" : value;
};

const said = (filled: Filled, name: string): boolean | null => (known(filled, name) === "" ? null : known(filled, name) === "yes");
const word = (filled: Filled, name: string): string | null => (known(filled, name) === "" ? null : known(filled, name));

function one<T extends string>(filled: Filled, name: string, options: readonly T[]): T | null {
  return options.find((item) => item === known(filled, name)) ?? null;
}

/** What of the questions of an admission is answered; what is not known stays empty. */
export function answersOf(filled: Filled): Omit<AdmissionAnswers, "booking" | keyof ReturnType<typeof fileAnswersOf>> {
  return {
    status: one(filled, "status", ["untried", "convicted", "civil"]), order: known(filled, "order"), order_authority: known(filled, "order_authority"), order_article: known(filled, "order_article"), order_issued: word(filled, "order_issued"), order_original: known(filled, "order_original"),
    court: word(filled, "court"), lawyer: known(filled, "lawyer"), arrested: word(filled, "arrested"), arrested_where: known(filled, "arrested_where"), arrested_by: known(filled, "arrested_by"),
    injuries: said(filled, "injuries"), injuries_noted: known(filled, "injuries_noted"), injuries_chart: known(filled, "injuries_chart"), ill_treatment: said(filled, "ill_treatment"), referred: word(filled, "referred"), screening_asked: word(filled, "screening_asked"),
    self_harm_noted: known(filled, "self_harm_noted"), property_items: known(filled, "property_items").split(/[;؛]/).map((item) => item.trim()).filter((item) => item !== ""), property_listed: said(filled, "property_listed"),
    property_signed: said(filled, "property_signed"), family_told: word(filled, "family_told"), family_declined: said(filled, "family_declined"), children_asked: said(filled, "children_asked"), kin_asked: said(filled, "kin_asked"), informed: word(filled, "informed"),
    informed_how: one(filled, "informed_how", ["written", "oral", "both"]), informed_language: known(filled, "informed_language"), reads: said(filled, "reads"),
  };
}

/** Of the answers what the file of the person keeps. */
export const fileAnswersOf = (filled: Filled): Pick<AdmissionAnswers, "mother" | "born" | "document" | "fingerprints" | "children" | "next_of_kin"> => ({
  mother: known(filled, "mother"), born: word(filled, "born"), document: known(filled, "document"), fingerprints: known(filled, "fingerprints"), children: known(filled, "children"), next_of_kin: known(filled, "next_of_kin"),
});

/** The questions that stand open, as the steps ask them, but for the photograph, which is given beside the name; with that of the family comes whether the person declined. */
export const questions = (open: readonly string[]): IntakeField[] =>
  Object.values(ASKED).flat().filter((one) => one.file !== "picture").filter((one) => open.includes(one.name) || (one.name === "family_declined" && open.includes("family_told")));

/** Who is looked at for a cell. */
export const newcomer = (filled: Filled, decided: string): Newcomer => ({
  facility: known(filled, "facility"), person: decided === "new" ? "" : decided, sex: one(filled, "sex", ["female", "male"]), born: word(filled, "born"), status: one(filled, "status", ["untried", "convicted", "civil"]),
});

/** The admission as the desk takes it; null while a person has not decided whether the file is known. */
export function admission(filled: Filled, decided: string, seen: readonly string[], arrival = ""): Admission | null {
  if (decided === "") return null;
  const number = known(filled, "person_number");
  return {
    decided: decided === "new" ? "new-file" : "known",
    known: decided === "new" ? "" : decided,
    seen: [...seen],
    place: known(filled, "place"),
    arrival,
    order_until: word(filled, "order_until"),
    order_days: Number(numberOf(known(filled, "order_days")) ?? 0),
    picture: known(filled, "picture"),
    person: { number, name: known(filled, "name"), mother: known(filled, "mother"), born: word(filled, "born"), document: known(filled, "document"), sex: one(filled, "sex", ["female", "male"]), children: known(filled, "children"), gender: known(filled, "gender"), next_of_kin: known(filled, "next_of_kin"), photograph: "", fingerprints: known(filled, "fingerprints") },
    booking: { number: known(filled, "booking_number"), person: number, facility: known(filled, "facility"), admitted: word(filled, "admitted"), release_order: "", corrected: "", withdrawal_asked: "", withdrawal_by: "", withdrawal_instead: "", withdrawn: "", ...answersOf(filled) },
  };
}
