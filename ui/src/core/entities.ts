import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import type { SchemaWords } from "./vocabulary";

export type Entity = Bodies["EntityBody"];
export type Statement = Bodies["StatementBody"];
export type Neighbour = Bodies["NeighbourBody"];

export const entityQuery = (id: string) => queryOptions({ queryKey: ["entities", id], queryFn: () => body(api.GET("/api/v1/entities/{entity}", { params: { path: { entity: id } } })) });

export const neighboursQuery = (id: string) =>
  queryOptions({ queryKey: ["entities", id, "neighbours"], queryFn: () => body(api.GET("/api/v1/entities/{entity}/neighbours", { params: { path: { entity: id } } })) });

export const EVENTS_AT_ONCE = 200;

/** The events of a thing; in a part of the time (moments with their offset, "" for no bound) those alone that have a time in it. */
export const eventsQuery = (id: string, limit: number, since = "", until = "") =>
  queryOptions({ queryKey: ["entities", id, "events", limit, since, until], queryFn: () => body(api.GET("/api/v1/entities/{entity}/events", { params: { path: { entity: id }, query: { limit, ...(since === "" ? {} : { since }), ...(until === "" ? {} : { until }) } } })) });

/** One value with everything that records it. */
export interface ValueRows {
  value: string;
  statements: Statement[];
}

export interface PropertyRows {
  prop: string;
  values: ValueRows[];
}

/** Statements by property and value: the type's own order first, featured properties at the top, values in the order they stand in. */
export function byProperty(entity: Pick<Entity, "statements">, schema: SchemaWords | undefined): PropertyRows[] {
  const found = new Map<string, Map<string, Statement[]>>();
  for (const statement of entity.statements) {
    const values = found.get(statement.prop) ?? new Map<string, Statement[]>();
    values.set(statement.value, [...(values.get(statement.value) ?? []), statement]);
    found.set(statement.prop, values);
  }
  const order = [...(schema?.featured ?? []), ...(schema?.properties ?? []).map((reference) => reference.slice(reference.indexOf(".") + 1))];
  const rank = (prop: string) => (order.includes(prop) ? order.indexOf(prop) : order.length);
  return [...found]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([prop, values]) => ({ prop, values: [...values].map(([value, statements]) => ({ value, statements })) }));
}

/** One neighbour with all its links, heaviest first. */
export interface NeighbourRows {
  id: string;
  schema: string;
  caption: string;
  links: Neighbour["link"][];
  weight: number;
}

export interface NeighbourGroup {
  schema: string;
  rows: NeighbourRows[];
}

/** Neighbours by type (the fullest first), each once with all its links, the heaviest first. */
export function byType(neighbours: readonly Neighbour[]): NeighbourGroup[] {
  const rows = new Map<string, NeighbourRows>();
  for (const item of neighbours) {
    const row = rows.get(item.id) ?? { id: item.id, schema: item.schema, caption: item.caption, links: [], weight: 0 };
    rows.set(item.id, { ...row, links: [...row.links, item.link], weight: row.weight + item.link.weight });
  }
  const groups = new Map<string, NeighbourRows[]>();
  for (const row of rows.values()) groups.set(row.schema, [...(groups.get(row.schema) ?? []), row]);
  return [...groups]
    .map(([schema, found]) => ({ schema, rows: found.sort((a, b) => b.weight - a.weight || a.caption.localeCompare(b.caption)) }))
    .sort((a, b) => b.rows.length - a.rows.length || a.schema.localeCompare(b.schema));
}

/** The first value of a property of a record; empty when it has none. */
export const valueOf = (record: Pick<Entity, "properties">, ...props: string[]): string => props.map((prop) => record.properties[prop]?.[0] ?? "").find((value) => value !== "") ?? "";

/** The other parties of an event, seen from `id`: what its identifier values stand for. */
export function others(record: Entity, id: string): Statement[] {
  const parties = /(sender|recipient|caller|callee|payer|beneficiary|target|party|source).*|^(number|account|plate)/i;
  const seen = new Set<string>();
  return record.statements.filter((item) => {
    if (item.target === null || item.target === id || !parties.test(item.prop) || seen.has(item.target)) return false;
    seen.add(item.target);
    return true;
  });
}

/** Takes a value of one source out of use. */
export function useRetract() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ statement, reason }: { statement: Statement; reason: string }) =>
      body(api.POST("/api/v1/entities/{entity}/statements/{statement}/retract", { params: { path: { entity: statement.entity, statement: statement.id } }, body: { reason, source: statement.source } })),
    onSuccess: () => Promise.all(["entities", "search"].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}
