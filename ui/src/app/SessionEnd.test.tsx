import { MantineProvider } from "@mantine/core";
import { QueryClientProvider, useMutation } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { api, body, fetched } from "@/api/client";
import { createQueryClient } from "@/core/queries";
import { type Person, sessionQuery } from "@/core/session";
import { vocabularyQuery } from "@/core/vocabulary";
import { LocaleProvider } from "@/i18n/LocaleProvider";
import en from "@/i18n/locales/en.json";

import { SessionEnd } from "./SessionEnd";
import { minutesLeft } from "./useMinutesLeft";

const PERSON: Person = { id: "1", login: "a", name: "Sara", roles: [], locale: "en", state: "active", reads_log: false, unled: 0, idle_minutes: 30 };
const LEFT = vi.fn();
let ended = false;
let arrived: string[] = [];

async function served(request: RequestInfo | URL, given?: RequestInit): Promise<Response> {
  const asked = request instanceof Request ? request : new Request(new URL(String(request), window.location.origin), given);
  const path = new URL(asked.url).pathname;
  if (path === "/api/v1/session") {
    if (((await asked.json()) as { password: string }).password !== "right") return Response.json({ code: "sign-in-failed", sentence: "Name or password is wrong.", next_step: "Type both again." }, { status: 401 });
    ended = false;
    return Response.json({ ...PERSON, proof: "new" });
  }
  if (ended) return Response.json({ code: "not-signed-in", sentence: "You are not signed in.", next_step: "Sign in." }, { status: 401 });
  arrived.push(`${asked.headers.get("X-Tahqiq-Proof") ?? ""} ${await asked.text()}`);
  return Response.json({});
}

function Form() {
  const save = useMutation({ mutationFn: (text: string) => body(api.POST("/api/v1/tickets", { body: { address: text } })) });
  return <form onSubmit={(event) => { event.preventDefault(); save.mutate(new FormData(event.currentTarget).get("text") as string); }}><input name="text" aria-label="text" /><button>Save</button>{save.isSuccess && <p>saved</p>}</form>;
}

function open() {
  const queries = createQueryClient(() => undefined);
  queries.setQueryData(sessionQuery.queryKey, PERSON);
  queries.setQueryData(vocabularyQuery.queryKey, { types: { schemata: {}, properties: {} }, grades: {}, handling: {}, formats: [], locales: [] } as never);
  render(<LocaleProvider digits="language"><MantineProvider><QueryClientProvider client={queries}><SessionEnd leave={LEFT} /><Form /></QueryClientProvider></MantineProvider></LocaleProvider>);
  return queries;
}

beforeEach(() => {
  ended = true;
  arrived = [];
  LEFT.mockReset();
  vi.stubGlobal("fetch", served);
});

it("keeps what was typed, asks for the password and sends what was refused once more", async () => {
  open();
  await userEvent.type(screen.getByLabelText("text"), "nine steps");
  await userEvent.click(screen.getByText("Save"));
  await screen.findByText(en["session.ended.text"]);
  const box = screen.getByLabelText(en["session.password"].replace("{name}", "Sara"));
  await userEvent.type(box, "wrong{Enter}");
  await screen.findByText("Name or password is wrong.");
  await userEvent.clear(box);
  await userEvent.type(box, "right{Enter}");
  await screen.findByText("saved");
  expect(arrived).toEqual(['new {"address":"nine steps"}']);
  expect(screen.queryByText(en["session.ended.text"])).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("text").value).toBe("nine steps");
});

it("asks once for many requests, of files as of forms, and is no way out with Escape", async () => {
  open();
  const both = Promise.all([fetched("/api/v1/a", { method: "POST", body: "{}" }), fetched("/api/v1/b", { method: "POST", body: "{}" })]);
  await screen.findByText(en["session.ended.text"]);
  await userEvent.keyboard("{Escape}");
  await userEvent.type(screen.getByLabelText(en["session.password"].replace("{name}", "Sara")), "right{Enter}");
  await both;
  expect(arrived).toEqual(["new {}", "new {}"]);
});

it("leaves with nothing kept for another person", async () => {
  const queries = open();
  queries.setQueryData(["secret"], "read");
  window.localStorage.setItem("tahqiq.proof", "old");
  void fetched("/api/v1/a").catch(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined); // the page is taken away under the person
  await userEvent.click(await screen.findByText(en["session.other"])).catch(() => undefined);
  await waitFor(() => { expect(LEFT).toHaveBeenCalled(); });
  expect(queries.getQueryData(["secret"])).toBeUndefined();
  expect(window.localStorage.getItem("tahqiq.proof")).toBeNull();
});

it("counts the last minutes, and none while the end is far", () => {
  expect([0, 23, 24.5, 28.5, 29.5, 40].map((past) => minutesLeft(30, 0, past * 60_000))).toEqual([null, null, 5, 1, 0, 0]);
});
