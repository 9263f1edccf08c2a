import { Modal, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";

import type { Position } from "@/core/chart/document";
import { LAYOUTS } from "@/core/chart/server";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote, Loading } from "@/parts/Told";
import classes from "./Arrange.module.css";
import type { Chart } from "./useChart";

const [WIDE, HIGH] = [240, 150];

/** Every arrangement of this chart as a small picture; the one that is chosen is taken. */
export function ArrangeDialog({ made, onClose }: { made: Chart; onClose: () => void }) {
  const { t } = useLocale();
  const [asked] = useState(() => Date.now());
  const found = useQueries({ queries: LAYOUTS.map((kind) => ({ queryKey: ["chart", "pictured", kind, asked], queryFn: () => made.pictured(kind), gcTime: 0 })) });
  const failed = found.find((one) => one.isError);
  return (
    <Modal opened onClose={onClose} size="56rem" title={t("command.chart.layout.compare")} closeButtonProps={{ "aria-label": t("chart.close") }}>
      <Stack gap="sm" data-arrange>
        <Text size="sm">{t("chart.arrange.how")}</Text>
        {failed !== undefined && <ErrorNote error={failed.error} retry={() => void failed.refetch()} />}
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
    </Modal>
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
