import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `tahqiq serve` listens during development of the page (npm run dev). */
const server = process.env["TAHQIQ_URL"] ?? "http://127.0.0.1:8000";

const WITH_DOCUMENT = ["src/**/*.test.tsx", "src/core/core.test.ts", "src/views/chart/chart-views.test.ts"];

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: [
      { find: "@", replacement: fileURLToPath(new URL("./src", import.meta.url)) },
      // The rules that come with the program, which the page has sentences about.
      { find: /^policies\.cedar/, replacement: fileURLToPath(new URL("../src/tahqiq/access/policies.cedar", import.meta.url)) },
    ],
  },
  build: {
    outDir: "../src/tahqiq/web/static",
    emptyOutDir: true,
    // Nothing is inlined as data: or as a script in the page, so the server can forbid both (Content-Security-Policy).
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": server }, fs: { allow: [".", "../src/tahqiq/access"] } },
  // Most tests are of plain functions; a document made for each of their files cost more than they did.
  test: {
    restoreMocks: true,
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: "plain", environment: "node", setupFiles: ["./src/app/plain-setup.ts"], include: ["{src,eslint}/**/*.test.ts"], exclude: WITH_DOCUMENT } },
      { extends: true, test: { name: "page", environment: "jsdom", setupFiles: ["./src/app/test-setup.ts"], include: WITH_DOCUMENT } },
    ],
  },
});
