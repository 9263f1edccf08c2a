import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";

import { useCases } from "@/core/sources";

import type { MapPane, MapSearch } from "../addresses";
import { ErrorNote, Loading } from "@/parts/Notes";
import { useHere } from "@/parts/useHere";
import { MapBoard } from "./MapBoard";
import type { MapState } from "./useMap";

const split = (text: string | undefined, by = "."): string[] => (text ?? "").split(by).filter((part) => part !== "");
/** More than so many are not in the address: it would be too long to send. */
const CHOSEN_MOST = 20;

/** A map by its address: case, layers, thing, period, what is selected, where it looks, the areas and the moment of the time slider. */
export function MapView() {
  const search = useSearch({ from: "/inside/map" });
  const navigate = useNavigate({ from: "/map" });
  const here = useHere("/map");
  const cases = useCases();
  const [many, setMany] = useState<ReadonlySet<string> | null>(null);
  const { case: caseId = "", layers, item = "", since = "", until = "", hide, sel, area, now = "", rules = "", span = 0, at = "", pane = "none" } = search;
  const state = useMemo(
    (): MapState => ({
      case: caseId, item, since, until, now, rules, span,
      layers: layers === undefined ? STANDARD[item === "" ? "plain" : "thing"] : split(layers),
      hidden: new Set(split(hide)),
      chosen: many ?? new Set(split(sel)),
      areas: split(area, "|"),
    }),
    [caseId, item, since, until, now, rules, span, layers, hide, sel, area, many],
  );
  const onState = useCallback(
    (change: Partial<MapState> & { at?: string; pane?: MapPane }) => {
      if (!here()) return;
      const next: Partial<Record<keyof MapSearch, string | number | undefined>> = {};
      for (const name of ["case", "item", "since", "until", "now", "rules", "at"] as const) if (change[name] !== undefined) next[name] = change[name] || undefined;
      if (change.span !== undefined) next.span = change.span || undefined;
      if (change.layers !== undefined) next.layers = change.layers.length === 0 ? "none" : change.layers.join(".");
      if (change.hidden !== undefined) next.hide = [...change.hidden].join(".") || undefined;
      if (change.chosen !== undefined) setMany(change.chosen.size > CHOSEN_MOST ? change.chosen : null);
      if (change.chosen !== undefined) next.sel = change.chosen.size > CHOSEN_MOST ? undefined : [...change.chosen].join(".") || undefined;
      if (change.areas !== undefined) next.area = change.areas.join("|") || undefined;
      if (change.pane !== undefined) next.pane = change.pane === "none" ? undefined : change.pane;
      void navigate({ search: (before) => ({ ...before, ...next }) as MapSearch, replace: true, resetScroll: false });
    },
    [navigate, here],
  );
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  return <MapBoard key={`${caseId} ${item}`} cases={cases.data} state={state} at={at} pane={pane} onState={onState} />;
}

const STANDARD = { plain: ["places", "passages"], thing: ["cells-used", "route", "passages"] };
