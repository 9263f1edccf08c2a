/** A question as it is built on the page: things hung on one another, the first of them looked for. The server's document is made of it and read back. */

export type How = "is" | "in" | "contains" | "like" | "between" | "exists" | "missing";
export type Direction = "any" | "out" | "in";
export type Mode = "needed" | "absent" | "optional";
export type ParameterKind = "text" | "texts" | "number" | "time";

/** A value that is written, or (`asked`) the label under which it is asked for when the question is run. */
export interface Value {
  text: string;
  asked: string | null;
}

export interface Condition {
  property: string;
  how: How;
  value: Value;
  /** The upper bound of a range. */
  high: Value;
}

export interface Hung {
  kinds: string[];
  direction: Direction;
  mode: Mode;
  least: number;
  since: Value;
  until: Value;
  to: Thing;
}

export interface Thing {
  type: string;
  conditions: Condition[];
  hung: Hung[];
}

export interface Parameter {
  name: string;
  kind: ParameterKind;
  label: string;
}

type Json = Record<string, unknown>;

export const plain = (text = ""): Value => ({ text, asked: null });
export const newThing = (type: string): Thing => ({ type, conditions: [], hung: [] });
export const newCondition = (property: string): Condition => ({ property, how: "is", value: plain(), high: plain() });
export const newHung = (type: string): Hung => ({ kinds: [], direction: "any", mode: "needed", least: 1, since: plain(), until: plain(), to: newThing(type) });

/** The things of a question in the order of its document: each before what hangs on it. */
export const inOrder = (root: Thing): Thing[] => [root, ...root.hung.flatMap((item) => inOrder(item.to))];

const letter = (place: number): string => `t${place + 1}`;

/** The document that the server reads. */
export function documentOf(root: Thing): Json {
  const things = inOrder(root);
  const asked = new Map<string, Parameter>();
  const value = (given: Value, kind: ParameterKind): unknown => {
    if (given.asked === null) return given.text.trim();
    const label = given.asked.trim();
    const known = asked.get(label) ?? { name: `v${asked.size + 1}`, kind, label };
    asked.set(label, known);
    return { ask: known.name };
  };
  const condition = (item: Condition): Json => {
    if (item.how === "exists" || item.how === "missing") return { property: item.property, is: item.how };
    if (item.how === "between") return { property: item.property, is: item.how, low: value(item.value, "text"), high: value(item.high, "text") };
    if (item.how !== "in") return { property: item.property, is: item.how, value: value(item.value, "text") };
    const many = item.value.asked === null ? item.value.text.split(/[,،\n]/).map((one) => one.trim()).filter((one) => one !== "") : value(item.value, "texts");
    return { property: item.property, is: item.how, value: many };
  };
  const links: Json[] = [];
  const told = things.map((thing, place) => ({ id: letter(place), type: thing.type, conditions: thing.conditions.map(condition) }));
  const walk = (thing: Thing) => {
    for (const item of thing.hung) {
      links.push({
        from: letter(things.indexOf(thing)),
        to: letter(things.indexOf(item.to)),
        kinds: item.kinds,
        direction: item.direction,
        mode: item.mode,
        at_least: item.least,
        since: value(item.since, "time"),
        until: value(item.until, "time"),
      });
      walk(item.to);
    }
  };
  walk(root);
  return { version: 1, things: told, links, parameters: [...asked.values()] };
}

const text = (given: unknown): string => (typeof given === "string" || typeof given === "number" ? String(given) : "");
const list = (given: unknown): Json[] => (Array.isArray(given) ? (given as unknown[]).filter((item): item is Json => typeof item === "object" && item !== null) : []);
const oneOf = <T extends string>(given: unknown, known: readonly T[], otherwise: T): T => known.find((item) => item === given) ?? otherwise;

const HOWS: readonly How[] = ["is", "in", "contains", "like", "between", "exists", "missing"];

/** The reverse of `documentOf`; null for what is no question of this version. */
export function questionOf(document: unknown): Thing | null {
  const given = typeof document === "object" && document !== null ? (document as Json) : {};
  if (given["version"] !== 1) return null;
  const labels = new Map(list(given["parameters"]).map((item) => [text(item["name"]), text(item["label"]) || text(item["name"])]));
  const value = (told: unknown): Value => {
    if (typeof told !== "object" || told === null) return plain(text(told));
    const name = text((told as Json)["ask"]);
    return { text: "", asked: labels.get(name) ?? name };
  };
  const condition = (item: Json): Condition => ({
    property: text(item["property"]),
    how: oneOf(item["is"], HOWS, "is"),
    value: item["is"] === "between" ? value(item["low"]) : Array.isArray(item["value"]) ? plain((item["value"] as unknown[]).map(text).join(", ")) : value(item["value"]),
    high: value(item["high"]),
  });
  const things = new Map(list(given["things"]).map((item) => [text(item["id"]), { ...newThing(text(item["type"])), conditions: list(item["conditions"]).map(condition) }]));
  for (const item of list(given["links"])) {
    const [above, below] = [things.get(text(item["from"])), things.get(text(item["to"]))];
    if (above === undefined || below === undefined) return null;
    above.hung.push({
      kinds: Array.isArray(item["kinds"]) ? (item["kinds"] as unknown[]).map(text) : [],
      direction: oneOf(item["direction"], ["any", "out", "in"], "any"),
      mode: oneOf(item["mode"], ["needed", "absent", "optional"], "needed"),
      least: typeof item["at_least"] === "number" ? item["at_least"] : 1,
      since: value(item["since"]),
      until: value(item["until"]),
      to: below,
    });
  }
  return things.values().next().value ?? null;
}

/** The values that a question asks for, each once. */
export const parametersOf = (root: Thing): Parameter[] => documentOf(root)["parameters"] as Parameter[];

/** Where the parts of a question stand, to draw it: a column for each step away from what is looked for, a row for each branch. */
export interface Placed {
  thing: Thing;
  place: number;
  column: number;
  row: number;
  above: number;
  by: Hung | null;
}

export function placed(root: Thing): Placed[] {
  const order = inOrder(root);
  const made: Placed[] = [];
  const walk = (thing: Thing, column: number, row: number, above: number, by: Hung | null): number => {
    const place = order.indexOf(thing);
    made.push({ thing, place, column, row, above, by });
    let next = row;
    thing.hung.forEach((item, index) => {
      next = walk(item.to, column + 1, index === 0 ? row : next + 1, place, item);
    });
    return next;
  };
  walk(root, 0, 0, -1, null);
  return made;
}
