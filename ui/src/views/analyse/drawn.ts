import type { Column, Result, View } from "@/core/analyses/server";

import type { Cells } from "./useCells";

/** What a drawing of a result is given. */
export interface DrawingProps {
  view: View;
  result: Result;
  zone: string;
  title: string;
  chosen: number | null;
  onChoose: (row: number) => void;
}

/** What every drawing is given: the rows with their places, and which column is what. */
export interface Drawn extends Omit<DrawingProps, "view"> {
  /** The places of the rows to draw. */
  places: readonly number[];
  role: (name: string) => Column | undefined;
  cells: Cells;
}
