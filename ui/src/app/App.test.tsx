import { createMemoryHistory } from "@tanstack/react-router";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import ar from "@/i18n/locales/ar.json";
import ckb from "@/i18n/locales/ckb.json";
import en from "@/i18n/locales/en.json";

import { App } from "./App";

const PERSON = { id: "1", login: "a", name: "سارا أحمد", roles: ["analyst"], locale: "en", state: "active", idle_minutes: 30 };
const LOCALE = { tag: "en", name: "English", direction: "ltr", digits: "latn", plural: "one-other", week: 0, date: "{d} {month} {y}", months: [], monthsShort: [], weekdays: [], alphabet: [] };
const ANSWERS: Record<string, unknown> = {
  "/api/v1/session": { ...PERSON, proof: "half" },
  "/api/v1/vocabulary": { types: { schemata: {}, properties: {} }, grades: {}, handling: {}, formats: [], locales: [LOCALE] },
  "/api/v1/sources": [],
  "/api/v1/health": { status: "ok" },
  "/api/v1/jobs": [],
};

let signedIn = true;
const proofs: (string | null)[] = [];

/** A server that knows the few answers above and refuses everybody while `signedIn` is false. */
async function served(request: RequestInfo | URL): Promise<Response> {
  const asked = request instanceof Request ? request : new Request(request);
  proofs.push(asked.headers.get("X-Tahqiq-Proof"));
  const address = new URL(asked.url).pathname;
  if (asked.method === "POST") signedIn = ((await asked.json()) as { password: string }).password === "right";
  if (!signedIn) return Response.json({ code: asked.method === "POST" ? "sign-in-failed" : "not-signed-in", sentence: "Name or password is wrong.", next_step: "Type both again." }, { status: 401 });
  return address in ANSWERS ? Response.json(ANSWERS[address]) : Response.json({ code: "no-such-entity", sentence: "Nothing is there.", next_step: "Search for it." }, { status: 404 });
}

const open = (address: string) => render(<App history={createMemoryHistory({ initialEntries: [address] })} />);

beforeEach(() => {
  signedIn = true;
  vi.stubGlobal("fetch", served);
});

describe("the page", () => {
  it("asks to sign in, says what was wrong, and then opens the address that was asked for", async () => {
    signedIn = false;
    open("/verify");
    await userEvent.type(await screen.findByLabelText(en["sign-in.login"]), "a");
    await userEvent.type(screen.getByLabelText(en["sign-in.password"]), "wrong{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("Type both again.");
    await userEvent.clear(screen.getByLabelText(en["sign-in.password"]));
    await userEvent.type(screen.getByLabelText(en["sign-in.password"]), "right{Enter}");
    await screen.findByRole("heading", { name: en["verify.title"] });
    expect(window.localStorage.getItem("tahqiq.proof")).toBe("half");
    expect([proofs[0], proofs.at(-1)]).toEqual([null, "half"]);
  });

  it("says above every view that documents wait and nothing is read", async () => {
    vi.stubGlobal("fetch", async (request: RequestInfo | URL) => {
      const asked = request instanceof Request ? request : new Request(request);
      if (new URL(asked.url).pathname !== "/api/v1/health") return served(request);
      return Response.json({ code: "queue-stands-still", sentence: "Documents are waiting and nothing is being read.", next_step: "Tell your administrator." }, { status: 503 });
    });
    open("/");
    expect((await screen.findByRole("alert")).textContent).toContain("nothing is being read");
  });

  it("mirrors when Arabic is chosen and remembers it", async () => {
    open("/");
    await screen.findByRole("heading", { name: en["home.title"] });
    await userEvent.click(screen.getByRole("button", { name: en["nav.me"].replace("{name}", PERSON.name) }));
    await userEvent.click(await screen.findByRole("menuitemradio", { name: /العربية/ }));
    await screen.findByRole("heading", { name: ar["home.title"] });
    await waitFor(() => {
      expect(document.documentElement.dir).toBe("rtl");
    });
    expect(document.documentElement.lang).toBe("ar");
    expect(window.localStorage.getItem("tahqiq.locale")).toBe("ar");
  });

  it("says that a translation is not reviewed", async () => {
    window.localStorage.setItem("tahqiq.locale", "ckb");
    open("/");
    await screen.findByRole("heading", { name: ckb["home.title"] });
    await userEvent.click(screen.getByRole("button", { name: ckb["nav.me"].replace("{name}", PERSON.name) }));
    expect((await screen.findByRole("menuitemradio", { checked: true })).title).toMatch(/پێداچوونەوەی نەکراوە/);
  });

  it("says what to do while there is no document", async () => {
    open("/");
    expect(await screen.findByText(en["sources.none.next"])).toBeDefined();
  });

  it("says so when an address leads nowhere", async () => {
    open("/no/such/page");
    expect((await screen.findByRole("alert")).textContent).toContain(en["page.missing"]);
  });

  it("shows the server's words and next step when an entity is not there", async () => {
    open("/entities/abcdef12");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Nothing is there.");
    expect(alert.textContent).toContain("Search for it.");
  });

  it("goes to the search box with the slash, but not while somebody types", async () => {
    open("/");
    await screen.findByRole("heading", { name: en["home.title"] });
    const box = screen.getByRole<HTMLInputElement>("combobox", { name: en["search.label"] });
    await userEvent.keyboard("/");
    expect(document.activeElement).toBe(box);
    await userEvent.keyboard("a/b");
    expect(box.value).toBe("a/b");
  });
});
