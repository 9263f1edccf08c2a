import { afterEach, describe, expect, it } from "vitest";

import { changeSettings, followCase, readSettings } from "./settings";
import { keepOfficeZone, officeZone, showIn, ZONE } from "./zone";

describe("the zone in which moments are shown", () => {
  afterEach(() => { keepOfficeZone("Asia/Baghdad"); followCase(""); showIn(""); });

  it("is Baghdad before the server says another", () => {
    expect([officeZone(), ZONE]).toEqual(["Asia/Baghdad", "Asia/Baghdad"]);
  });
  it("is that of the office until the person chooses one", () => {
    keepOfficeZone("Asia/Amman");
    changeSettings({ zone: "" });
    expect(ZONE).toBe("Asia/Amman");
    changeSettings({ zone: "UTC" });
    expect(ZONE).toBe("UTC");
    changeSettings({ zone: "" });
    expect(ZONE).toBe("Asia/Amman");
  });
  it("is that of the case on screen, whatever the person chose, until it is left", () => {
    changeSettings({ zone: "UTC" });
    followCase("Asia/Dubai");
    changeSettings({ zone: "Asia/Amman" });
    expect(ZONE).toBe("Asia/Dubai");
    followCase("");
    expect(ZONE).toBe("Asia/Amman");
  });
  it("is kept with the other settings", () => {
    expect(readSettings('{"zone":"UTC"}').zone).toBe("UTC");
    expect(readSettings('{"zone":3}').zone).toBe("");
  });
});
