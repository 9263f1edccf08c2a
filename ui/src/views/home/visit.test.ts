import { expect, it } from "vitest";

import { visited } from "./visit";

const store = () => {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
};

it("remembers the visit before this sitting, for each person apart", () => {
  const kept = store();
  expect(visited("a", new Date("2026-01-01T08:00:00Z"), kept)).toBe("");
  expect(visited("a", new Date("2026-01-01T08:10:00Z"), kept)).toBe("");
  expect(visited("a", new Date("2026-01-02T08:00:00Z"), kept)).toBe("2026-01-01T08:10:00.000Z");
  expect(visited("a", new Date("2026-01-02T08:05:00Z"), kept)).toBe("2026-01-01T08:10:00.000Z");
  expect(visited("b", new Date("2026-01-02T08:05:00Z"), kept)).toBe("");
});
