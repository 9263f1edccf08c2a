import type { Position } from "@/core/chart/document";

/** What a dialog of the chart asks now. */
export type Asking =
  | { what: "add" | "snapshot" | "group" | "set" | "arrange" | "rules" | "legend" | "frame" | "compare" }
  | { what: "expand"; ids: readonly string[]; types: readonly string[] }
  | { what: "text"; id: string; at: Position; of: string }
  | { what: "photo"; ids: readonly string[] }
  | { what: "judge"; ids: readonly string[] }
  | { what: "parts"; id: string }
  | { what: "cards"; id: string; pair: string }
  | { what: "item"; at: Position }
  | { what: "link"; from: string; to: string };
