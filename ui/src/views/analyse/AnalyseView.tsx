import { useNavigate, useSearch } from "@tanstack/react-router";

import { useCases } from "@/core/sources";

import { ErrorNote, Loading } from "@/parts/Notes";
import { Panel } from "./Panel";

/** Analyses by their address: which one, asked how, what it found. */
export function AnalyseView() {
  const asked = useSearch({ from: "/inside/analyse" });
  const navigate = useNavigate({ from: "/analyse" });
  const cases = useCases();
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  return <Panel asked={asked} cases={cases.data} onAsk={(next, replace = false) => void navigate({ search: next, replace, resetScroll: false })} />;
}
