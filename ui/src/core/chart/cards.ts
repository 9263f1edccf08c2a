import type { Bodies } from "@/api/client";
import { separator } from "@/i18n/separator";

import { asPrecise } from "../day";
import { type Entity, others, type Statement, valueOf } from "../entities";

type Behind = Bodies["BehindRowBody"];

/** Where one record stands, and how it is graded. */
export type Stands = Pick<Statement, "source" | "source_name" | "place" | "grade">;

/** One card of an item or a line: when, what it says, and every record that says it. `at` is as exact as it was written, "" where no time is known. */
export interface Card {
  key: string;
  at: string;
  /** The property that is recorded, with the type it is of; "" for an event, whose type `schema` is. */
  schema: string;
  prop: string;
  /** What is said: the value, the amount or the words of an event. */
  value: string;
  /** The other items of an event, by id with their names; a line says its direction instead. */
  parties: readonly { id: string; name: string }[];
  /** Of a line: whether it goes from its first end; null where that says nothing. */
  out: boolean | null;
  seconds: number;
  records: readonly Stands[];
  /** What a translation of it is of; null where it has no words of its own. */
  of: { readonly entity: string; readonly statement?: string; readonly event?: string } | null;
}

const stands = ({ source, source_name, place, grade }: Stands): Stands => ({ source, source_name, place, grade });

/** The recorded values of an item, each once with all that record it; of one fragment alone where it is shown apart (`only`). */
export function valueCards(entity: Pick<Entity, "schema" | "statements">, only: string | null): Card[] {
  const found = new Map<string, { first: Statement; records: Stands[] }>();
  for (const one of entity.statements) {
    if (only !== null && one.entity !== only) continue;
    const key = `${one.prop} ${one.value}`;
    const card = found.get(key) ?? { first: one, records: [] };
    card.records.push(stands(one));
    found.set(key, card);
  }
  return [...found].map(([key, { first, records }]) => ({ key, at: "", schema: entity.schema, prop: first.prop, value: first.target_caption ?? first.value, parties: [], out: null, seconds: 0, records, of: first.target == null ? { entity: first.entity, statement: first.id } : null }));
}

/** The events of an item, each with the records that tell of it. */
export function eventCards(events: readonly (readonly Entity[])[], id: string): Card[] {
  return events.flatMap((records) => {
    const [first] = records;
    if (first === undefined) return [];
    const amount = [valueOf(first, "amount"), valueOf(first, "currency")].filter((text) => text !== "").join(" ");
    return {
      key: first.id,
      at: asPrecise(valueOf(first, "date", "startDate"), valueOf(first, "timeText"), valueOf(first, "timeZone")),
      schema: first.schema,
      prop: "",
      value: [amount, valueOf(first, "text", "body", "subject", "summary")].filter((text) => text !== "").join(separator()),
      parties: others(first, id).map((one) => ({ id: one.target ?? "", name: one.target_caption ?? one.value })),
      out: null,
      seconds: Number(valueOf(first, "duration")) || 0,
      records: records.flatMap((record) => record.statements.slice(0, 1).map(stands)),
      of: valueOf(first, "text", "body", "subject", "summary") === "" ? null : { entity: id, event: first.id },
    };
  });
}

/** What stands behind a line, row by row. */
export const lineCards = (told: readonly Behind[]): Card[] =>
  told.map((row, at) => {
    const [first] = row.records;
    return {
      key: `${row.id} ${at}`,
      at: asPrecise(row.at, row.at_text, row.zone),
      schema: first?.schema ?? "",
      prop: first?.prop ?? "",
      value: [row.amount, row.text, first?.value ?? ""].filter((text) => text !== "").join(separator()),
      parties: [],
      out: row.out,
      seconds: row.seconds ?? 0,
      of: null,
      records: row.records,
    };
  });
