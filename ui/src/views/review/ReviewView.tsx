import { useSearch } from "@tanstack/react-router";

import { DecisionList } from "./DecisionList";
import { PairSitting } from "./PairSitting";
import { QueueView } from "./QueueView";

/** Who is who: the queue by person; or the one pair of the address, or the list of what was decided. */
export function ReviewView() {
  const { left, right, show, ...filter } = useSearch({ from: "/inside/review" });
  if (left !== undefined && right !== undefined) return <PairSitting key={`${left} ${right}`} one={left} other={right} />;
  if (show === "decisions") return <DecisionList />;
  return <QueueView key={JSON.stringify(filter)} filter={filter} />;
}
