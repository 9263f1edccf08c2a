import { describe, expect, it } from "vitest";

import { dragged, fitted, keyed, laid, LEAST, overlapping, type Room, without } from "./rooms";

const size = { width: 100, height: 80 };
const room: Room = { place: "F/1", x: 10, y: 10, width: 20, height: 20 };

describe("rooms on a plan", () => {
  it("are the same whichever corner a drag begins at", () => {
    const corners: [number, number][] = [[10, 10], [30, 40]];
    for (const [one, other] of [corners, [...corners].reverse()] as [[number, number], [number, number]][]) expect(dragged("F/1", one, other, size)).toEqual({ place: "F/1", x: 10, y: 10, width: 20, height: 30 });
  });

  it("stay on the picture, whole and not too small, whatever is asked", () => {
    for (const x of [-50, 0, 3.4, 99, 500])
      for (const width of [-3, 0, 1, 50, 700]) {
        const found = fitted({ ...room, x, width }, size);
        expect(found.x).toBeGreaterThanOrEqual(0);
        expect(found.x + found.width).toBeLessThanOrEqual(size.width);
        expect(found.width).toBeGreaterThanOrEqual(LEAST);
        expect(Number.isInteger(found.x) && Number.isInteger(found.width)).toBe(true);
      }
  });

  it("are moved by arrows and sized with Shift, and other keys do nothing", () => {
    expect(keyed(room, "ArrowRight", false, 5, size)).toEqual({ ...room, x: 15 });
    expect(keyed(room, "ArrowUp", false, 50, size)).toEqual({ ...room, y: 0 });
    expect(keyed(room, "ArrowDown", true, 5, size)).toEqual({ ...room, height: 25 });
    expect(keyed(room, "ArrowRight", true, 500, size)).toEqual({ ...room, width: 90 });
    expect(keyed(room, "a", false, 5, size)).toBeNull();
  });

  it("are each there once", () => {
    const rooms = laid(laid([], room), { ...room, x: 50 });
    expect(rooms).toEqual([{ ...room, x: 50 }]);
    expect(without(rooms, "F/1")).toEqual([]);
  });

  it("that lie over one another are named, unless one holds the other", () => {
    expect(overlapping([room, { ...room, place: "F/2", x: 29 }])?.map((one) => one.place)).toEqual(["F/1", "F/2"]);
    expect(overlapping([room, { ...room, place: "F/2", x: 30 }])).toBeNull();
    expect(overlapping([room, { ...room, place: "F/1/3", x: 12 }])).toBeNull();
  });
});
