import type { Answer } from "@/core/query/server";
import { placed, type Thing } from "@/core/query/question";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import classes from "./Query.module.css";

const [WIDTH, HEIGHT, ACROSS, DOWN] = [150, 44, 260, 74];

/** The question as a small drawing: what is looked for first, in the direction the page is read. The sentence beside it says the same. */
export function Diagram({ root, answer }: { root: Thing; answer: Answer | null }) {
  const { direction, t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const items = placed(root);
  const columns = Math.max(...items.map((item) => item.column)) + 1;
  const rows = Math.max(...items.map((item) => item.row)) + 1;
  const width = (columns - 1) * ACROSS + WIDTH + 8;
  const left = (column: number) => (direction === "rtl" ? width - 4 - WIDTH - column * ACROSS : 4 + column * ACROSS);
  const top = (row: number) => 4 + row * DOWN;
  const away = direction === "rtl" ? -1 : 1;
  return (
    <svg className={classes.diagram} width={width} height={(rows - 1) * DOWN + HEIGHT + 8} viewBox={`0 0 ${width} ${(rows - 1) * DOWN + HEIGHT + 8}`} aria-hidden="true">
      {items.map((item) => {
        const above = items.find((other) => other.place === item.above);
        const x = left(item.column);
        const y = top(item.row);
        const from = above === undefined ? null : { x: left(above.column) + (away > 0 ? WIDTH : 0), y: top(above.row) + HEIGHT / 2 };
        const end = { x: away > 0 ? x : x + WIDTH, y: y + HEIGHT / 2 };
        const by = item.by;
        const left_ = answer?.steps.find((step) => step.where === (item.place === 0 ? "" : `links/${item.place - 1}`));
        return (
          <g key={item.place} data-root={item.place === 0 || undefined} data-absent={by?.mode === "absent" || undefined}>
            {from !== null && by !== null && (
              <>
                <path d={`M${from.x} ${from.y} C${from.x + away * 40} ${from.y} ${end.x - away * 40} ${end.y} ${end.x} ${end.y}`} />
                <text data-by x={(from.x + end.x) / 2} y={end.y - 6} textAnchor="middle">
                  {by.mode === "absent" ? t("query.mode.absent") : by.mode === "optional" ? t("query.mode.optional") : by.least > 1 ? `≥ ${format.number(by.least)}` : ""}
                </text>
                <text data-by x={(from.x + end.x) / 2} y={end.y + 14} textAnchor="middle">
                  {by.kinds.map((name) => (name in words.vocabulary.schemata ? words.type(name) : words.link("property", name))).join(separator()).slice(0, 22)}
                </text>
              </>
            )}
            <rect x={x} y={y} width={WIDTH} height={HEIGHT} rx={4} />
            <text x={x + WIDTH / 2} y={y + (item.thing.conditions.length > 0 || left_ ? 19 : 27)} textAnchor="middle">
              {words.type(item.thing.type)}
            </text>
            {item.thing.conditions.length > 0 && (
              <text data-by x={x + WIDTH / 2} y={y + 35} textAnchor="middle">
                {format.counted("query.conditions", item.thing.conditions.length)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
