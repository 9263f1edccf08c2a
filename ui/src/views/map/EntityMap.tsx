import { useCallback, useState } from "react";

import { useLocale } from "@/i18n/LocaleContext";

import type { MapPane } from "../addresses";
import { Step } from "@/parts/Step";

import { MapBoard } from "./MapBoard";
import type { MapState } from "./useMap";

const LAYERS = ["cells-used", "route", "passages", "meetings", "passed-together"];

/** Where one thing was recorded, on its own page; the whole map is a step away. */
export function EntityMap({ id }: { id: string }) {
  const { t } = useLocale();
  const [pane, setPane] = useState<MapPane>("none");
  const [state, setState] = useState<MapState>({ case: "", item: id, since: "", until: "", now: "", rules: "", span: 0, layers: LAYERS.slice(0, 3), hidden: new Set(), chosen: new Set(), areas: [] });
  const onState = useCallback(({ pane: next, ...change }: Partial<MapState> & { at?: string; pane?: MapPane }) => {
    if (next !== undefined) setPane(next);
    setState((before) => ({ ...before, ...change }));
  }, []);
  return (
    <>
      <Step to="/map" search={{ item: id }}>
        {t("map.whole")}
      </Step>
      <MapBoard inside cases={[]} state={state} at="" pane={pane} onState={onState} />
    </>
  );
}
