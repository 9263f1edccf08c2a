import { useLocale } from "@/i18n/LocaleContext";

import { PlainValue } from "@/parts/Value";
import { captionOf } from "./look";
import type { Chart } from "./useChart";

/** From one item to another, whichever way the page is written. */
export function Way({ made, a, b }: { made: Chart; a: string; b: string }) {
  const { direction } = useLocale();
  const name = (id: string) => captionOf(id, made.state.known, made.seen.chart.items.get(id));
  return (
    <>
      <PlainValue value={name(a)} /> {direction === "rtl" ? "←" : "→"} <PlainValue value={name(b)} />
    </>
  );
}
