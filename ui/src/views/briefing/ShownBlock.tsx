import { Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { type Block, type Given, said } from "@/core/briefing/document";
import { type Change, change as changed } from "@/core/briefing/edit";
import { documentsQuery } from "@/core/documents";
import { ZONE } from "@/core/format";
import { sourcesQuery } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";
import { NumberField } from "@/parts/NumberField";
import { TimeField } from "@/parts/TimeField";

import { ResultSelect } from "./ResultSelect";

const PICTURE = /\.(jpe?g|png|gif|webp|bmp|tiff?)$/i;

/** A saved chart (with a part of the time), a table of a chart or result, or a picture; with its caption. */
export function ShownBlock({ caseId, block, change }: { caseId: string; block: Block; change: Change }) {
  const { t } = useLocale();
  const set = (fields: Given, merge = "") => { change((made) => changed(made, block.key, fields), merge); };
  const ofResult = "result" in block.given;
  return (
    <Stack gap="xs">
      {block.kind === "table" && (
        <NativeSelect label={t("briefing.table.of")} value={ofResult ? "result" : said(block, "of") || "lines"} data={(["lines", "things", "result"] as const).map((value) => ({ value, label: t(`briefing.table.${value}`) }))}
          onChange={(event) => { const of = event.currentTarget.value; set(of === "result" ? { result: "", chart: undefined, of: undefined } : { of, result: undefined, columns: undefined, chart: said(block, "chart") }); }} />
      )}
      {block.kind === "table" && ofResult && <ResultSelect caseId={caseId} value={said(block, "result")} onResult={(result) => { set({ result }); }} />}
      {(block.kind === "chart" || (block.kind === "table" && !ofResult)) && <ChartSelect caseId={caseId} value={said(block, "chart")} onChart={(chart) => { set({ chart }); }} />}
      {block.kind === "picture" && <PictureSelect caseId={caseId} value={said(block, "source")} onSource={(source) => { set({ source }); }} />}
      <TextInput label={t("briefing.caption")} dir="auto" maxLength={300} value={said(block, "caption")} onChange={(event) => { set({ caption: event.currentTarget.value }, `caption ${block.key}`); }} />
      {block.kind === "table" && <NumberField label={t("briefing.rows")} min={1} max={200} value={String(typeof block.given["rows"] === "number" ? block.given["rows"] : 20)} onValue={(rows) => { if (rows !== "") set({ rows: Number(rows) }, `rows ${block.key}`); }} />}
      {block.kind === "chart" && (
        <Group gap="sm" align="start">
          <TimeField label={t("briefing.since")} value={said(block, "since")} onValue={(since) => { set({ since: since || undefined, zone: since !== "" || said(block, "until") !== "" ? said(block, "zone") || ZONE : undefined }); }} />
          <TimeField label={t("briefing.until")} value={said(block, "until")} onValue={(until) => { set({ until: until || undefined, zone: until !== "" || said(block, "since") !== "" ? said(block, "zone") || ZONE : undefined }); }} />
        </Group>
      )}
    </Stack>
  );
}

function ChartSelect({ caseId, value, onChart }: { caseId: string; value: string; onChart: (id: string) => void }) {
  const { t } = useLocale();
  const charts = useQuery(documentsQuery(caseId, "chart"));
  if (charts.data?.length === 0) return <Text size="sm" c="dimmed">{t("charts.none")}</Text>;
  return <NativeSelect label={t("products.chart")} value={value} data={[{ value: "", label: t("briefing.choose") }, ...(charts.data ?? []).map((one) => ({ value: one.id, label: one.title }))]} onChange={(event) => { onChart(event.currentTarget.value); }} />;
}

function PictureSelect({ caseId, value, onSource }: { caseId: string; value: string; onSource: (id: string) => void }) {
  const { t } = useLocale();
  const sources = useQuery(sourcesQuery);
  const pictures = (sources.data ?? []).filter((one) => one.case === caseId && PICTURE.test(one.name) && one.original_here);
  if (sources.data !== undefined && pictures.length === 0) return <Text size="sm" c="dimmed">{t("briefing.picture.none")}</Text>;
  return <NativeSelect label={t("briefing.kind.picture")} value={value} data={[{ value: "", label: t("briefing.choose") }, ...pictures.map((one) => ({ value: one.id, label: one.name }))]} onChange={(event) => { onSource(event.currentTarget.value); }} />;
}
