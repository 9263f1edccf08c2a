import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Layer = Bodies["LayerBody"];
export type Town = Bodies["TownBody"];
export type Country = Bodies["CountryNameBody"];
export type Drawing = Bodies["DrawingBody"];
export type Mark = Bodies["MarkBody"];
export type Way = Drawing["lines"][number];
export type Rests = Bodies["MarkRestsBody"];
export type Thing = Mark["things"][number];

/** The layers with their words, and the towns. */
export const mapQuery = (locale: Locale) => queryOptions({ queryKey: ["map", "layers", locale], queryFn: () => body(api.GET("/api/v1/map")), staleTime: Infinity });

/** What is asked of every layer alike. `item` is a thing's id and type. */
export interface MapQuestion {
  case: string;
  since: string;
  until: string;
  item: { id: string; lineage: readonly string[] } | null;
  /** Things that a layer of many is about together, of whatever type; where there are any, `item` is not asked for. */
  items?: readonly { id: string; lineage: readonly string[] }[];
}

type Values = Record<string, string | string[]>;

/** The values for the parameters that a layer has; null where it needs a thing and none that fits is given, and where a thing is given that it is not about: the map of a thing shows nothing else. */
export function valuesFor(layer: Layer, { since, until, item, items = [] }: MapQuestion): Values | null {
  const values: Values = {};
  let limited = item === null || items.length > 0;
  for (const parameter of layer.parameters) {
    if (parameter.name === "since" && since !== "") values[parameter.name] = since;
    if (parameter.name === "until" && until !== "") values[parameter.name] = until;
    const about = ({ lineage }: { lineage: readonly string[] }) => parameter.of.some((type) => lineage.includes(type));
    const asksThing = ["item", "items", "item-optional", "numbers-optional"].includes(parameter.name);
    const fits = asksThing && item !== null && about(item);
    limited ||= fits;
    if (fits) values[parameter.name] = parameter.kind === "texts" ? [item.id] : item.id;
    const many = parameter.name === "items" ? items.filter(about).map(({ id }) => id) : [];
    if (many.length > 0) values[parameter.name] = many;
    if (parameter.required && values[parameter.name] === undefined) return null;
  }
  return limited ? values : null;
}

/** What a layer shows; asked again when the question changes, the old answer staying until then. */
export const layerQuery = (layer: Layer, asked: MapQuestion, locale: Locale) => {
  const values = valuesFor(layer, asked);
  return queryOptions({
    queryKey: ["map", "layer", layer.id, asked.case, values, locale],
    queryFn: () => body(api.POST("/api/v1/map/layers/{layer}", { params: { path: { layer: layer.id } }, body: { values: values ?? {}, ...(asked.case === "" ? {} : { case: asked.case }) } })),
    enabled: values !== null,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
};

/** Who was recorded in some areas, as a kept result that can be run again. */
export const recordedIn = (areas: readonly string[], asked: MapQuestion) =>
  body(
    api.POST("/api/v1/analyses/{analysis}/results", {
      params: { path: { analysis: "recorded-in-area" } },
      body: {
        values: { areas: [...areas], "at-least": areas.length, names: true, limit: 500, ...(asked.since === "" ? {} : { since: asked.since }), ...(asked.until === "" ? {} : { until: asked.until }) },
        seed: 1,
        ...(asked.case === "" ? {} : { case: asked.case }),
      },
    }),
  );
