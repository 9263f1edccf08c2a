import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";

import type { Fetched } from "@/core/desks/page";

import { ErrorNote, Loading } from "./Notes";

/** A view that is fetched when it is shown; `id` names it in the page. A `quiet` one shows nothing until it is there. */
export function FetchedView<P extends object>({ id, view, props, quiet = false }: { id: string; view: Fetched<P>; props: P; quiet?: boolean }) {
  const found = useQuery({ queryKey: ["view", id], queryFn: async () => ({ View: await view() }), staleTime: Infinity });
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const waiting = quiet ? null : <Loading />;
  if (found.data === undefined) return waiting;
  return (
    <Suspense fallback={waiting}>
      <found.data.View {...props} />
    </Suspense>
  );
}
