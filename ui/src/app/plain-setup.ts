import { vi } from "vitest";

// Tests of plain functions have no document; modules only ask where the page stands.
vi.stubGlobal("window", globalThis);
vi.stubGlobal("location", new URL("http://localhost:3000/"));
