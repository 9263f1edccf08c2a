import { describe, expect, it } from "vitest";

import { refusal } from "./boundaries.js";
import { logical } from "./logical.js";

describe("import boundaries", () => {
  it.each([
    ["/p/src/views/Start.tsx", "@/core/queries"],
    ["/p/src/core/a.ts", "../api/client"],
    ["/p/src/desks/cargo/a.ts", "./b"],
    ["/p/src/desks/cargo/a.tsx", "@/parts/Told"],
    ["/p/src/desks/cargo/shifts/a.tsx", "@/desks/kit/DeskHead"],
    ["/p/src/views/home/Home.tsx", "@/parts/Told"],
    ["/p/src/app/App.tsx", "@/desks/cargo/route"],
    ["/p/src/api/client.ts", "openapi-fetch"],
  ])("%s may import %s", (file, source) => {
    expect(refusal(file, source)).toBeNull();
  });

  it.each([
    ["/p/src/core/a.ts", "@/views/Start"],
    ["/p/src/api/client.ts", "../core/queries"],
    ["/p/src/views/Start.tsx", "@/app/router"],
    ["/p/src/desks/cargo/a.ts", "../lab/b"],
    ["/p/src/desks/cargo/a.ts", "@/views/Start"],
    ["/p/src/i18n/text.ts", "@/design/theme"],
    ["/p/src/parts/Told.tsx", "@/views/Start"],
    ["/p/src/views/Start.tsx", "@/desks/cargo/page"],
    ["/p/src/core/desks/page.ts", "@/desks/cargo/page"],
    ["/p/src/desks/cargo/a.tsx", "@/desks/generic/Register"],
    ["/p/src/desks/kit/a.tsx", "@/desks/cargo/words"],
  ])("%s may not import %s", (file, source) => {
    expect(refusal(file, source)).not.toBeNull();
  });
});

describe("left and right", () => {
  it.each([["ml", 4, "ms"], ["paddingRight", 4, "paddingInlineEnd"], ["ta", "left", "ta: start"], ["float", "right", "float: inline-end"]])("%s=%s is %s", (name, value, instead) => {
    expect(logical(name, value)).toBe(instead);
  });

  it.each([["ms", 4], ["ta", "center"], ["title", "left"]])("%s=%s mirrors by itself", (name, value) => {
    expect(logical(name, value)).toBeNull();
  });
});
