import type { ChartDocument } from "@/core/chart/document";
import type { Known } from "@/core/chart/known";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { ICON_PATHS } from "@/design/Icon";

import { ICONS } from "./atlas";
import classes from "./Chart.module.css";
import { outlineOf, type Palette, STRENGTHS } from "./look";
import { DASHES } from "./signs";

const MOST = 10;

/** What the signs of this chart mean: only the types that are on it, and the three kinds of line. */
export function Legend({ chart, known, palette }: { chart: ChartDocument; known: Known; palette: Palette }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const counts = new Map<string, number>();
  for (const id of chart.items.keys()) {
    const schema = known.items.get(id)?.schema;
    if (schema !== undefined) counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  const types = [...counts].sort((a, b) => b[1] - a[1]);
  return (
    <section className={classes.legend} aria-label={t("command.look.legend")} data-legend>
      <ul>
        {types.slice(0, MOST).map(([schema, count]) => {
          const { family, icon } = outlineOf(words, schema);
          return (
            <li key={schema}>
              <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke={palette.families[family]} strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
                <path d={ICON_PATHS[ICONS[icon] ?? "thing"]} />
              </svg>
              <span>
                {words.types(schema)} ({format.number(count)})
              </span>
            </li>
          );
        })}
        {types.length > MOST && <li>{format.counted("chart.legend.more", types.length - MOST)}</li>}
        {STRENGTHS.map((strength) => {
          const [on, off] = DASHES[strength];
          return (
            <li key={strength}>
              <svg width="30" height="8" aria-hidden="true">
                <line x1="0" y1="4" x2="30" y2="4" stroke={palette.line} strokeWidth="2" strokeDasharray={off === 0 ? undefined : `${on} ${off}`} />
              </svg>
              <span>{t(`chart.strength.${strength}`)}</span>
            </li>
          );
        })}
        <li>
          <svg width="30" height="10" aria-hidden="true">
            <path d="M0 5h12M18 5h12" stroke={palette.line} strokeWidth="1.2" />
            <path d="M18 5h12" stroke={palette.line} strokeWidth="5" />
          </svg>
          <span>{t("chart.legend.width")}</span>
        </li>
      </ul>
    </section>
  );
}
