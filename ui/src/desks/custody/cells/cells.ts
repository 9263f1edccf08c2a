import { folded, sought } from "@/core/sought";
import type { CellResidents, Resident, WingResidents } from "../server";

/** What stands on the door: the last part of a code. */
export const door = (code: string): string => code.split("/").at(-1) ?? code;

/** How a cell is used now: closed, empty, over its measure, full, or with room. */
export type Use = "closed" | "empty" | "over" | "full" | "room";

export function useOf(cell: Pick<CellResidents, "closed" | "capacity" | "people">): Use {
  const inside = cell.people.length;
  if (cell.closed !== "") return "closed";
  if (cell.capacity !== null && inside > cell.capacity) return "over";
  if (inside === 0) return "empty";
  return cell.capacity !== null && inside === cell.capacity ? "full" : "room";
}

/** Whether digits are the label of a door: as it stands there, or without its zeros in front. */
const sameDoor = (label: string, digits: string): boolean => label === digits || (/^\d+$/.test(label) && Number(label) === Number(digits));

/** The wings with those of their cells that hold somebody, or are called, as was typed (digits: the door; a number of a file begins with P-); all of them where nothing was. */
export function filtered(wings: readonly WingResidents[], typed: string): readonly WingResidents[] {
  if (typed.trim() === "") return wings;
  const asked = folded(typed).trim(), fits = sought(typed);
  const number = /^\d+$/.test(asked), file = /^p-/.test(asked);
  const called = (cell: CellResidents) => (number ? sameDoor(door(cell.code), asked) : (asked.includes("/") && fits(cell.code)) || fits(cell.name));
  const lives = (one: Resident) => (file ? folded(one.person).startsWith(asked) : !number && fits(one.name));
  return wings
    .map((wing) => ({ ...wing, cells: wing.cells.filter((cell) => called(cell) || cell.people.some(lives)) }))
    .filter((wing) => wing.cells.length > 0);
}
