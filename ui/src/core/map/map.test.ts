import { describe, expect, it } from "vitest";

import { decoded } from "./ground";
import { bounded, fitted, IRAQ, onScreen, pixelsOf, project, readView, scaleBar, underPixel, unproject, type View, writeView, zoomedAt } from "./mercator";
import near from "./ground/near.json";
import world from "./ground/world.json";
import { areaCorners, areaText, clusters, kindsOf, momentsOf, type Placed, scene, sectorCorners, until } from "./scene";
import { type Drawing, type Layer, type Mark, valuesFor, type Way } from "./server";

const SIZE = { width: 1000, height: 600 };
const mark = (id: string, more: Partial<Mark> = {}): Mark => ({ id, kind: "Sighting", lat: 33.3, lon: 44.4, exactness: "coordinates", metres: 0, title: id, word: "w", count: 1, begin: "", end: "", sector: null, things: [], evidence: [], ...more });
const way = (id: string, more: Partial<Way> = {}): Way => ({ id, kind: "leg", ends: [[33, 44], [34, 45]], word: "", begin: "", end: "", doubtful: false, things: [], evidence: [], ...more });
const drawing = (layer: string, marks: Mark[], lines: Way[] = []): Drawing => ({ layer, marks, lines, left_out: [], notes: [] });

