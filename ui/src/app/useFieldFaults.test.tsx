import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import en from "@/i18n/locales/en.json";
import { LocaleProvider } from "@/i18n/LocaleProvider";

import { useFieldFaults } from "./useFieldFaults";

const sent = vi.fn();

function Page() {
  useFieldFaults();
  return (
    <form onSubmit={(event) => { event.preventDefault(); sent(); }}>
      <label>Name<input required aria-describedby="help" /></label>
      <label>Sort<select required><option value="">–</option><option value="a">A</option></select></label>
      <button type="submit">Send</button>
    </form>
  );
}

it("says at each field why the form is not sent, goes to the first, and is silent once the field is well", async () => {
  render(<LocaleProvider><Page /></LocaleProvider>);
  const name = await screen.findByLabelText("Name");
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  expect([sent.mock.calls.length, document.activeElement]).toEqual([0, name]);
  const notes = () => [...document.querySelectorAll("[data-fault]")].map((one) => one.textContent);
  expect(notes()).toEqual([en["fault.needed"], en["fault.choose"]]);
  expect(name.getAttribute("aria-describedby")).toBe(`help ${document.querySelector("[data-fault]")?.id ?? "none"}`);
  fireEvent.input(name, { target: { value: "Karim" } });
  await waitFor(() => { expect(notes()).toEqual([en["fault.choose"]]); });
  expect([name.getAttribute("aria-describedby"), name.getAttribute("aria-invalid")]).toEqual(["help", "false"]);
  fireEvent.change(screen.getByLabelText("Sort"), { target: { value: "a" } });
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(sent).toHaveBeenCalledOnce();
});
