import { useCallback, useMemo } from "react";

import { endsOf } from "@/core/chart/known";
import type { Strand } from "@/core/chart/strands";
import { dayIn } from "@/core/day";
import { useFormat, ZONE } from "@/core/format";
import { useWords } from "@/core/vocabulary";

import { labelOf, type Telling } from "./labels";
import type { Chart } from "./useChart";

/** What each line of a chart says, by the rule of the chart or its own; the same on the screen and on paper. */
export function useLabel({ state: { chart, known }, sums }: Pick<Chart, "state" | "sums">): (strand: Strand, turned: boolean) => string {
  const words = useWords();
  const format = useFormat();
  const telling = useMemo((): Telling => ({ words, count: format.number, digits: format.digits, day: (text) => format.exact(dayIn(text, ZONE)), type: (schema) => words.type(schema), ends: (line) => endsOf(line, known), sums }), [words, format, known, sums]);
  return useCallback(({ pair, once }, turned) => labelOf(pair, chart.labels.get(pair.key) ?? chart.label, turned, telling, once), [chart.label, chart.labels, telling]);
}
