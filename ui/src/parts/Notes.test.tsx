import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { apiError } from "@/api/client";
import { LocaleProvider } from "@/i18n/LocaleProvider";

import { ErrorNote } from "./Notes";

it("says the field that is not accepted, and figures in the digits of the page", async () => {
  window.localStorage.setItem("tahqiq.locale", "ar");
  const refused = apiError({ code: "request-invalid", sentence: "لم يُقبل هذا: اكتب عدداً صحيحاً، مثل 12.", next_step: "صحّحه.", field: "units", label: "عدد الوحدات" }, 422);
  render(<LocaleProvider><MantineProvider><ErrorNote error={refused} /></MantineProvider></LocaleProvider>);
  expect((await screen.findByText(/مثل ١٢/)).textContent).toBe("عدد الوحدات: لم يُقبل هذا: اكتب عدداً صحيحاً، مثل ١٢.");
});
