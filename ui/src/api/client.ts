import createClient from "openapi-fetch";

import type { components, paths } from "./schema";
import { sent } from "./sessionEnd";

/** The shapes of the API by name. */
export type Bodies = components["schemas"];

/** What the server says when something cannot be done, in the language of the page. `code` "unreachable" = no answer came. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly sentence: string,
    readonly nextStep: string,
    /** The path of the answer that it is about, as in forms of operations; empty: of none. */
    readonly field = "",
    /** What the page calls that field, where the sentence does not name it. */
    readonly label = "",
  ) {
    super(sentence || code);
  }
}

/** Where the proof of the session is kept; a change of it is seen in every tab. */
export const PROOF = "tahqiq.proof";

/** Keeps the half of the session that only pages of this origin know; the other one is a cookie, which the browser sends to every port of this host. Empty: forgets it. */
export function keepProof(proof: string): void {
  if (proof === "") window.localStorage.removeItem(PROOF);
  else window.localStorage.setItem(PROOF, proof);
}

/** What every request says: the page's language, so that errors come back in it, and the proof of the session. */
export function requestHeaders(): Record<string, string> {
  const proof = window.localStorage.getItem(PROOF);
  return { "X-Language": document.documentElement.lang || "en", ...(proof === null ? {} : { "X-Tahqiq-Proof": proof }) };
}

/** A request with what every request says now; the given one can be sent again, with a new proof. */
function told(given: Request): Request {
  const request = given.clone();
  for (const [name, value] of Object.entries(requestHeaders())) request.headers.set(name, value);
  return request;
}

/** The API of this server, typed by openapi.json (`make client`). */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin", fetch: (request) => sent(() => window.fetch(told(request))) });

/** The same without waiting for anybody to sign in: for the questions of signing in itself. */
export const doorApi = createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin", fetch: (request) => window.fetch(told(request)) });

/** The cursor of the page after one of a long list, for `getNextPageParam`; undefined after the last. */
export const nextCursor = (page: { next: string }): string | undefined => page.next || undefined;

/** An answer that is a file or a form's; raises `ApiError` as `body` does. */
export async function fetched(address: string, given: RequestInit = {}): Promise<Response> {
  const json = typeof given.body === "string" ? { "Content-Type": "application/json" } : {};
  const answer = await sent(() => window.fetch(address, { ...given, headers: { ...requestHeaders(), ...json }, credentials: "same-origin" })).catch(() => {
    throw new ApiError("unreachable", 0, "", "");
  });
  if (!answer.ok) throw apiError(await answer.json().catch(() => null), answer.status);
  return answer;
}

/** Has the browser download an address, however large: with a ticket for it, since a link cannot send the proof of the session. */
export async function downloadAddress(address: string): Promise<void> {
  const ticket = await body(api.POST("/api/v1/tickets", { body: { address } }));
  const link = document.createElement("a");
  link.href = ticket.address;
  link.download = "";
  link.click();
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer; raises `ApiError` with the server's own words, or with code "unreachable" when none came. */
export async function body<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked.catch(() => {
    throw new ApiError("unreachable", 0, "", "");
  });
  if (answer.response.ok) return answer.data as T;
  throw apiError(answer.error, answer.response.status);
}

/** What a refusal says of a field of the question; undefined where it is about another. */
export const refusedAt = (error: unknown, field: string): string | undefined => (error instanceof ApiError && error.field === field ? error.sentence : undefined);

/** The error of a refused answer, whatever its body is. */
export function apiError(told: unknown, status: number): ApiError {
  const words = typeof told === "object" && told !== null ? (told as Partial<Bodies["ErrorBody"]>) : {};
  return new ApiError(words.code ?? "unexpected", status, words.sentence ?? "", words.next_step ?? "", words.field ?? "", words.label ?? "");
}
