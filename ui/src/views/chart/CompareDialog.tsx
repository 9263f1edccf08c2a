import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type Compared, compared, type LinesCompared, linesCompared } from "@/core/chart/compared";
import { type ChartDocument, everything, fromBody } from "@/core/chart/document";
import { endsOf, learned, type Line, NOTHING } from "@/core/chart/known";
import { draw } from "@/core/chart/server";
import { documentsQuery, readDocument } from "@/core/documents";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import classes from "./Rules.module.css";
import type { Chart } from "./useChart";

const PARTS = ["added", "gone", "changed", "moved"] as const satisfies readonly (keyof Compared)[];
const LINES = ["came", "left"] as const satisfies readonly (keyof LinesCompared)[];
const NOW = "";
const NAMED_MOST = 100;

/** Two snapshots, or one and the chart as it is: what came, what is gone, what is shown otherwise, what only moved, and the lines that only one of them shows. */
export function CompareDialog({ made, caseId, onClose }: { made: Chart; caseId: string; onClose: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const list = useQuery(documentsQuery(caseId, "snapshot"));
  const [chosen, choose] = useState<{ before?: string; after: string }>({ after: NOW });
  const snapshots = list.data ?? [];
  const before = chosen.before ?? snapshots[0]?.id ?? NOW;
  const told = useQuery({ queryKey: ["chart", "compared", before, chosen.after, made.state.chart], queryFn: () => beside(made.state.chart, caseId, before, chosen.after), enabled: snapshots.length > 0, gcTime: 0 });
  const states = [...snapshots.map(({ id, title, at }) => ({ value: id, label: `${title}${BESIDE}${format.exact(`${at.slice(0, 16)}Z`)}` })), { value: NOW, label: t("chart.compare.now") }];
  return (
    <Dialog onClose={onClose} size="40rem" title={t("command.chart.compare")}>
      <Stack gap="sm" data-compare={told.data === undefined ? undefined : PARTS.map((part) => told.data[part].length).join()}>
        {list.isPending && <Loading />}
        {(list.isError || told.isError) && <ErrorNote error={list.error ?? told.error} />}
        {list.isSuccess && snapshots.length === 0 && <Text size="sm">{t("chart.compare.none")}</Text>}
        {snapshots.length > 0 && (
          <Group grow>
            <NativeSelect dir="auto" label={t("chart.compare.before")} value={before} data={states} onChange={(event) => { choose({ ...chosen, before: event.currentTarget.value }); }} />
            <NativeSelect dir="auto" label={t("chart.compare.after")} value={chosen.after} data={states} onChange={(event) => { choose({ ...chosen, after: event.currentTarget.value }); }} />
          </Group>
        )}
        {told.data !== undefined && (
          <>
            {PARTS.map((part) => (
              <section key={part}>
                <Group justify="space-between">
                  <Text fw={600}>{format.counted(`chart.compare.${part}`, told.data[part].length)}</Text>
                  {told.data[part].some((id) => made.state.chart.items.has(id)) && (
                    <Button size="compact-xs" variant="default" onClick={() => { made.act({ do: "select", ids: told.data[part] }); onClose(); }}>
                      {t("chart.compare.select")}
                    </Button>
                  )}
                </Group>
                <ul className={classes.bars}>
                  {told.data[part].slice(0, NAMED_MOST).map((id) => (
                    <li key={id}>
                      <PlainValue value={told.data.names.get(id) ?? id.slice(0, 8)} />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
            {LINES.map((part) => (
              <section key={part} data-compare-lines={told.data[part].length}>
                <Text fw={600}>{format.counted(`chart.compare.lines.${part}`, told.data[part].length)}</Text>
                <ul className={classes.bars}>
                  {told.data[part].slice(0, NAMED_MOST).map((line) => (
                    <li key={line.id}>
                      <PlainValue value={told.data.names.get(line.a) ?? line.a.slice(0, 8)} /> – <PlainValue value={told.data.names.get(line.b) ?? line.b.slice(0, 8)} />{BESIDE}{words.link(line.kind, line.label, told.data.ends(line))} ×{format.number(line.weight)}
                    </li>
                  ))}
                </ul>
              </section>
            ))}
            <p className={classes.quiet}>{t("chart.compare.lines")}</p>
          </>
        )}
      </Stack>
    </Dialog>
  );
}

/** What differs between two states of a case, with the names of the items as they are called now. */
async function beside(now: ChartDocument, caseId: string, before: string, after: string): Promise<Compared & LinesCompared & { names: ReadonlyMap<string, string>; ends: (line: Line) => ReturnType<typeof endsOf> }> {
  const state = async (id: string) => (id === NOW ? now : fromBody((await readDocument(caseId, id)).body));
  const [was, is] = [await state(before), await state(after)];
  const drawn = await draw([...new Set([...everything(was), ...everything(is)])]);
  const known = learned(NOTHING, drawn);
  return { ...compared(was, is), ...linesCompared(was, is, [...known.lines.values()]), names: new Map(drawn.items.map((item) => [item.id, item.caption])), ends: (line) => endsOf(line, known) };
}
