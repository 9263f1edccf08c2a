import { Group, Switch, Text } from "@mantine/core";
import { useMemo, useState } from "react";

import { namesOf, numberOf, thingsOf } from "@/core/analyses/cells";
import { apart, type Band, layered, UNKNOWN } from "@/core/analyses/flow";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { isolated } from "@/design/direction";
import { shortened } from "@/design/labels";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Analyse.module.css";
import type { Drawn } from "./drawn";
import { useSpots } from "./useSpots";

const WIDTH = 1000;
const SIDE = 150;
const BOX = 12;
const MOST = 40;
const MORE = 100;

/** Who gave to whom in layers, as thick as the amount; what goes back to an earlier layer is dashed. */
export function Flow({ result, places, role, cells, title, chosen, onChoose }: Drawn) {
  const { t, direction } = useLocale();
  const format = useFormat();
  const words = useWords();
  const { spot, onKey, told } = useSpots(onChoose);
  const [from, to, amount, step] = [role("from"), role("to"), role("amount"), role("step")];
  const [wide, widen] = useState(false);
  const { drawn, names } = useMemo(() => {
    const known = new Map<string, string>();
    const end = (cell: unknown, other: string): string => {
      const thing = thingsOf(cell)[0];
      const [kind] = namesOf(cell);
      if (kind !== undefined) {
        known.set(kind, words.kind(kind));
        return kind;
      }
      known.set(thing?.id ?? other, thing === undefined ? UNKNOWN : thing.caption || thing.id.slice(0, 8));
      return thing?.id ?? other;
    };
    const flows = places.map((at) => {
      const row = result.rows[at] ?? {};
      return { from: end(row[from?.name ?? ""], UNKNOWN), to: end(row[to?.name ?? ""], `${UNKNOWN} ${at}`), amount: numberOf(row[amount?.name ?? ""]) ?? 0, step: step === undefined ? null : numberOf(row[step.name]), row: at };
    });
    const layers = layered(flows, wide ? MORE : MOST);
    return { drawn: layers, names: apart(new Map(layers.boxes.map(({ id }) => [id, known.get(id) ?? ""]))) };
  }, [result, places, from, to, amount, step, words, wide]);
  if (amount === undefined) return null;
  const rtl = direction === "rtl";
  const lines = Math.max(...Array.from({ length: drawn.layers }, (_, layer) => drawn.boxes.filter((one) => one.layer === layer).length), 1);
  const height = Math.max(220, Math.min(wide ? 2600 : 1400, lines * 26));
  const x = (layer: number) => {
    const far = drawn.layers === 1 ? 0 : (layer / (drawn.layers - 1)) * (WIDTH - 2 * SIDE - BOX);
    return rtl ? WIDTH - SIDE - BOX - far : SIDE + far;
  };
  const y = (share: number) => 8 + share * height;
  const path = ({ from: one, to: two, leaves, arrives, size }: Band): string => {
    const ahead = rtl ? -1 : 1;
    const [a, b] = [x(one.layer) + (rtl ? 0 : BOX), x(two.layer) + (rtl ? BOX : 0)];
    const bend = two.layer > one.layer ? (b - a) / 2 : ahead * 90;
    const [c, d] = [y(leaves + size / 2), y(arrives + size / 2)];
    const half = Math.max(1.5, size * height) / 2;
    return `M ${a} ${c - half} C ${a + bend} ${c - half} ${b - bend} ${d - half} ${b} ${d - half} V ${d + half} C ${b - bend} ${d + half} ${a + bend} ${c + half} ${a} ${c + half} Z`;
  };
  const called = (id: string, most = Infinity) => {
    const { name, mark } = names.get(id) ?? { name: "", mark: "" };
    return isolated(shortened(name, most)) + (mark === "" ? "" : ` ${isolated(mark)}`);
  };
  const said = (band: Band) => `${called(band.from.id)} ${t("analyse.becomes")} ${called(band.to.id)}: ${cells.said(amount, result.rows[band.row]?.[amount.name])}`;
  const order = drawn.bands.map((band) => String(band.row));
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} ${height + 16}`}
        className={classes.drawing}
        role="group"
        aria-label={title}
        data-drawing="flow"
        onKeyDown={(event) => {
          onKey(event, (key, arrow) => order[order.indexOf(key) + (arrow === "ArrowDown" || arrow === (rtl ? "ArrowLeft" : "ArrowRight") ? 1 : -1)], Number);
        }}
      >
        {drawn.bands.map((band, at) => (
          <path key={band.row} {...spot(String(band.row), band.row, said(band), at === 0)} data-chosen={band.row === chosen || undefined} d={path(band)} fill="currentColor" fillOpacity={band.row === chosen ? 0.9 : band.back ? 0.14 : 0.35} stroke={band.back ? "currentColor" : "none"} strokeDasharray={band.back ? "6 4" : undefined} className={classes.band} />
        ))}
        {drawn.boxes.map((box) => {
          const outer = box.layer === drawn.layers - 1;
          const inward = box.layer === 0;
          const left = outer || !inward ? x(box.layer) + (rtl ? -4 : BOX + 4) : x(box.layer) + (rtl ? BOX + 4 : -4);
          return (
            <g key={box.id} aria-hidden="true" style={{ pointerEvents: "none" }}>
              <rect x={x(box.layer)} y={y(box.top)} width={BOX} height={Math.max(2, box.size * height)} fill="var(--mantine-color-text)" />
              <text x={left} y={y(box.top + box.size / 2) + 4} textAnchor={inward ? "end" : "start"} style={{ paintOrder: "stroke", stroke: "var(--mantine-color-body)", strokeWidth: 3 }}>
                {called(box.id, 22)}
              </text>
            </g>
          );
        })}
      </svg>
      <p className={classes.told} role="status" data-told>{told || t("analyse.view.keys")}</p>
      {drawn.selves > 0 && <Text size="sm" c="dimmed" data-selves={drawn.selves}>{format.counted("analyse.view.flow.selves", drawn.selves)}</Text>}
      {(drawn.left > 0 || wide) && (
        <Group gap="md">
          <Text size="sm" c="dimmed" data-left={drawn.left}>{t("analyse.view.flow.largest")} {drawn.left > 0 && format.counted("analyse.view.left", drawn.left)}</Text>
          <Switch size="xs" checked={wide} label={t("analyse.view.flow.more", { n: format.number(MORE) })} onChange={(event) => { widen(event.currentTarget.checked); }} data-more-flows />
        </Group>
      )}
    </div>
  );
}
