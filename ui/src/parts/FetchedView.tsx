import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";

import type { Fetched } from "@/core/desks/page";

import { ErrorNote, Loading } from "./Notes";

/** A view that is fetched when it is shown; `id` names it in the page. */
export function FetchedView<P extends object>({ id, view, props }: { id: string; view: Fetched<P>; props: P }) {
  const found = useQuery({ queryKey: ["view", id], queryFn: async () => ({ View: await view() }), staleTime: Infinity });
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  return (
    <Suspense fallback={<Loading />}>
      <found.data.View {...props} />
    </Suspense>
  );
}
