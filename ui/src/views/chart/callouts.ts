import type { ChartDocument, Text } from "@/core/chart/document";
import type { Known } from "@/core/chart/known";
import { leaderOf, type Seen } from "@/core/chart/seen";
import { shortened, Written } from "@/design/labels";

import { captionOf, RADIUS } from "./look";
import { freePlace } from "./freePlace";
import { sizeOf } from "./written";

/** Pixels between two items that are one unit apart, at the size at which letters are as they are set. */
const UNIT = 66;
const LETTER = 7;
/** A name with a line of words below it. */
const NAME = 32;

/** What is written on a chart as it is seen: a note or call-out of an item that is not drawn (filtered, put away, outside the part of the time) is not there, one of a fragment is at the item that is drawn for it. */
export const textsSeen = (chart: ChartDocument, seen: Seen): ChartDocument["texts"] =>
  new Map(
    [...chart.texts].flatMap(([id, text]): [string, Text][] => {
      if (text.of === undefined) return [[id, text]];
      const of = leaderOf(seen, text.of);
      return seen.chart.items.has(of) ? [[id, { ...text, of }]] : [];
    }),
  );

/** The same where no note or call-out lies over a sign, a name or another: it stands as near as there is room to where somebody put it, as on paper. */
export function textsSettled(chart: ChartDocument, seen: Seen, known: Known): ChartDocument["texts"] {
  const about = [...textsSeen(chart, seen)];
  if (!about.some(([, text]) => text.of !== undefined)) return new Map(about);
  const taken = new Written();
  for (const [id, item] of seen.chart.items) {
    const [x, y, radius] = [item.x * UNIT, item.y * UNIT, RADIUS * (item.photo === undefined ? 1.2 : 1.9)];
    const name = shortened(captionOf(id, known, item)).length * LETTER;
    taken.put(x - radius, y - radius, 2 * radius, 2 * radius);
    taken.put(x - name / 2, y + radius, name, NAME);
  }
  for (const [, text] of about) if (text.of === undefined) taken.put(text.x * UNIT, text.y * UNIT, sizeOf(text).width, sizeOf(text).height);
  return new Map(about.map(([id, text]) => [id, text.of === undefined ? text : settled(text, taken)]));
}

function settled(text: Text, taken: Written): Text {
  const { width, height } = sizeOf(text);
  const [left, top] = freePlace(text.x * UNIT, text.y * UNIT, width, height, taken);
  return { ...text, x: left / UNIT, y: top / UNIT };
}
