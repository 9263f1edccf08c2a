import { sought } from "@/core/sought";
import type { CellResidents, WingResidents } from "../server";

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

/** The wings with those of their cells that hold somebody, or are called, as was typed; all of them where nothing was. */
export function filtered(wings: readonly WingResidents[], typed: string): readonly WingResidents[] {
  if (typed.trim() === "") return wings;
  const fits = sought(typed);
  return wings
    .map((wing) => ({ ...wing, cells: wing.cells.filter((cell) => fits(`${cell.code} ${cell.name}`) || cell.people.some((one) => fits(`${one.name} ${one.person}`))) }))
    .filter((wing) => wing.cells.length > 0);
}
