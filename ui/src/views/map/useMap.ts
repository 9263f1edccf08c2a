import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { entityQuery } from "@/core/entities";
import { kindsOf, momentsOf, type Scene, scene as sceneOf, until as sceneUntil } from "@/core/map/scene";
import { type MapQuestion, type Drawing, type Layer, layerQuery, mapQuery, valuesFor } from "@/core/map/server";
import { useVocabulary } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

/** What stands in the address of a map, read. */
export interface MapState {
  case: string;
  layers: readonly string[];
  item: string;
  since: string;
  until: string;
  hidden: ReadonlySet<string>;
  chosen: ReadonlySet<string>;
  areas: readonly string[];
  now: string;
  /** The set of rules in force, its case and its id with a dot between; empty for none. */
  rules: string;
  /** How long before `now` something still shows, in hours; 0: everything before. */
  span: number;
}

export interface LayerState {
  layer: Layer;
  shown: boolean;
  /** A layer that needs a thing that is not chosen, or one of another type. */
  needsThing: boolean;
  /** An item is asked about: a layer that needs a thing is about others then. */
  other: boolean;
  pending: boolean;
  error: unknown;
  drawing: Drawing | null;
  again: () => void;
}

/** A day as its first moment, in the zone of the browser. */
export const dayBegins = (day: string, after = 0): string => {
  const date = new Date(`${day}T00:00:00`);
  if (day === "" || Number.isNaN(date.getTime())) return "";
  date.setDate(date.getDate() + after);
  return date.toISOString();
};

/** The layers of a map with what they show, and the scene of those that are on: whole, and as it is at the moment of the time slider. */
export function useMap(state: MapState) {
  const { locale } = useLocale();
  const { schemata } = useVocabulary();
  const about = useQuery(mapQuery(locale));
  const entity = useQuery({ ...entityQuery(state.item), enabled: state.item !== "" });
  const asked = useMemo(
    (): MapQuestion => ({
      case: state.case,
      since: dayBegins(state.since),
      until: dayBegins(state.until, 1),
      item: entity.data === undefined ? null : { id: entity.data.id, lineage: schemata[entity.data.schema]?.lineage ?? [entity.data.schema] },
    }),
    [state.case, state.since, state.until, entity.data, schemata],
  );
  const layers = useMemo(() => about.data?.layers ?? [], [about.data]);
  const ready = state.item === "" || entity.data !== undefined;
  const answers = useQueries({
    queries: layers.map((layer) => {
      const query = layerQuery(layer, asked, locale);
      return { ...query, enabled: ready && query.enabled === true && state.layers.includes(layer.id) };
    }),
  });
  const states = layers.map((layer, at): LayerState => {
    const answer = answers[at];
    const shown = state.layers.includes(layer.id);
    const needsThing = valuesFor(layer, asked) === null;
    return { layer, shown, needsThing, other: asked.item !== null, pending: shown && answer?.isFetching === true, error: shown && !needsThing ? answer?.error : null, drawing: shown && !needsThing ? (answer?.data ?? null) : null, again: () => void answer?.refetch() };
  });
  const drawings = states.flatMap(({ drawing }) => (drawing === null ? [] : [drawing]));
  const version = drawings.map((drawing) => `${drawing.layer} ${drawing.marks.length} ${drawing.marks[0]?.id ?? ""} ${drawing.marks.at(-1)?.id ?? ""}`).join();
  // The drawings are new arrays at every render; their version says when they differ.
  // eslint-disable-next-line hooks/exhaustive-deps
  const whole = useMemo((): Scene => sceneOf(drawings, state.hidden), [version, state.hidden]);
  const moments = useMemo(() => momentsOf(whole), [whole]);
  const shown = useMemo(() => (state.now === "" ? whole : sceneUntil(whole, state.now, state.span)), [whole, state.now, state.span]);
  return { about, asked, entity, states, whole, shown, moments, kinds: kindsOf(drawings), working: about.isPending || states.some((one) => one.pending) };
}

export type MapData = ReturnType<typeof useMap>;
