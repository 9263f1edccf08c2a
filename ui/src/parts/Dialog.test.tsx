import { render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";

import { DesignProvider } from "@/design/DesignProvider";

import { Dialog } from "./Dialog";

function Page({ stays }: { stays: boolean }) {
  const [open, setOpen] = useState(false);
  const button = <button type="button" onClick={() => { setOpen(true); }}>Open a case</button>;
  return (
    <main id="content" tabIndex={-1}>
      {(stays || !open) && button}
      {open && <Dialog title="A case" onClose={() => { setOpen(false); }}><button type="button" onClick={() => { setOpen(false); }}>Cancel</button></Dialog>}
    </main>
  );
}

const shut = async (stays: boolean) => {
  render(<DesignProvider><Page stays={stays} /></DesignProvider>);
  const open = screen.getByRole("button", { name: "Open a case" });
  open.focus();
  open.click();
  (await screen.findByRole("button", { name: "Cancel" })).click();
  await waitFor(() => { expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull(); });
};

it("gives the keyboard back to what opened it", async () => {
  await shut(true);
  await waitFor(() => { expect(document.activeElement?.textContent).toBe("Open a case"); });
});

it("gives it to the content of the page where that is gone", async () => {
  await shut(false);
  await waitFor(() => { expect(document.activeElement?.id).toBe("content"); });
});
