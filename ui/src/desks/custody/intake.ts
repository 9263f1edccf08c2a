import type { Admission } from "./server";

/** The steps of an admission, in order; none is left out, what is not known is said to be so. */
export const STEPS = ["person", "match", "order", "arrest", "body", "belongings", "family", "rights", "review"] as const;
export type Step = (typeof STEPS)[number];
export type Filled = Readonly<Record<string, string>>;

interface Asked {
  name: string;
  needed?: boolean;
  code?: boolean;
  /** A day, or a day and its hour. */
  time?: "day" | "moment";
  options?: readonly string[];
}

const YES = ["unknown", "yes", "no"] as const;

/** What each step asks. */
export const ASKED: Readonly<Record<Exclude<Step, "match" | "review">, readonly Asked[]>> = {
  person: [
    { name: "name", needed: true }, { name: "mother" }, { name: "born", time: "day" }, { name: "document", code: true }, { name: "sex", options: ["unknown", "female", "male"] },
    { name: "person_number", code: true }, { name: "booking_number", code: true }, { name: "facility", needed: true, code: true }, { name: "admitted", needed: true, time: "moment" },
    { name: "status", options: ["unknown", "untried", "convicted", "civil"] },
  ],
  order: [{ name: "order", code: true }, { name: "order_authority" }, { name: "order_article", code: true }, { name: "order_issued", time: "day" }, { name: "order_original", code: true }, { name: "court", time: "day" }, { name: "lawyer" }],
  arrest: [{ name: "arrested", time: "moment" }, { name: "arrested_where" }, { name: "arrested_by" }],
  body: [{ name: "injuries", options: YES }, { name: "injuries_chart", code: true }, { name: "ill_treatment", options: YES }, { name: "referred", time: "day" }, { name: "screening_asked", time: "moment" }, { name: "self_harm_noted" }],
  belongings: [{ name: "property_items" }, { name: "property_listed", options: YES }, { name: "property_signed", options: YES }],
  family: [{ name: "family_told", time: "moment" }, { name: "children_asked", options: YES }, { name: "kin_asked", options: YES }],
  rights: [{ name: "informed", time: "moment" }, { name: "informed_how", options: ["unknown", "written", "oral", "both"] }, { name: "informed_language" }, { name: "reads", options: YES }],
};

const BOOKED = [...ASKED.order, ...ASKED.arrest, ...ASKED.body, ...ASKED.belongings, ...ASKED.family, ...ASKED.rights];
const OPTIONAL = new Set(["injuries_chart", "referred", "property_items", "court"]);

/** What nobody has answered yet, in the order of the steps. */
export const left = (filled: Filled): string[] => BOOKED.filter((one) => !OPTIONAL.has(one.name) && known(filled, one.name) === "").map((one) => one.name);

const known = (filled: Filled, name: string): string => {
  const value = (filled[name] ?? "").trim();
  return value === "unknown" ? "" : value;
};

const said = (filled: Filled, name: string): boolean | null => (known(filled, name) === "" ? null : known(filled, name) === "yes");
const word = (filled: Filled, name: string): string | null => (known(filled, name) === "" ? null : known(filled, name));

function one<T extends string>(filled: Filled, name: string, options: readonly T[]): T | null {
  return options.find((item) => item === known(filled, name)) ?? null;
}

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
    person: { number, name: known(filled, "name"), mother: known(filled, "mother"), born: word(filled, "born"), document: known(filled, "document"), sex: one(filled, "sex", ["female", "male"]), children: "", gender: "", next_of_kin: "", photograph: "" },
    booking: {
      number: known(filled, "booking_number"), person: number, facility: known(filled, "facility"), status: one(filled, "status", ["untried", "convicted", "civil"]), admitted: word(filled, "admitted"),
      family_declined: false, release_order: "", order: known(filled, "order"), order_authority: known(filled, "order_authority"), order_article: known(filled, "order_article"), order_issued: word(filled, "order_issued"), order_original: known(filled, "order_original"),
      court: word(filled, "court"), lawyer: known(filled, "lawyer"), arrested: word(filled, "arrested"), arrested_where: known(filled, "arrested_where"), arrested_by: known(filled, "arrested_by"),
      injuries: said(filled, "injuries"), injuries_chart: known(filled, "injuries_chart"), ill_treatment: said(filled, "ill_treatment"), referred: word(filled, "referred"), screening_asked: word(filled, "screening_asked"),
      self_harm_noted: known(filled, "self_harm_noted"), property_items: known(filled, "property_items").split(/[;؛]/).map((item) => item.trim()).filter((item) => item !== ""), property_listed: said(filled, "property_listed"),
      property_signed: said(filled, "property_signed"), family_told: word(filled, "family_told"), children_asked: said(filled, "children_asked"), kin_asked: said(filled, "kin_asked"), informed: word(filled, "informed"),
      informed_how: one(filled, "informed_how", ["written", "oral", "both"]), informed_language: known(filled, "informed_language"), reads: said(filled, "reads"),
    },
  };
}
