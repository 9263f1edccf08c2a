import { act, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";

import { useFocusKeeper } from "./useFocusKeeper";

let change: (next: "list" | "waiting" | "list-again" | "gone") => void = () => undefined;

function Page() {
  useFocusKeeper();
  const [state, setState] = useState("list");
  change = setState;
  return (
    <main id="content" tabIndex={-1}>
      {state === "waiting" && <p>…</p>}
      {state.startsWith("list") && <table key={state}><tbody><tr><td><button type="button">Order by name</button><button type="button">Order by day</button></td></tr></tbody></table>}
    </main>
  );
}

it("goes to the button that takes the place of the one that was pressed, and waits around it until there is one", async () => {
  render(<Page />);
  screen.getByRole("button", { name: "Order by day" }).focus();
  act(() => { change("waiting"); });
  await waitFor(() => { expect(document.activeElement?.id).toBe("content"); });
  act(() => { change("list-again"); });
  await waitFor(() => { expect(document.activeElement?.textContent).toBe("Order by day"); });
});

it("leaves the keyboard nowhere where somebody left a field for nothing", async () => {
  render(<Page />);
  const button = screen.getByRole("button", { name: "Order by day" });
  button.focus();
  button.blur();
  await Promise.resolve(); // what is taken away in the same turn was not left
  act(() => { change("gone"); });
  await new Promise((done) => { setTimeout(done, 100); });
  expect(document.activeElement).toBe(document.body);
});
