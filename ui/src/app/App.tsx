import { QueryClientProvider } from "@tanstack/react-query";
import { type RouterHistory, RouterProvider } from "@tanstack/react-router";
import { useState } from "react";

import { createQueryClient } from "@/core/queries";
import { DesignProvider } from "@/design/DesignProvider";
import { LocaleProvider } from "@/i18n/LocaleProvider";

import { createPageRouter } from "./router";

/** The whole page: language, design, data, addresses. */
export function App({ history }: { history?: RouterHistory }) {
  const [queries] = useState(createQueryClient);
  const [router] = useState(() => createPageRouter(history));
  return (
    <LocaleProvider>
      <DesignProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DesignProvider>
    </LocaleProvider>
  );
}
