import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { expect, it, vi } from "vitest";

import { DesignProvider } from "@/design/DesignProvider";
import en from "@/i18n/locales/en.json";

import words from "../words/en.json";
import { IntakeView } from "./IntakeView";

vi.mock("@/desks/kit/DeskHead", () => ({ DeskHead: () => null }));
vi.mock("@/parts/LeaveGuard", () => ({ LeaveGuard: () => null }));

const SITE = { facilities: [{ code: "F01", name: "" }], candidates: [], people: [] };
const VOCABULARY = { types: { schemata: {}, properties: {} }, grades: {}, handling: {}, formats: [], locales: [] };

vi.stubGlobal("ResizeObserver", class { observe() { return undefined; } unobserve() { return undefined; } disconnect() { return undefined; } });

it("goes on only when every day and time of the step can be read", async () => {
  vi.stubGlobal("fetch", (request: Request) => Promise.resolve(Response.json(request.url.endsWith("vocabulary") ? VOCABULARY : SITE)));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await act(async () => { await Promise.resolve(render(<QueryClientProvider client={client}><DesignProvider><Suspense><IntakeView desk="custody" params={{}} search={{}} go={() => undefined} /></Suspense></DesignProvider></QueryClientProvider>)); });
  const day = await screen.findByLabelText(`${words["step.admitted"]}: ${en["day.day"]}`);
  fireEvent.change(screen.getByLabelText(new RegExp(`^${words["step.name"]}`)), { target: { value: "سلام" } });
  fireEvent.change(await screen.findByLabelText(new RegExp(words.facility)), { target: { value: "F01" } });
  fireEvent.change(day, { target: { value: "1/11/2026" } });
  const clock = screen.getByLabelText(`${words["step.admitted"]}: ${en["day.clock"]}`);
  fireEvent.change(clock, { target: { value: "25:70" } });
  const next = screen.getByRole("button", { name: words["intake.next"] });
  const born = screen.getByLabelText(words["step.born"]);
  act(() => { next.click(); });
  expect([screen.queryByText(words["intake.match"]), document.querySelector("input:invalid")]).toEqual([null, clock]);
  fireEvent.change(clock, { target: { value: "9:00" } });
  fireEvent.change(born, { target: { value: "31/11/1990" } });
  act(() => { next.click(); });
  expect([screen.queryByText(words["intake.match"]), document.querySelector("input:invalid")]).toEqual([null, born]);
  fireEvent.change(born, { target: { value: "" } });
  act(() => { next.click(); });
  expect(await screen.findByText(words["intake.match"])).toBeDefined();
}, 20_000);
