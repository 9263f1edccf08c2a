import { Onward } from "@/parts/Onward";
import { PlainValue } from "@/parts/Value";
import { captionOf } from "./look";
import type { Chart } from "./useChart";

/** From one item to another, whichever way the page is written. */
export function Way({ made, a, b }: { made: Chart; a: string; b: string }) {
  const name = (id: string) => captionOf(id, made.state.known, made.seen.chart.items.get(id));
  return (
    <>
      <PlainValue value={name(a)} /> <Onward /> <PlainValue value={name(b)} />
    </>
  );
}
