import { queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body, fetched } from "@/api/client";
import type { Locale } from "@/i18n/locales";

import type { Json } from "./answers";

export type Asking = Bodies["OperationForm"];

export const askingQuery = (desk: string, operation: string, locale: Locale) =>
  queryOptions({
    queryKey: ["desk", desk, "asking", operation, locale],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/operations/{operation}", { params: { path: { desk, operation } } })),
    staleTime: Infinity,
  });

export interface Answered {
  /** The answer as it came, of a job its number and state. */
  answer: Json;
  /** The record that an act was about, where the server names one. */
  saved: { kind: string; record: string } | null;
}

export async function asked(desk: string, operation: string, effect: "look" | "act" | "job", question: Json): Promise<Answered> {
  const address = `/api/v1/desks/${desk}/${operation}`;
  const answer = effect === "look" ? await fetched(`${address}?${inAddress(question)}`) : await fetched(address, { method: "POST", body: JSON.stringify(question) });
  const [, kind, record] = /\/records\/([^/]+)\/([^/]+)$/.exec(answer.headers.get("Location") ?? "") ?? [];
  return { answer: (await answer.json()) as Json, saved: kind === undefined || record === undefined ? null : { kind, record } };
}

function inAddress(question: Json): string {
  const told = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) for (const one of Array.isArray(value) ? value : [value]) told.append(name, typeof one === "object" ? JSON.stringify(one) : String(one));
  return told.toString();
}
