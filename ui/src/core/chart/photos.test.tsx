import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { expect, it } from "vitest";

import { NO_PHOTOS, type Photos, usePhotos } from "./photos";

it("gives the same photographs as long as nothing comes, since a chart is drawn anew for others", () => {
  const given: Photos[] = [];
  function Chart({ sources }: { sources: readonly string[] }) {
    given.push(usePhotos(sources).photos);
    return null;
  }
  const queries = new QueryClient();
  const none = createRoot(document.createElement("div"));
  const some = createRoot(document.createElement("div"));
  queries.setQueryData(["photo", "a"], { image: document.createElement("canvas"), data: "" });
  for (let times = 0; times < 3; times += 1) {
    flushSync(() => { none.render(<QueryClientProvider client={queries}><Chart sources={[]} /></QueryClientProvider>); });
    flushSync(() => { some.render(<QueryClientProvider client={queries}><Chart sources={["a"]} /></QueryClientProvider>); });
  }
  const [empty, one] = [given.filter((photos) => photos.size === 0), given.filter((photos) => photos.has("a"))];
  expect(empty.length).toBeGreaterThan(2);
  expect(new Set(empty)).toEqual(new Set([NO_PHOTOS]));
  expect(one.length).toBeGreaterThan(2);
  expect(one.every((photos) => photos === one[0])).toBe(true);
  none.unmount();
  some.unmount();
});
