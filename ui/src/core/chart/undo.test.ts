import { describe, expect, it } from "vitest";

import { type ChartDocument, EMPTY, LABEL_RULES, LINE_WAYS, NO_LOOK, type Position, type Rule, toBody } from "./document";
import * as edit from "./edit";
import { type Action, type ChartState, initial, reduce } from "./state";

/** Numbers that look thrown, the same every time (a linear congruential generator). */
function thrown(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const look = (at: number): Rule => ({ id: `r${String(at)}`, on: "item", of: "", by: "", test: "any", value: "", name: "", look: { ...NO_LOOK, size: 1 + (at % 3) } });

const IDS = ["a", "b", "c", "d", "e", "f"];

function change(pick: (below: number) => number): (chart: ChartDocument) => ChartDocument {
  const ids = IDS.filter(() => pick(2) === 0);
  const places = new Map(ids.map((id) => [id, [pick(20), pick(20)] as Position]));
  const rule = LABEL_RULES[pick(LABEL_RULES.length)] ?? "all";
  const all = [
    (now: ChartDocument) => edit.add(now, places),
    (now: ChartDocument) => edit.hide(now, ids),
    edit.show,
    (now: ChartDocument) => edit.move(now, places, true),
    (now: ChartDocument) => edit.pin(now, ids),
    (now: ChartDocument) => edit.group(now, ids, `g${pick(3)}`, "خلية"),
    (now: ChartDocument) => edit.ungroup(now, ids),
    (now: ChartDocument) => edit.apart(now, ids, pick(2) === 0),
    (now: ChartDocument) => edit.label(now, rule),
    (now: ChartDocument) => edit.write(now, `t${pick(3)}`, { x: pick(9), y: pick(9), text: "ملاحظة note", kind: "note", of: "a" }),
    (now: ChartDocument) => edit.moveText(now, `t${pick(3)}`, [pick(9), pick(9)]),
    (now: ChartDocument) => edit.unwrite(now, `t${pick(3)}`),
    (now: ChartDocument) => edit.set(now, ids, `s${pick(3)}`, "مجموعة"),
    (now: ChartDocument) => edit.unset(now, `s${pick(3)}`),
    (now: ChartDocument) => edit.says(now, pick(2) === 0 ? "holder" : "amount"),
    (now: ChartDocument) => edit.labelLine(now, "a b", pick(3) === 0 ? null : rule),
    (now: ChartDocument) => edit.legend(now, { hidden: pick(2) === 0 ? ["width"] : [], names: pick(2) === 0 ? { "type Person": "أشخاص" } : {}, order: pick(2) === 0 ? ["line confirmed"] : [] }),
    (now: ChartDocument) => edit.rules(now, pick(3) === 0 ? [] : [...now.rules, look(pick(99))].slice(-4)),
    (now: ChartDocument) => edit.ways(now, LINE_WAYS[pick(LINE_WAYS.length)] ?? "one"),
    (now: ChartDocument) => edit.collapse(now, [`g${String(pick(3))}`], pick(2) === 0),
    (now: ChartDocument) => edit.photograph(now, ids, pick(2) === 0 ? null : "0123456789abcdef"),
  ];
  return all[pick(all.length)] ?? edit.show;
}

describe("any sequence of changes", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))("is undone to the document before and done again to the one after (%i)", (seed) => {
    const pick = thrown(seed * 7919 + 1);
    let state: ChartState = initial;
    for (let at = 0; at < 40; at += 1) {
      const before = state.chart;
      const action: Action = { do: "edit", label: "chart.step.move", change: change(pick) };
      state = reduce(state, action);
      for (const [id, item] of before.items) {
        const after = state.chart.items.get(id);
        if (item.pinned === true && after !== undefined) expect([after.x, after.y]).toEqual([item.x, item.y]);
      }
    }
    const end = state.chart;
    const steps = state.past.length;
    for (let at = 0; at < steps; at += 1) state = reduce(state, { do: "undo" });
    expect(toBody(state.chart)).toEqual(toBody(EMPTY));
    for (let at = 0; at < steps; at += 1) state = reduce(state, { do: "redo" });
    expect(toBody(state.chart)).toEqual(toBody(end));
  });
});
