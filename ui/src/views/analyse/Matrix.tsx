import { Group, NativeSelect, Text } from "@mantine/core";
import { useMemo, useState } from "react";

import { numberOf, sentencesOf, type Thing, thingsOf } from "@/core/analyses/cells";
import { shade } from "@/core/analyses/grid";
import { useFormat } from "@/core/format";
import { isolated } from "@/design/direction";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Analyse.module.css";
import type { Drawn } from "./drawn";
import { neighbour, useSpots } from "./useSpots";

const ORDERS = ["by-cluster", "by-links", "by-name"] as const;
type Order = (typeof ORDERS)[number];
const SIGNS = ["▲", "▽", "◆", "◇"];
const MOST = 120;

interface Placed extends Thing {
  "by-links": number;
  "by-cluster": number;
}

/** Every pair of things: how much is recorded between the two, and how sure it is; a square shows what it rests on. */
export function Matrix({ result, places, role, cells, title, chosen, onChoose }: Drawn) {
  const { t, direction } = useLocale();
  const format = useFormat();
  const { spot, onKey, told } = useSpots(onChoose);
  const [order, sort] = useState<Order>("by-cluster");
  const [left, right, value, mark] = [role("left"), role("right"), role("value"), role("mark")];
  const orders = { left: { "by-links": role("left-by-links")?.name, "by-cluster": role("left-by-cluster")?.name }, right: { "by-links": role("right-by-links")?.name, "by-cluster": role("right-by-cluster")?.name } };
  const keys = JSON.stringify(orders);
  const { things, pairs, most, signs } = useMemo(() => {
    const named = JSON.parse(keys) as typeof orders;
    const found = new Map<string, Placed>();
    const between = new Map<string, number>();
    const marks = new Map<string, string>();
    let largest = 0;
    for (const at of places) {
      const row = result.rows[at] ?? {};
      const ends = (["left", "right"] as const).flatMap((side) => {
        const thing = thingsOf(row[(side === "left" ? left : right)?.name ?? ""])[0];
        if (thing === undefined) return [];
        if (!found.has(thing.id)) found.set(thing.id, { ...thing, "by-links": numberOf(row[named[side]["by-links"] ?? ""]) ?? found.size, "by-cluster": numberOf(row[named[side]["by-cluster"] ?? ""]) ?? found.size });
        return [thing.id];
      });
      between.set([...ends].sort().join(" "), at);
      const size = numberOf(row[value?.name ?? ""]) ?? 0;
      largest = Math.max(largest, size);
      const sentence = sentencesOf(row[mark?.name ?? ""])[0];
      if (size > 0 && sentence !== undefined && !marks.has(sentence)) marks.set(sentence, SIGNS[marks.size] ?? "");
    }
    return { things: [...found.values()], pairs: between, most: largest, signs: marks };
  }, [result, places, left, right, value, mark, keys]);
  if (left === undefined || right === undefined || value === undefined) return null;
  const sorted = [...things].sort((a, b) => (order === "by-name" ? a.caption.localeCompare(b.caption) : a[order] - b[order])).slice(0, MOST);
  const rowAt = (key: string) => {
    const [x = 0, y = 0] = key.split(" ").map(Number);
    return pairs.get([sorted[x]?.id ?? "", sorted[y]?.id ?? ""].sort().join(" "));
  };
  return (
    <div>
      <Group gap="md" mb="xs" align="flex-end">
        <NativeSelect size="xs" label={t("analyse.matrix.order")} value={order} data={ORDERS.map((item) => ({ value: item, label: t(`analyse.matrix.${item}`) }))} onChange={(event) => { sort(event.currentTarget.value as Order); }} />
        {[...signs].map(([sentence, sign]) => (
          <Text key={sentence} size="sm">
            {sign} {sentence}
          </Text>
        ))}
      </Group>
      <div className={classes.frame}>
        <table className={classes.matrix} aria-label={title} data-drawing="matrix" onKeyDown={(event) => { onKey(event, (key, arrow) => past(key, arrow, direction === "rtl", sorted.length), rowAt); }}>
          <thead>
            <tr>
              <td />
              {sorted.map((thing) => (
                <th key={thing.id} scope="col" title={thing.caption}>
                  <span><bdi dir="auto">{thing.caption || thing.id.slice(0, 8)}</bdi></span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((one, y) => (
              <tr key={one.id}>
                <th scope="row" title={one.caption}>
                  <bdi dir="auto">{one.caption || one.id.slice(0, 8)}</bdi>
                </th>
                {sorted.map((two, x) => {
                  if (x === y) return <td key={two.id} data-self />;
                  const at = rowAt(`${x} ${y}`);
                  const row = at === undefined ? {} : (result.rows[at] ?? {});
                  const size = numberOf(row[value.name]) ?? 0;
                  const sentence = sentencesOf(row[mark?.name ?? ""])[0] ?? "";
                  const said = `${isolated(one.caption)} – ${isolated(two.caption)}: ${cells.said(value, row[value.name])}${sentence === "" ? "" : `, ${sentence}`}`;
                  const dark = shade(size, most);
                  return (
                    <td key={two.id} style={size > 0 ? { background: `color-mix(in srgb, var(--tq-focus) ${Math.round(8 + 30 * dark)}%, transparent)` } : undefined}>
                      <button type="button" className={classes.cell} {...spot(`${x} ${y}`, at, said, x === 1 && y === 0)} aria-pressed={at !== undefined && at === chosen}>
                        {size > 0 && (
                          <>
                            {signs.get(sentence)} {format.number(size)}
                          </>
                        )}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.told} role="status" data-told>{told || t("analyse.view.keys")}</p>
      {things.length > MOST && <Text size="sm" c="dimmed">{format.counted("analyse.view.left", things.length - MOST)}</Text>}
    </div>
  );
}

/** The next square, over the empty one where a thing meets itself. */
function past(key: string, arrow: string, mirrored: boolean, size: number): string | undefined {
  let next = neighbour(key, arrow, mirrored, size, size);
  if (next !== undefined && next.split(" ")[0] === next.split(" ")[1]) next = neighbour(next, arrow, mirrored, size, size);
  return next;
}
