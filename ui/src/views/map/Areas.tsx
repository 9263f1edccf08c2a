import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";

import { recordedIn, type MapQuestion } from "@/core/map/server";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { AddToChart } from "@/parts/AddToChart";
import { DataGrid } from "../chart/DataGrid";
import type { Row } from "../chart/rows";
import { ErrorNote, Loading } from "@/parts/Notes";
import classes from "./Map.module.css";

interface Props {
  areas: readonly string[];
  asked: MapQuestion;
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], how: "only" | "toggle") => void;
  onClear: () => void;
}

/** Who was recorded in the areas that were drawn: with several areas, in all of them. A kept result, so that it can be run again. */
export function Areas({ areas, asked, chosen, onChoose, onClear }: Props) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const navigate = useNavigate();
  const found = useQuery({ queryKey: ["map", "areas", areas, asked.case, asked.since, asked.until, locale], queryFn: () => recordedIn(areas, asked), enabled: areas.length > 0, staleTime: Infinity, gcTime: Infinity });
  const rows = useMemo((): Row[] => (found.data?.rows ?? []).map((row) => read(row)), [found.data]);
  if (areas.length === 0) return <p className={classes.quiet} style={{ padding: "0.75rem" }}>{t("map.area.none")}</p>;
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const columns = [{ name: t("chart.column.name"), kind: "data" as const }, { name: t("map.column.areas"), kind: "number" as const }, { name: t("map.column.records"), kind: "number" as const }, { name: t("map.column.places"), kind: "number" as const }, { name: t("chart.column.first"), kind: "date" as const, width: "13rem" }, { name: t("chart.column.last"), kind: "date" as const, width: "13rem" }, { name: t("map.column.said"), kind: "data" as const }];
  return (
    <div style={{ display: "grid", gridTemplateRows: "auto minmax(0, 1fr)", minBlockSize: 0 }} data-area-rows={rows.length}>
      <Group gap="xs" px="sm" py={4}>
        <span className={classes.quiet} role="status">
          {[format.counted("map.area.found", rows.length), format.counted("map.area.count", areas.length), ...found.data.left_out.map((left) => format.sentence(left.sentence)), t("map.area.not")].join(" ")}
        </span>
        <AddToChart ids={rows.slice(0, 50).map((row) => row.key)} />
        <Link to="/analyse" search={{ result: found.data.id }} data-area-result>
          {t("map.area.result")}
        </Link>
        <Button size="compact-xs" variant="default" onClick={onClear} data-area-clear>
          {t("map.area.clear")}
        </Button>
      </Group>
      <DataGrid label={t("map.tab.area")} columns={columns} rows={rows} typed="" start={{ column: 1, down: true }} selection={chosen} onSelect={onChoose} onOpen={(row) => void navigate({ to: "/entities/$id", params: { id: row.key } })} />
    </div>
  );
}

type Json = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number => (typeof value === "number" ? value : 0);

/** A row of the analysis for a table; the name is said only with what it rests on. */
function read(row: Json): Row {
  const node = row["item_node"] as { id?: string } | null;
  const id = node?.id ?? "";
  const said = Array.isArray(row["attribution"]) ? (row["attribution"] as Json[]).map((word) => text(word["sentence"])) : [];
  return { key: id, ids: [id], cells: [text(row["item"]), number(row["areas_met"]), number(row["records"]), number(row["places"]), text(row["first"]), text(row["last"]), said.join(separator())] };
}
