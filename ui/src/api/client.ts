import createClient, { type Middleware } from "openapi-fetch";

import type { components, paths } from "./schema";

/** The shapes of the API by name. */
export type Bodies = components["schemas"];

/** What the server says when something cannot be done, in the language of the page. `code` "unreachable" = no answer came. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly sentence: string,
    readonly nextStep: string,
  ) {
    super(sentence || code);
  }
}

/** Every request says the page's language, so that errors come back in it. */
const language: Middleware = {
  onRequest({ request }) {
    request.headers.set("X-Language", document.documentElement.lang || "en");
    return request;
  },
};

/** The API of this server, typed by openapi.json (`make client`). The session is a cookie that scripts cannot read. */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin", fetch: (request) => window.fetch(request) });
api.use(language);

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

/** The error of a refused answer, whatever its body is. */
export function apiError(told: unknown, status: number): ApiError {
  const words = typeof told === "object" && told !== null ? (told as Partial<Bodies["ErrorBody"]>) : {};
  return new ApiError(words.code ?? "unexpected", status, words.sentence ?? "", words.next_step ?? "");
}
