import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import type { Rule } from "./document";

export type Styled = Bodies["StyledBody"];
export type Style = Bodies["StyleBody"];
export type Field = Bodies["FieldBody"];

export const UNSTYLED: Styled = { items: {}, lines: {}, legend: [] };

/** How the items and lines of a chart look by its rules. */
export const stylesQuery = (ids: readonly string[], rules: readonly Rule[]) =>
  queryOptions({ queryKey: ["chart", "styles", ids, rules], queryFn: () => body(api.POST("/api/v1/chart/styles", { body: { ids: [...ids], rules: [...rules] } })), enabled: ids.length > 0 && rules.length > 0, placeholderData: keepPreviousData });

/** By what items and lines can be counted. */
export const fieldsQuery = (ids: readonly string[]) => queryOptions({ queryKey: ["chart", "fields", ids], queryFn: () => body(api.POST("/api/v1/chart/fields", { body: { ids: [...ids] } })), enabled: ids.length > 0, placeholderData: keepPreviousData });

/** How a selection changes by some items: only them, with them, only those among it, without them. */
export const COMBINES = ["only", "add", "within", "without"] as const;
export type Combine = (typeof COMBINES)[number];

export function combined(selection: ReadonlySet<string>, ids: readonly string[], how: Combine): string[] {
  const given = new Set(ids);
  switch (how) {
    case "only":
      return [...given];
    case "add":
      return [...new Set([...selection, ...given])];
    case "within":
      return [...selection].filter((id) => given.has(id));
    case "without":
      return [...selection].filter((id) => !given.has(id));
  }
}
