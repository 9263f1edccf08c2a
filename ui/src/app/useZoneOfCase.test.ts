import { describe, expect, it } from "vitest";

import { caseIn } from "./useZoneOfCase";

describe("the case on screen", () => {
  it.each([
    ["/cases/0123456789ab", {}, "0123456789ab"],
    ["/cases/0123456789ab/briefing", {}, "0123456789ab"],
    ["/chart", { case: "0123456789ab" }, "0123456789ab"],
    ["/cases", {}, ""],
    ["/entities/x", {}, ""],
  ])("of %s %o is %s", (pathname, search, id) => { expect(caseIn(pathname, search)).toBe(id); });
});
