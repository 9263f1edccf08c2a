import { QueryClientProvider } from "@tanstack/react-query";
import { type RouterHistory, RouterProvider } from "@tanstack/react-router";
import { useState } from "react";

import { DeskLoading } from "@/core/desks/open";
import { createQueryClient } from "@/core/queries";
import { sessionQuery } from "@/core/session";
import { useSettings } from "@/core/settings";
import { CommandProvider } from "@/core/useCommands";
import { DesignProvider } from "@/design/DesignProvider";
import { LocaleProvider } from "@/i18n/LocaleProvider";

import { DESKS } from "./desks";
import { createPageRouter } from "./router";

/** Cache and addresses together: when a session has ended, the page asks to sign in and comes back afterwards. */
function createPage(history?: RouterHistory) {
  const queries = createQueryClient(() => {
    queries.setQueryData(sessionQuery.queryKey, null);
    void router.invalidate();
  });
  const router = createPageRouter(queries, history);
  return { queries, router };
}

/** The whole page: language, design, data, addresses. */
export function App({ history }: { history?: RouterHistory }) {
  const [{ queries, router }] = useState(() => createPage(history));
  return (
    <LocaleProvider digits={useSettings().digits}>
      <DesignProvider>
        <QueryClientProvider client={queries}>
          <CommandProvider>
            <DeskLoading value={DESKS}>
              <RouterProvider router={router} />
            </DeskLoading>
          </CommandProvider>
        </QueryClientProvider>
      </DesignProvider>
    </LocaleProvider>
  );
}
