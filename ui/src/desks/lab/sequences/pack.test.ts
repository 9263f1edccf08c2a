import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";

import type { Chosen } from "@/core/sources";

import { NOTHING, packed, sequenceOf, wanting, withBeside } from "./pack";

const file = (name: string, text = name): Chosen => ({ name, file: new File([text], name.split("/").at(-1) ?? name) });
const RUNS = [file("May 4/01.D/DATA.MS"), file("May 4/02.cdf"), file("May 4/list of runs.csv", "run,kind"), file("May 4/controls.csv")];
const inside = async (made: Parameters<typeof packed>[0]) => unzipSync(new Uint8Array(await (await packed(made, "May 4")).arrayBuffer()));

describe("a sequence that is packed on the page", () => {
  it("knows its sheet and what stands in its folder, and says what is wanting", () => {
    const made = sequenceOf(RUNS);
    expect(made.sheet).toBe("list of runs.csv");
    expect(made.beside.controls?.name).toBe("controls.csv");
    expect(wanting(made)).toEqual(["method", "library"]);
    expect(wanting(NOTHING)).toEqual(["files", "method", "library"]);
    expect(wanting(sequenceOf([file("a.csv"), file("b.csv"), file("method.yaml"), file("library.msp")]))).toEqual(["sheet"]);
  });

  it("holds the folder under the names that the laboratory seals, with the parts that were chosen", async () => {
    const method = new File(["name: M"], "GCMS-1 method.yaml");
    const made = withBeside(withBeside(sequenceOf(RUNS), "method", method), "library", new File(["L"], "Drugs 2026.MSP"));
    const found = await inside(made);
    expect(Object.keys(found)).toEqual(["01.D/DATA.MS", "02.cdf", "controls.csv", "library.msp", "method.yaml", "sequence.csv"]);
    expect(strFromU8(found["sequence.csv"] ?? new Uint8Array())).toBe("run,kind");
    expect(wanting(withBeside(made, "library", null))).toEqual(["library"]);
  });

  it("puts a part that was chosen in place of that of the folder, and gives the same bytes again", async () => {
    const made = withBeside(sequenceOf([...RUNS, file("May 4/library.jca", "old"), file("May 4/method.yaml")]), "library", new File(["new"], "x.msp"));
    const found = await inside(made);
    expect(found["library.jca"]).toBeUndefined();
    expect(strFromU8(found["library.msp"] ?? new Uint8Array())).toBe("new");
    expect(await inside(made)).toEqual(found);
  });
});
