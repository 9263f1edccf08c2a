import { describe, expect, it } from "vitest";

import { aware, given, lacking, offered, outside, readSet, starting, takes, writeSet } from "./asking";
import { amountOf, filtered, lit, type Row, shown, sorted, spotsIn } from "./cells";
import { apart, layered } from "./flow";
import { gridOf, shade } from "./grid";
import type { Analysis, Column, Json, Parameter } from "./server";

const parameter = (name: string, kind: string, more: Partial<Parameter> = {}): Parameter => ({ name, kind, label: name, help: "", default: null, low: null, high: null, required: false, of: [], excludes: false, choices: [], ...more });

const analysis = (id: string, parameters: Parameter[], more: Partial<Analysis> = {}): Analysis => ({
  id,
  family: "telephone",
  version: 1,
  title: id,
  help: "",
  means: "",
  means_not: "",
  parameters,
  columns: [],
  inputs: [],
  limits: [],
  reference: "",
  views: [],
  known_as: [],
  schema: {},
  ...more,
});

const WHEEL = analysis("call-wheel", [parameter("number", "text", { required: true, of: ["PhoneNumber"] }), parameter("since", "time"), parameter("zone", "text", { default: "Asia/Baghdad", of: ["zone"] }), parameter("services", "texts", { of: ["PhoneNumber"], excludes: true }), parameter("limit", "integer", { default: 100, low: 1, high: 1000 })], {
  title: "ساعات وأيام رقم",
  known_as: ["Heat Matrix"],
});

const ID = "ab".repeat(16);

describe("a form made from the declaration", () => {
  it("opens with the defaults, and gives only what differs from them", () => {
    const typed = starting(WHEEL, {});
    expect(typed).toEqual({ number: "", since: "", zone: "Asia/Baghdad", services: [], limit: "100" });
    expect(given(WHEEL, typed)).toEqual({});
    expect(lacking(WHEEL, typed).map((item) => item.name)).toEqual(["number"]);
    expect(given(WHEEL, { ...typed, number: " 0790 123 4567 ", limit: "7", services: ["", " 115 "] })).toEqual({ number: "0790 123 4567", limit: 7, services: ["115"] });
  });

  it("puts the thing it is asked about where it fits, never among what is left out", () => {
    expect(starting(WHEEL, {}, [{ id: ID, lineage: ["PhoneNumber", "Thing"] }])["number"]).toBe(ID);
    expect(starting(WHEEL, { number: "0790" }, [{ id: ID, lineage: ["PhoneNumber"] }])["number"]).toBe("0790");
    expect(takes(analysis("x", [parameter("services", "texts", { of: ["PhoneNumber"], excludes: true })]), ["PhoneNumber"])).toBeUndefined();
    expect(starting(analysis("x", [parameter("things", "nodes", { of: ["Thing"], required: true })]), {}, [{ id: ID, lineage: ["Person", "Thing"] }])["things"]).toEqual([ID]);
  });

  it("puts several things where several are taken, one each where one is, and none where they are a crowd", () => {
    const phones = Array.from({ length: 26 }, (_, at) => ({ id: String(at), lineage: ["PhoneNumber", "Thing"] }));
    const person = { id: ID, lineage: ["Person", "Thing"] };
    const numbers = analysis("n", [parameter("numbers", "nodes", { of: ["PhoneNumber"], required: true })]);
    const way = analysis("w", [parameter("via", "text", { of: ["Thing"] }), parameter("from", "text", { of: ["Thing"], required: true }), parameter("to", "text", { of: ["Thing"], required: true })]);
    expect(starting(numbers, {}, [...phones.slice(0, 3), person])).toEqual({ numbers: ["0", "1", "2"] });
    expect(starting(numbers, {}, phones)).toEqual({ numbers: [] });
    expect(starting(way, {}, [person, ...phones.slice(0, 1)])).toEqual({ via: "", from: ID, to: "0" });
    expect(starting(numbers, { numbers: ["9"] }, phones.slice(0, 3))).toEqual({ numbers: ["9"] });
  });

  it("types times in the zone of the analysis, and reads them back", () => {
    const typed = { ...starting(WHEEL, {}), since: "2026-03-01T10:00" };
    expect(given(WHEEL, typed)).toEqual({ since: "2026-03-01T10:00:00+03:00" });
    expect(starting(WHEEL, given(WHEEL, typed))["since"]).toBe("2026-03-01T10:00");
  });

  it.each([
    ["2026-07-01T12:30", "Europe/Berlin", "2026-07-01T12:30:00+02:00"],
    ["2026-01-01", "UTC", "2026-01-01T00:00:00+00:00"],
    ["2026-01-01T05:00", "America/New_York", "2026-01-01T05:00:00-05:00"],
    ["someday", "UTC", ""],
  ])("%s in %s is %s", (local, zone, told) => {
    expect(aware(local, zone)).toBe(told);
  });

  it("says when a number is outside its bounds", () => {
    const limit = WHEEL.parameters[4] as Parameter;
    expect(["0", "1001", "1.5", "x"].map((typed) => outside(limit, typed))).toEqual(Array(4).fill({ low: 1, high: 1000 }));
    expect(["", "1", "1000"].map((typed) => outside(limit, typed))).toEqual([null, null, null]);
  });

  it("stands in an address and comes back; what is no such text is nothing", () => {
    const values = { number: "٠٧٩٠", list: ["a", "b"], flag: true };
    expect(readSet(writeSet(values))).toEqual(values);
    expect([readSet("{broken"), readSet("[1]"), readSet(undefined), writeSet({})]).toEqual([{}, {}, {}, undefined]);
  });
});