describe("the projection", () => {
  it.each([[33.3, 44.4], [-45, 170], [0, 0], [84, -179]])("goes there and back: %d, %d", (lat, lon) => {
    const [back, along] = unproject(project(lat, lon));
    expect([back, along].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([lat, lon]);
  });

  it("keeps a point at its pixel through window and zoom", () => {
    const at = underPixel(IRAQ, SIZE, [250, 90]);
    expect(onScreen(IRAQ, SIZE, at).map(Math.round)).toEqual([250, 90]);
    const nearer = zoomedAt(IRAQ, SIZE, [250, 90], 2);
    expect(onScreen(nearer, SIZE, at).map(Math.round)).toEqual([250, 90]);
    expect(zoomedAt(IRAQ, SIZE, [0, 0], 99).zoom).toBe(18);
  });

  it("measures on the ground", () => {
    const view: View = { ...IRAQ, zoom: 10 };
    const [x1] = onScreen(view, SIZE, project(33, 44));
    const [x2] = onScreen(view, SIZE, project(33, 45));
    expect(pixelsOf(view, 33, 93_257) / (x2 - x1)).toBeCloseTo(1, 2);
    const bar = scaleBar(view);
    expect([1, 2, 5]).toContain(Number(String(bar.metres)[0]));
    expect(bar.pixels).toBeLessThanOrEqual(130);
    expect(bar.pixels).toBeGreaterThan(30);
  });

  it("goes through an address and back, and nothing else is a view", () => {
    const view = readView(writeView(IRAQ));
    expect([view?.x, view?.y].map((value) => value?.toFixed(6))).toEqual([IRAQ.x.toFixed(6), IRAQ.y.toFixed(6)]);
    expect(["", "33", "33,44", "99,44,5", "33,444,5", "a,b,c", "33.3,44.4,5;"].map(readView)).toEqual(Array(7).fill(null));
    expect(bounded({ x: 9, y: -9, zoom: -9 })).toEqual({ x: 1, y: 0, zoom: 1 });
  });

  it("shows all points, and the country where there are none", () => {
    const points = [project(29, 39), project(37, 48)];
    const view = fitted(points, SIZE);
    for (const [x, y] of points.map((point) => onScreen(view, SIZE, point))) expect(x > 0 && x < SIZE.width && y > 0 && y < SIZE.height).toBe(true);
    expect(fitted([], SIZE)).toBe(IRAQ);
    expect(fitted([project(33, 44)], SIZE).zoom).toBe(13);
  });
});

describe("the ground", () => {
  it("is small, holds the country's borders, and names nobody", () => {
    expect(JSON.stringify(near).length + JSON.stringify(world).length).toBeLessThan(800_000);
    const [one] = decoded([[5000, 10_000, 2500, -2500]], 5000);
    const [x = 0, y = 0] = one?.points.slice(2) ?? [];
    expect(unproject([x, y]).map((value) => value.toFixed(3))).toEqual(["1.500", "1.500"]);
    const borders = decoded(near.borders, near.step);
    const [west, north] = project(38, 38.5);
    const [east, south] = project(28.5, 49);
    const inside = borders.filter((line) => line.east > west && line.west < east && line.south > north && line.north < south);
    expect(inside.length).toBeGreaterThan(4);
    for (const layer of [near.land, near.lakes, near.rivers, near.provinces]) expect(layer.length).toBeGreaterThan(3);
  });
});

describe("a scene", () => {
  const early = mark("a", { begin: "2026-03-01T08:00:00Z", end: "2026-03-01T09:00:00Z" });
  const late = mark("b", { begin: "2026-03-02T08:00:00Z", kind: "Crossing" });
  const day = mark("d", { begin: "2026-03-02", end: "2026-03-02" });
  const site = mark("s", { begin: "2024-01-01", kind: "CellSite" });
  const whole = scene([drawing("cell-sites", [site]), drawing("passages", [early, late, day, mark("u")]), drawing("route", [], [way("w", { begin: "2026-03-01T09:00:00Z", end: "2026-03-01T10:00:00Z" }), way("x", { ends: [] })])], new Set());
  const shown = (moment: string, hours: number) => until(whole, moment, hours).marks.map((one) => one.mark.id).join("");

  it("leaves out kinds and lines without ends", () => {
    expect(scene([drawing("passages", [early, late])], new Set(["Crossing"])).marks.map((one) => one.mark.id)).toEqual(["a"]);
    expect(whole.ways.map((one) => one.way.id)).toEqual(["w"]);
    expect(kindsOf([drawing("passages", [early, late, early])])).toEqual([["Sighting", 2], ["Crossing", 1]]);
  });

  it("steps through the moments at which something begins, and site lists give none", () => {
    expect(momentsOf(whole)).toEqual(["2026-03-01T08:00:00Z", "2026-03-01T09:00:00Z", "2026-03-02", "2026-03-02T08:00:00Z"]);
  });

  it("shows what was recorded until a moment, as long before as is asked; what has no time always", () => {
    expect(shown("2026-03-01T08:30:00Z", 0)).toBe("sau");
    expect(shown("2026-03-02T08:00:00Z", 0)).toBe("sabdu");
    expect(shown("2026-03-02T08:00:00Z", 6)).toBe("sbdu");
    expect(until(whole, "2026-03-01T08:30:00Z", 0).ways).toEqual([]);
  });
});

describe("marks in a window", () => {
  const placed = (id: string, lat: number, lon: number): Placed => ({ layer: "places", mark: mark(id, { lat, lon }), at: project(lat, lon) });
  const marks = [placed("a", 33.3, 44.4), placed("b", 33.302, 44.402), placed("c", 36.2, 44), placed("far", -20, -60)];

  it("stand as one where they lie on one another, none is lost, and what is outside is not drawn", () => {
    const found = clusters(marks, { ...IRAQ, zoom: 6 }, SIZE);
    expect(found.map((one) => one.marks.map((item) => item.mark.id).join(""))).toEqual(["ab", "c"]);
    expect(clusters(marks, fitted([project(33.3, 44.4), project(33.302, 44.402)], SIZE, 18), SIZE)).toHaveLength(2);
  });

  it("never are more than a window holds", () => {
    const many = Array.from({ length: 5000 }, (_, at) => placed(String(at), 30 + (at % 70) / 10, 40 + Math.floor(at / 70) / 10));
    const found = clusters(many, IRAQ, SIZE);
    expect(found.length).toBeLessThan(900);
    const sight = many.filter(({ at }) => { const [x, y] = onScreen(IRAQ, SIZE, at); return x > 0 && y > 0 && x < SIZE.width && y < SIZE.height; });
    const ids = new Set(found.flatMap((one) => one.marks.map(({ mark: { id } }) => id)));
    expect(sight.filter(({ mark: { id } }) => !ids.has(id))).toEqual([]);
    expect(new Set(found.map((one) => one.key)).size).toBe(found.length);
  });
});

describe("an antenna", () => {
  it("looks where the list says; without a width it is a line, never a usual sector", () => {
    const [middle, end] = sectorCorners(90, null, 10);
    expect([middle, end?.map((value) => Math.round(value) + 0)]).toEqual([[0, 0], [10, 0]]);
    expect(sectorCorners(0, 120, 10).length).toBeGreaterThan(10);
  });
});

describe("an area", () => {
  it("is written for the analysis and drawn again from the address", () => {
    const corners = [project(33, 44), project(34, 44), project(34, 45)];
    expect(areaText(corners)).toBe("33.00000 44.00000; 34.00000 44.00000; 34.00000 45.00000");
    expect(areaCorners(areaText(corners))?.points.length).toBe(6);
    expect(areaText(Array.from({ length: 500 }, (_, at) => project(33 + at / 1000, 44))).split(";").length).toBeLessThanOrEqual(60);
    expect([areaCorners("33 44 500"), areaCorners("a b; c d; e f"), areaCorners("")]).toEqual([null, null, null]);
  });
});

describe("what a layer is asked", () => {
  const parameter = (name: string, kind: string, of: string[] = [], required = false) => ({ name, kind, of, required, label: "", help: "", default: null, low: null, high: null, choices: [], excludes: "" }) as unknown as Layer["parameters"][number];
  const layer = (...parameters: Layer["parameters"]): Layer => ({ id: "l", title: "", help: "", means: "", means_not: "", parameters });
  const asked = { case: "", since: "2026-01-01T00:00:00.000Z", until: "", item: { id: "ab", lineage: ["Plate", "Thing"] } };

  it("is the period, and the thing where it is of a type the layer is about", () => {
    expect(valuesFor(layer(parameter("item", "text", ["Plate"], true), parameter("since", "time"), parameter("until", "time")), asked)).toEqual({ item: "ab", since: asked.since });
    expect(valuesFor(layer(parameter("numbers-optional", "texts", ["PhoneNumber"])), { ...asked, item: null })).toEqual({});
    expect(valuesFor(layer(parameter("numbers-optional", "texts", ["Plate"])), asked)).toEqual({ "numbers-optional": ["ab"] });
    const many = { ...asked, item: null, items: [{ id: "ab", lineage: ["Plate"] }, { id: "cd", lineage: ["Person"] }, { id: "ef", lineage: ["Plate"] }] };
    expect(valuesFor(layer(parameter("items", "texts", ["Plate"], true)), many)).toEqual({ items: ["ab", "ef"] });
    expect(valuesFor(layer(parameter("items", "texts", ["Sim"], true)), many)).toBeNull();
  });

  it("is nothing where the thing is another one than the layer is about: its map shows its places only", () => {
    expect(valuesFor(layer(parameter("numbers-optional", "texts", ["PhoneNumber"])), asked)).toBeNull();
    expect(valuesFor(layer(parameter("since", "time")), asked)).toBeNull();
  });

  it("is nothing where it needs a thing that is not there", () => {
    expect(valuesFor(layer(parameter("item", "text", ["PhoneNumber"], true)), asked)).toBeNull();
    expect(valuesFor(layer(parameter("item", "text", ["Thing"], true)), { ...asked, item: null })).toBeNull();
  });
});
