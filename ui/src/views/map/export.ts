import type { Scene } from "@/core/map/scene";

import { cell } from "../chart/export";

/** What is on the map as CSV, `rules` the names of the rules that some of a mark's things pass (RFC 4180, UTF-8 with byte-order mark so that sheets read Arabic). */
export function csvOf({ marks, ways }: Scene, rules: (things: readonly { id: string }[]) => string, heads: readonly string[]): string {
  const rows: (string | number)[][] = [[...heads]];
  const sources = (evidence: readonly { source_name: string; row: number }[]) => evidence.map((rests) => (rests.row > 0 ? `${rests.source_name} ${rests.row}` : rests.source_name)).join("; ");
  const things = (found: readonly { caption: string }[]) => found.map((thing) => thing.caption).join("; ");
  for (const { layer, mark } of marks) rows.push([layer, mark.kind, mark.title, mark.lat, mark.lon, mark.metres, mark.exactness, mark.begin, mark.end, mark.count, mark.word, things(mark.things), sources(mark.evidence), rules(mark.things)]);
  for (const { layer, way } of ways) rows.push([layer, way.kind, way.ends.map((end) => end.join(" ")).join(" > "), "", "", "", "", way.begin, way.end, 1, way.word, things(way.things), sources(way.evidence), rules(way.things)]);
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
