import { describe, expect, it } from "vitest";

import { HEAD, laid, LANE, ordered, smooth, STEP, type ThemeEvent } from "./themes";

const event = (row: number, day: number, ...themes: string[]): ThemeEvent => ({ row, time: day * 86_400_000, themes });
const EVENTS = [event(0, 1, "a"), event(1, 2, "a", "c"), event(2, 9, "b"), event(3, 10, "a", "b", "c"), event(4, 11, "d", "a")];

describe("theme lines", () => {
  it("lie beside those they meet", () => {
    const order = ordered(EVENTS);
    expect([...order].sort()).toEqual(["a", "b", "c", "d"]);
    expect(order.slice(0, 2)).toEqual(["a", "c"]);
  });

  it("meet in a shared event and nowhere else", () => {
    const found = laid(EVENTS, true, 400);
    const shared = found.events[1];
    expect(shared?.lanes.map((lane) => found.lanes[lane]).sort()).toEqual(["a", "c"]);
    for (const line of found.lines) {
      const passes = line.points.some((point) => point.x === shared?.x && point.y === shared.y);
      expect(passes).toBe(shared?.lanes.includes(line.lane));
    }
  });

  it("keep a shared event off the line of somebody who was not in it", () => {
    const found = laid([event(0, 1, "a", "b"), event(1, 2, "b", "c"), event(2, 3, "a", "c")], true, 400);
    const apart = found.events[2];
    const middle = (lane: number) => HEAD + lane * LANE + LANE / 2;
    const stranger = found.lanes.findIndex((_, lane) => !(apart?.lanes.includes(lane) ?? false));
    expect(Math.abs((apart?.y ?? 0) - middle(stranger))).toBeGreaterThanOrEqual(LANE / 4);
  });

  it("stand one step apart, or where they lie in time", () => {
    expect(laid(EVENTS, true, 0).events.map((item) => item.x)).toEqual([0, 1, 2, 3, 4].map((at) => STEP * (at + 0.75)));
    const timed = laid(EVENTS, false, 1000).events;
    expect(timed[0]?.x).toBe(STEP / 2);
    expect(timed[4]?.x).toBe(1000 - STEP / 2);
    expect((timed[2]?.x ?? 0) - (timed[1]?.x ?? 0)).toBeCloseTo(7 * ((timed[1]?.x ?? 0) - (timed[0]?.x ?? 0)), 5);
  });

  it("say how long nothing was recorded", () => {
    expect(laid(EVENTS, true, 0).events.map((item) => item.gap / 86_400_000)).toEqual([0, 1, 7, 1, 1]);
  });

  it("bend level", () => {
    expect(smooth([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 20, y: 10 }])).toBe("M 0.0 0.0 L 10.0 0.0 C 15.0 0.0 15.0 10.0 20.0 10.0");
  });
});