describe("choosing an analysis", () => {
  const all = [WHEEL, analysis("degree", [parameter("types", "texts")], { family: "networks", title: "روابط كل عنصر", known_as: ["List Most Connected"] })];
  const ids = (typed: string, lineage?: string[]) => offered(all, typed, lineage).flatMap(([, found]) => found.map((item) => item.id));

  it("finds it by its name in the page's language or in another program", () => {
    expect([ids("list most connected"), ids("heat"), ids("ساعات"), ids("nothing like it")]).toEqual([["degree"], ["call-wheel"], ["call-wheel"], []]);
  });

  it("offers at a thing only what can be asked of it", () => {
    expect([ids("", ["PhoneNumber", "Thing"]), ids("", ["Vehicle", "Thing"])]).toEqual([["call-wheel"], []]);
  });
});

const column = (name: string, kind: string): Column => ({ name, kind, label: name, help: "" });
const thing = (id: string, caption: string): Json => ({ id, schema: "PhoneNumber", caption });
const COLUMNS = [column("number", "text"), column("number_node", "node"), column("other", "node"), column("value", "number"), column("rank", "range"), column("rests", "evidence"), column("empty", "text")];
const rests = (row: number): Json => [{ source: "ff", source_name: "calls.csv", part: 0, row }];
const ROWS: Row[] = [
  { number: "10", number_node: thing("a", "10"), other: thing("b", "B"), value: 2, rank: [1, 9], rests: rests(4), empty: null },
  { number: "9", number_node: thing("c", "9"), other: thing("b", "B"), value: null, rank: [2, 2], rests: rests(5), empty: null },
  { number: "2", number_node: thing("d", "2"), other: null, value: 7, rank: null, rests: [...(rests(5) as Json[]), ...(rests(5) as Json[])], empty: null },
];

