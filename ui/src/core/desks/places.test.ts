import { describe, expect, it } from "vitest";

import type { Desk, OpenDesk } from "./open";
import type { DeskPage } from "./page";
import { currentOf, placesOf } from "./places";

const operation = (name: string, may: boolean) => ({ name, title: name, help: "", effect: "look" as const, in_case: false, may });
const part = (name: string, may = true) => ({ name, kind: name, title: name, help: "", in_case: false, may });
const DESK: Desk = { name: "gate", title: "Gate", help: "", open: true, general: false, on: true, may_open: false, operations: [operation("look", true), operation("decide", false)], registers: [part("visits"), part("hidden", false)], forms: [part("pass")], flows: [], rules: 0, inbox: true, mistake: "" };
const PAGE: DeskPage = {
  name: "gate", words: { en: {}, ar: () => Promise.reject(new Error("not asked")), ckb: () => Promise.reject(new Error("not asked")), "kmr-Arab": () => Promise.reject(new Error("not asked")) }, icon: "box", routes: [],
  menu: [{ to: "board", name: "board", shows: "look", icon: "table" }, { to: "decide", name: "decide", shows: "decide", icon: "check" }, { to: "chief", name: "chief", shows: "look", icon: "eye", roles: ["supervisor"] }, { to: "figures", name: "figures", shows: "look", icon: "report", place: "reports" }],
  buttons: [{ to: "board", name: "go", shows: "look" }, { to: "decide", name: "decide", shows: "decide" }],
  panels: { home: [], case: [], entity: [], value: [] }, commands: [],
};
const open = (page: DeskPage | null): OpenDesk => ({ desk: DESK, page, say: (key) => key });
const ways = (places: readonly { to: string }[]) => places.map(({ to }) => to);

describe("where somebody can go at a desk", () => {
  it("is what they may open, reports apart", () => {
    const found = placesOf(open(PAGE), ["analyst"], "To do");
    expect(ways(found.screens)).toEqual(["", "board"]);
    expect([ways(found.registers), ways(found.forms), ways(found.reports), ways(found.buttons), ways(found.actions)]).toEqual([["registers/visits"], ["forms/pass"], ["figures"], ["board"], ["operations/look"]]);
  });

  it("has a screen of a role for that role", () => {
    expect(ways(placesOf(open(PAGE), ["supervisor"], "To do").screens)).toContain("chief");
  });

  it("shows registers and forms of a desk without screens of its own", () => {
    expect(ways(placesOf(open(null), [], "To do").screens)).toEqual(["", "registers/visits", "forms/pass"]);
  });

  it("is marked by the longest address that fits", () => {
    const places = placesOf(open(PAGE), ["supervisor"], "To do").screens;
    expect([currentOf(places, "/board/7")?.to, currentOf(places, "/")?.to, currentOf(places, "/records/visit/1")]).toEqual(["board", "", undefined]);
  });
});
