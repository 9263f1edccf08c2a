import type { KeptOutcome, Outcome, OutcomeRequest } from "../server";

/** What can be written on a sheet of inspection, as the desk names it. */
export const DEPTHS = ["document", "seal", "scan", "dog", "partial", "full"] as const;
export const SEAL_STATES = ["not-looked", "whole", "broken", "missing", "differs"] as const;
export const SEAL_STEPS = ["view", "verify", "tug", "twist"] as const;
export const WHATS_FOUND = ["drugs", "precursor", "weapons", "cash", "prohibited", "tobacco", "cultural", "cites", "waste", "counterfeit", "undervaluation", "misdeclared", "weight", "documents"] as const;
/** Seven points of a container, the further ones of a truck, the reefer unit, and goods and people. */
export const CONTAINER = ["doors", "right-side", "left-side", "front-wall", "ceiling", "floor", "undercarriage", "reefer-unit"] as const;
export const TRUCK = ["bumper", "engine", "tyres", "fuel-tank", "cab", "air-tank", "drive-shaft", "fifth-wheel", "exhaust"] as const;
export const INSIDE = ["in-goods", "in-packing", "luggage", "body-of-person", "papers", "elsewhere"] as const;
export const HOWS = ["loose", "behind-doors", "false-wall", "modified-part", "inside-goods", "mixed-with-goods", "dissolved", "declared-falsely", "other"] as const;

/** Where things can be for a consignment: what it has. */
export const wheres = (boxes: number, tractor: string): readonly string[] => [...CONTAINER, ...(tractor !== "" || boxes === 0 ? TRUCK : []), ...INSIDE];

/** What the laboratory is asked with for the exhibit of a find, as its form names it in the address; its seal is that of its bag, which the laboratory reads, never that of the lorry. */
export const laboratoryRequest = (seized: { case: string; number: string }, body: Outcome, exhibit: string, appearance: string, announced = ""): Record<string, string> => ({
  ...(announced === "" ? {} : { announced }),
  case: seized.case, exhibit, appearance, seizure: seized.number, seized_on: body.began.slice(0, 10), seized_at: body.post, photographs: body.photographs.join("\n"),
});

/** What was found in grams, where its unit is a weight; "" otherwise. */
export const gramsOf = ({ quantity, unit }: { quantity: string; unit: string }): string => {
  const kilos = ["kg", "كغم", "کگم", "كيلوغرام"].includes(unit.trim());
  if (quantity === "" || !(kilos || ["g", "غم", "گم", "غرام"].includes(unit.trim()))) return "";
  return kilos ? String(Math.round(Number(quantity) * 1e6) / 1e3) : quantity;
};

/** What the program makes of an examination; nobody is asked for it. */
const MADE: readonly string[] = ["finds", "laboratory", "by", "recorded", "signed", "signed_by", "seizure", "seizure_case"];

/** Where something is found without a part of the load being opened. */
const ANYWHERE: readonly string[] = ["papers", "elsewhere"];

/** Whether a part is to be written down as examined before a find can be in it. */
export const unexamined = (where: string, body: Outcome): boolean => where !== "" && !ANYWHERE.includes(where) && !(body.points as readonly string[]).includes(where);

/** The number that the next exhibit of an examination has where the office gives no other. */
export const nextExhibit = (body: Outcome): string => {
  const taken = new Set(body.finds.map((one) => one.exhibit));
  for (let at = 1; ; at += 1) {
    const name = `${body.consignment.slice(0, 50)}/${String(at)}`;
    if (!taken.has(name)) return name;
  }
};

/** The correction of an examination that says that nothing was found and it is released. */
export const release = ({ outcome, version, body }: KeptOutcome): OutcomeRequest => {
  const stated = Object.fromEntries(Object.entries(body).filter(([name]) => !MADE.includes(name))) as Omit<OutcomeRequest, "outcome" | "version" | "shift_list" | "released">;
  return { ...stated, outcome, version, shift_list: "", released: true };
};
