import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// Waiting ends when what is waited for is there; a busy machine needs longer than the second that is usual.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no layout; the components only ask whether a media query holds and for changes of size.
vi.stubGlobal("matchMedia", (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));
vi.stubGlobal("scrollTo", () => undefined);

afterEach(() => {
  cleanup();
  window.localStorage.clear();
});