describe("the rows of a result", () => {
  it("are sorted by numbers as numbers, with what is unknown at the end either way", () => {
    expect(sorted(ROWS, COLUMNS, null)).toEqual([0, 1, 2]);
    expect(sorted(ROWS, COLUMNS, { column: "value", down: true })).toEqual([2, 0, 1]);
    expect(sorted(ROWS, COLUMNS, { column: "value", down: false })).toEqual([0, 2, 1]);
    expect(sorted(ROWS, COLUMNS, { column: "number", down: false })).toEqual([2, 1, 0]);
    expect(sorted(ROWS, COLUMNS, { column: "rank", down: true })).toEqual([1, 0, 2]);
  });

  it("are narrowed by every typed word", () => {
    expect(filtered(ROWS, COLUMNS, [0, 1, 2], "b calls")).toEqual([0, 1]);
    expect(filtered(ROWS, COLUMNS, [2, 1], "")).toEqual([2, 1]);
  });

  it("fold a thing into the column of texts that names it, and leave out what is empty everywhere", () => {
    expect(shown(COLUMNS, ROWS).map(({ column: { name }, thing: behind }) => [name, behind])).toEqual([["number", "number_node"], ["other", undefined], ["value", undefined], ["rank", undefined]]);
  });

  it("fold a number into the column that writes it otherwise, or knows more numbers than there are things", () => {
    const columns = [{ name: "number", kind: "text", label: "", help: "" }, { name: "number_node", kind: "node", label: "", help: "" }];
    const row = (number: string, caption: string | null) => ({ number, number_node: caption === null ? null : { id: caption, schema: "PhoneNumber", caption } });
    const names = (rows: Row[]) => shown(columns, rows).map(({ column }) => column.name);
    expect(names([row("+964 790 123 4567", "+9647901234567"), row("309", null)])).toEqual(["number"]);
    expect(names([row("+9647901234567", "Sara"), row("309", null)])).toEqual(["number", "number_node"]);
  });

  it("light up their things, and the line between two in one row", () => {
    expect(lit({ columns: COLUMNS }, ROWS)).toEqual({ ids: ["a", "b", "c", "d"], lines: ["a b", "b c"] });
  });

  it("name each place they rest on once", () => {
    expect(spotsIn(ROWS[2] ?? {}, COLUMNS).map((spot) => spot.row)).toEqual([5]);
    expect(amountOf({ amount: "48500.5", currency: null })).toEqual({ amount: 48500.5, written: "48500.5", currency: "" });
  });
});

describe("a heat matrix", () => {
  it("begins the week as it begins in Iraq, and counts what has no place", () => {
    const columns = [column("day", "weekday"), column("hour", "hour"), column("events", "integer")];
    const rows = [1, 5, 6].flatMap((day) => [3, 12].map((hour): Row => ({ day, hour, events: day * hour })));
    const grid = gridOf(rows, columns, { across: "hour", down: "day", value: "events" }, 2);
    expect([grid.across, grid.down, grid.most, grid.left]).toEqual([[3, 12], [6, 1], 72, 2]);
    expect(grid.at(1, 0)).toEqual({ value: 72, row: 5 });
    expect([shade(0, 72), shade(18, 72), shade(72, 72), shade(1, 0)]).toEqual([0, 0.5, 1, 0]);
  });
});

describe("a flow", () => {
  const flow = (from: string, to: string, amount: number, row: number, step: number | null = null) => ({ from, to, amount, row, step });

  it("stands in layers; a round goes back", () => {
    const drawn = layered([flow("a", "b", 10, 0), flow("b", "c", 8, 1), flow("c", "a", 7, 2)], 10);
    expect(new Map(drawn.boxes.map((box) => [box.id, box.layer]))).toEqual(new Map([["a", 0], ["b", 1], ["c", 2]]));
    expect(drawn.bands.filter((band) => band.back).map((band) => band.row)).toEqual([2]);
    expect(drawn.layers).toBe(3);
  });

  it("keeps to the steps where they are said", () => {
    const drawn = layered([flow("a", "b", 10, 0, 1), flow("b", "c", 4, 1, 2), flow("b", "d", 4, 2, 2)], 10);
    expect(drawn.boxes.map((box) => [box.id, box.layer]).sort()).toEqual([["a", 0], ["b", 1], ["c", 2], ["d", 2]]);
  });

  it("draws the largest, counts the rest, and lets nothing stick out", () => {
    const many = Array.from({ length: 40 }, (_, at) => flow(`p${at}`, "q", at + 1, at));
    const drawn = layered([...many, flow("q", "q", 99, 99)], 10);
    expect([drawn.bands.length, drawn.left, drawn.selves]).toEqual([10, 30, 1]);
    for (const box of drawn.boxes) expect(box.top + box.size).toBeLessThanOrEqual(1.0001);
    const taken = drawn.bands.reduce((sum, band) => sum + band.size, 0);
    expect(taken).toBeCloseTo(drawn.boxes.find((box) => box.id === "q")?.size ?? 0);
  });

  it("tells parties of one name apart", () => {
    expect([...apart(new Map([["abcdef01", "Ali"], ["12345678", "Ali"], ["cc", "Sara"]])).values()]).toEqual([{ name: "Ali", mark: "abcdef" }, { name: "Ali", mark: "123456" }, { name: "Sara", mark: "" }]);
  });

  it("of nothing is nothing", () => {
    expect(layered([], 5)).toEqual({ layers: 1, boxes: [], bands: [], selves: 0, left: 0 });
  });
});
