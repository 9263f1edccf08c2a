import { describe, expect, it } from "vitest";

import { actOf, clockOf, soundOf } from "./product";

const key = (code: string, more: Partial<KeyboardEvent> = {}) => ({ code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more });

describe("the product desk by keyboard", () => {
  it("knows keys by their place, and none while a modifier is held", () => {
    expect(["KeyJ", "KeyK", "Space", "KeyV", "KeyQ"].map((code) => actOf(key(code)))).toEqual(["next", "previous", "play", "privileged", undefined]);
    expect(actOf(key("KeyP", { ctrlKey: true }))).toBeUndefined();
  });

  it("tells the time in a recording", () => {
    expect([0, 62.9, 3723].map(clockOf)).toEqual(["0:00", "1:02", "1:02:03"]);
  });

  it("plays what a browser plays", () => {
    expect(["1.WAV", "a.b.ogg", "x.amr", "none"].map(soundOf)).toEqual(["audio/wav", "audio/ogg", "", ""]);
  });
});
