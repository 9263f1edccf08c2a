import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `tahqiq serve` listens during development of the page (npm run dev). */
const server = process.env["TAHQIQ_URL"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "../src/tahqiq/web/static",
    emptyOutDir: true,
    // Nothing is inlined as data: or as a script in the page, so the server can forbid both (Content-Security-Policy).
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": server } },
  test: { environment: "jsdom", setupFiles: ["./src/app/test-setup.ts"], restoreMocks: true, testTimeout: 30_000 },
});
