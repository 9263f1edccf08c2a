import { describe, expect, it } from "vitest";

import { routeOf } from "./page";

const route = (path: string) => ({ path, view: () => Promise.reject(new Error("not opened")) });
const ROUTES = [route(""), route("boards/new"), route("boards/$case/$board")];

describe("an address within a desk", () => {
  it.each([
    ["", "", {}],
    ["/", "", {}],
    ["boards/new", "boards/new", {}],
    ["boards/c1/b1/", "boards/$case/$board", { case: "c1", board: "b1" }],
    ["boards/c1/477f-4%2F2026-12-02", "boards/$case/$board", { case: "c1", board: "477f-4/2026-12-02" }],
    ["boards/c1/40%", "boards/$case/$board", { case: "c1", board: "40%" }],
  ])("%j leads to %j", (address, path, params) => {
    expect(routeOf(ROUTES, address)).toEqual({ route: expect.objectContaining({ path }) as unknown, params });
  });

  it.each(["boards", "boards/c1/b1/x", "other"])("%j leads nowhere", (address) => {
    expect(routeOf(ROUTES, address)).toBeUndefined();
  });
});
