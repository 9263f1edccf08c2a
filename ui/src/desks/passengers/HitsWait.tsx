import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";

import { queueQuery } from "./server";

/** How many hits wait for a decision, as the queue itself says. */
export function HitsWait() {
  const format = useFormat();
  const { data } = useQuery({ ...queueQuery, staleTime: 60_000 });
  return data === undefined || data.waiting === 0 ? null : <>{format.number(data.waiting)}</>;
}
