import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Given } from "@/core/briefing/document";
import { type Audience, type Figures as FiguresFound, figuresQuery } from "@/core/briefing/server";
import { documentsQuery } from "@/core/documents";
import { useFormat } from "@/core/format";
import { sought } from "@/core/sought";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "./Briefing.module.css";
import { ResultCells } from "./ResultCells";
import { ResultSelect } from "./ResultSelect";

type Props = { caseId: string; audience: Audience; onRef: (ref: Given) => void };

/** Takes a figure from a chart (how many, one of its lines) or a cell from a kept result. */
export function FigureDialog({ caseId, audience, onRef, onClose }: Props & { onClose: () => void }) {
  const { t } = useLocale();
  const [from, setFrom] = useState<"chart" | "result">("chart");
  const [result, setResult] = useState("");
  return (
    <Dialog onClose={onClose} size="xl" title={t("briefing.figure")}>
      <Stack gap="sm">
        <NativeSelect label={t("briefing.figure.from")} value={from} data={(["chart", "result"] as const).map((value) => ({ value, label: t(`briefing.from.${value}`) }))} onChange={(event) => { setFrom(event.currentTarget.value === "result" ? "result" : "chart"); }} />
        {from === "chart" ? (
          <OfChart caseId={caseId} audience={audience} onRef={onRef} />
        ) : (
          <>
            <ResultSelect caseId={caseId} value={result} onResult={setResult} />
            {result !== "" && <ResultCells result={result} onRef={onRef} />}
          </>
        )}
      </Stack>
    </Dialog>
  );
}

function OfChart({ caseId, audience, onRef }: Props) {
  const { t } = useLocale();
  const charts = useQuery(documentsQuery(caseId, "chart"));
  const [picked, setPicked] = useState("");
  const chart = picked || (charts.data?.[0]?.id ?? "");
  const found = useQuery(figuresQuery(caseId, chart, audience));
  if (charts.data?.length === 0) return <Text size="sm" c="dimmed">{t("charts.none")}</Text>;
  return (
    <>
      <NativeSelect label={t("products.chart")} value={chart} data={(charts.data ?? []).map((one) => ({ value: one.id, label: one.title }))} onChange={(event) => { setPicked(event.currentTarget.value); }} />
      {found.isPending && chart !== "" && <Loading />}
      {found.isError && <ErrorNote error={found.error} />}
      {found.data !== undefined && <Figures key={chart} chart={chart} figures={found.data} onRef={onRef} />}
    </>
  );
}

function Figures({ chart, figures, onRef }: { chart: string; figures: FiguresFound; onRef: (ref: Given) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const [wanted, setWanted] = useState("");
  const fits = sought(wanted);
  const lines = figures.lines.filter((one) => fits(`${one.a_caption} ${one.b_caption}`));
  return (
    <>
      <Group gap="xs">
        {(["items", "lines", "events", "values"] as const).map((what) => (
          <Button key={what} size="compact-sm" variant="default" data-count={what} onClick={() => { onRef({ chart, count: what }); }}>
            {t(`briefing.count.${what}`)}: {format.number(figures.counts[what] ?? 0)}
          </Button>
        ))}
      </Group>
      <TextInput label={t("briefing.lines")} dir="auto" value={wanted} placeholder={t("search.placeholder")} onChange={(event) => { setWanted(event.currentTarget.value); }} />
      <ul className={classes.choices} data-lines>
        {lines.map((one) => {
          const line = { a: { entity: one.a }, b: { entity: one.b } };
          return (
            <li key={`${one.a} ${one.b}`}>
              <span><Data>{one.a_caption}</Data> – <Data>{one.b_caption}</Data></span>
              <Group gap={4} wrap="nowrap">
                <Button size="compact-xs" data-line-count onClick={() => { onRef({ chart, line, what: "count" }); }}>{format.number(one.count)}</Button>
                {one.first !== "" && <Button size="compact-xs" variant="default" onClick={() => { onRef({ chart, line, what: "first" }); }}>{t("briefing.first")} {format.date(one.first)}</Button>}
                {one.last !== "" && <Button size="compact-xs" variant="default" onClick={() => { onRef({ chart, line, what: "last" }); }}>{t("briefing.last")} {format.date(one.last)}</Button>}
              </Group>
            </li>
          );
        })}
      </ul>
      {figures.more > 0 && <Text size="xs" c="dimmed">{format.counted("briefing.more-lines", figures.more)}</Text>}
    </>
  );
}
