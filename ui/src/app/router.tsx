import { createRootRoute, createRoute, createRouter, type RouterHistory } from "@tanstack/react-router";

import { Start } from "@/views/Start";

import { FailedPage, MissingPage, Shell } from "./Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: MissingPage, errorComponent: FailedPage });
const start = createRoute({ getParentRoute: () => root, path: "/", component: Start });
const tree = root.addChildren([start]);

/** The addresses of the page. `history` is given by tests; a browser has its own. */
export function createPageRouter(history?: RouterHistory) {
  return createRouter({ routeTree: tree, defaultPreload: "intent", ...(history ? { history } : {}) });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
