import { createMemoryHistory } from "@tanstack/react-router";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import ar from "@/i18n/locales/ar.json";
import en from "@/i18n/locales/en.json";

import { App } from "./App";

const open = (address: string) => render(<App history={createMemoryHistory({ initialEntries: [address] })} />);

describe("the page", () => {
  it("mirrors when Arabic is chosen and remembers it", async () => {
    open("/");
    await screen.findByRole("heading", { name: en["start.title"] });
    await userEvent.selectOptions(screen.getByLabelText(en["language.label"]), "ar");
    await screen.findByRole("heading", { name: ar["start.title"] });
    await waitFor(() => {
      expect(document.documentElement.dir).toBe("rtl");
    });
    expect(document.documentElement.lang).toBe("ar");
    expect(window.localStorage.getItem("tahqiq.locale")).toBe("ar");
  });

  it("says that a translation is not reviewed", async () => {
    window.localStorage.setItem("tahqiq.locale", "ckb");
    open("/");
    expect(await screen.findByText(/وەرگێڕان هێشتا/)).toBeDefined();
  });

  it("says so when an address leads nowhere", async () => {
    open("/no/such/page");
    expect((await screen.findByRole("alert")).textContent).toBe(en["page.missing"]);
  });
});
