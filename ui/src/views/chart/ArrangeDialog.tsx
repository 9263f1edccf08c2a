import { Button, Group, NativeSelect, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { useBrought } from "@/core/chart/beside";
import type { Position } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { groupedBy, groupedByResult } from "@/core/chart/grouping";
import { LAYOUTS } from "@/core/chart/server";
import { fieldsQuery } from "@/core/chart/styles";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import classes from "./Arrange.module.css";
import { fieldName, valueName } from "./fields";
import type { Chart } from "./useChart";

/** The arrangements in which groups stand apart. */
const GROUPED: readonly string[] = ["groups", "attribute", "themes"];

const [WIDE, HIGH] = [240, 150];

/** Every arrangement of this chart as a small picture, in groups of what somebody chose; the one that is chosen is taken. */
export function ArrangeDialog({ made, onClose }: { made: Chart; onClose: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const brought = useBrought();
  const [asked] = useState(() => Date.now());
  const [by, choose] = useState("");
  const fields = useQuery(fieldsQuery(made.asked));
  const ways = (fields.data ?? []).filter((one) => one.on === "item" && (one.values.length > 1 || one.bins.length > 0));
  const groups = useMemo(() => {
    const number = (value: number) => format.number(Number(value.toPrecision(4)));
    const [field, result] = [ways.find((one) => one.by === by), brought.find(({ name }) => `result ${name}` === by)];
    return field !== undefined ? groupedBy(field, (value) => valueName(field, value, words, format.number, t), (low, high) => t("chart.count.bin", { low: number(low), high: number(high) })) : result !== undefined ? groupedByResult(result, number) : null;
  }, [by, fields.data, brought]); // eslint-disable-line hooks/exhaustive-deps -- words and numbers change with the language only
  const found = useQueries({ queries: LAYOUTS.map((kind) => ({ queryKey: ["chart", "pictured", kind, asked, GROUPED.includes(kind) ? by : ""], queryFn: () => made.pictured(kind, GROUPED.includes(kind) ? groups : null), gcTime: 0 })) });
  const failed = found.find((one) => one.isError);
  const make = () => {
    const names = [...new Set(groups?.values())];
    const ids = new Map(names.map((name) => [name, crypto.randomUUID().slice(0, 8)]));
    made.change("chart.step.group", (now) => names.reduce((chart, name) => edit.group(chart, [...(groups ?? [])].flatMap(([id, own]) => (own === name ? [id] : [])), ids.get(name) ?? "", name), now), { count: groups?.size ?? 0 });
    onClose();
  };
  return (
    <Dialog onClose={onClose} size="56rem" title={t("command.chart.layout.compare")}>
      <Stack gap="sm" data-arrange>
        <Text size="sm">{t("chart.arrange.how")}</Text>
        {(failed !== undefined || fields.isError) && <ErrorNote error={failed?.error ?? fields.error} retry={() => void (failed ?? fields).refetch()} />}
        <Group align="end">
          <NativeSelect size="xs" label={t("chart.arrange.by")} value={by} onChange={(event) => { choose(event.currentTarget.value); }} data={[{ value: "", label: t("chart.arrange.by.own") }, ...ways.map((one) => ({ value: one.by, label: fieldName(one.by, one.label, t) })), ...brought.map(({ name }) => ({ value: `result ${name}`, label: name }))]} data-arrange-by />
          {groups !== null && <Button size="xs" variant="default" onClick={make} data-make-groups>{t("chart.arrange.make")}</Button>}
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
          {LAYOUTS.map((kind, at) => {
            const places = found[at]?.data?.places;
            return (
              <button key={kind} type="button" className={classes.picture} disabled={places === undefined} data-layout={kind} onClick={() => { if (places !== undefined) made.place(`chart.step.${kind}`, places, true); onClose(); }}>
                {places === undefined ? <Loading /> : <Small places={places} made={made} />}
                <span>{t(`command.chart.layout.${kind}`)}</span>
              </button>
            );
          })}
        </SimpleGrid>
      </Stack>
    </Dialog>
  );
}

function Small({ places, made }: { places: ReadonlyMap<string, Position>; made: Chart }) {
  const all = [...places.values()];
  const [left, right] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
  const [top, bottom] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
  const scale = Math.min((WIDE - 16) / Math.max(right - left, 1), (HIGH - 16) / Math.max(bottom - top, 1));
  const at = ([x, y]: Position): Position => [(x - (left + right) / 2) * scale + WIDE / 2, (y - (top + bottom) / 2) * scale + HIGH / 2];
  const path = [...made.pairs.values()].flatMap(({ a, b }) => {
    const [from, to] = [places.get(a), places.get(b)];
    return from === undefined || to === undefined ? [] : [`M${at(from).join(" ")}L${at(to).join(" ")}`];
  }).join("");
  return (
    <svg viewBox={`0 0 ${String(WIDE)} ${String(HIGH)}`} aria-hidden="true">
      <path d={path} stroke="var(--tq-line)" fill="none" />
      {[...places].map(([id, place]) => {
        const [x, y] = at(place);
        return <circle key={id} cx={x} cy={y} r={2.6} fill={made.state.chart.items.get(id)?.pinned === true ? "var(--tq-focus)" : "currentColor"} />;
      })}
    </svg>
  );
}
