import { NO_FILTER, type Filter, type LineSort } from "@/core/chart/seen";
import { toggledLines, toggledType } from "@/core/chart/address";
import type { Rule } from "@/core/chart/document";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { ICON_PATHS } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { ICONS } from "./atlas";
import classes from "./Chart.module.css";
import { outlineOf, type Palette, STRENGTHS } from "./look";
import { onlyWords, ruleStroke, useRuleLegend } from "./ruleLegend";
import { DASHES, POSSIBLE } from "./signs";
import type { Chart } from "./useChart";

const MOST = 10;

interface Props {
  made: Chart;
  palette: Palette;
  onFilter: (filter: Filter) => void;
  onRules: () => void;
}

/** What a rule changes, as a sign: its icon or a dot in its colour and size, or a stroke. */
function RuleSign({ rule, palette }: { rule: Rule; palette: Palette }) {
  const { look } = rule;
  const icon = ICONS.find((name) => name === look.icon);
  if (rule.on === "line") return <Stroke {...ruleStroke(rule, palette)} />;
  const colour = look.colour || palette.quiet;
  return (
    <svg width="30" height="18" viewBox="0 0 30 18" aria-hidden="true">
      {onlyWords(rule) ? (
        <path d="M5 6H25M8 12H22" stroke={palette.quiet} strokeWidth="2" />
      ) : icon === undefined ? (
        <circle cx="15" cy="9" r={Math.min(8, 4 * (look.size || 1))} fill={look.colour === "" ? "none" : colour} stroke={look.frame || colour} strokeWidth="2" />
      ) : (
        <path d={ICON_PATHS[icon]} transform="translate(6 0) scale(0.75)" fill="none" stroke={colour} strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      )}
    </svg>
  );
}

/** What the signs of this chart mean: only what is on it. Each type and each sort of line is a switch that leaves it out or draws it again. */
export function Legend({ made, palette, onFilter, onRules }: Props) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const { state, seen, filter } = made;
  const ruled = useRuleLegend(made);
  const counts = new Map<string, number>();
  for (const id of state.chart.items.keys()) {
    const schema = state.known.items.get(id)?.schema;
    if (schema !== undefined && (seen.leader.get(id) ?? id) === id) counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  const types = [...counts].sort((a, b) => b[1] - a[1]);
  const proposed = [...state.known.lines.values()].some((line) => line.kind === "sameness" && state.chart.items.has(line.a) && state.chart.items.has(line.b));
  const decided = [...made.pairs.values()].some((pair) => pair.sort === "same");
  const lines: { sort: LineSort; name: string; colour: string; dash: readonly [number, number] }[] = [
    ...STRENGTHS.map((sort) => ({ sort, name: t(`chart.strength.${sort}`), colour: palette.line, dash: DASHES[sort] })),
    ...(proposed ? [{ sort: "possible" as const, name: t("chart.legend.possible"), colour: palette.same, dash: POSSIBLE }] : []),
  ];
  return (
    <section className={classes.legend} aria-label={t("command.look.legend")} data-legend>
      <ul>
        {types.slice(0, MOST).map(([schema, count]) => {
          const { family, icon } = outlineOf(words, schema);
          return (
            <Switch key={schema} name={`${words.types(schema)} (${format.number(count)})`} drawn={!filter.types.has(schema)} onToggle={() => { onFilter(toggledType(filter, schema)); }}>
              <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke={palette.families[family]} strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
                <path d={ICON_PATHS[ICONS[icon] ?? "thing"]} />
              </svg>
            </Switch>
          );
        })}
        {types.length > MOST && <li>{format.counted("chart.legend.more", types.length - MOST)}</li>}
        {ruled.map(({ rule, name, much }) => (
          <li key={rule.id} data-legend-rule={rule.id}>
            <RuleSign rule={rule} palette={palette} />
            <button type="button" className={classes.sort} onClick={onRules}>
              <bdi dir="auto">{name}</bdi>
              {much}
            </button>
          </li>
        ))}
        {lines.map(({ sort, name, colour, dash }) => (
          <Switch key={sort} name={name} drawn={!filter.lines.has(sort)} onToggle={() => { onFilter(toggledLines(filter, sort)); }}>
            <Stroke colour={colour} dash={dash} width={2} />
          </Switch>
        ))}
        {decided && (
          <li>
            <Stroke colour={palette.same} dash={DASHES.confirmed} width={3} />
            <span>{t("chart.legend.same")}</span>
          </li>
        )}
        <li>
          <svg width="30" height="10" aria-hidden="true">
            <path d="M0 5h12M18 5h12" stroke={palette.line} strokeWidth="1.2" />
            <path d="M18 5h12" stroke={palette.line} strokeWidth="5" />
          </svg>
          <span>{t("chart.legend.width")}</span>
        </li>
        {seen.members.size > 0 && (
          <li>
            <Badge text={`×${format.number(2)}`} colour={palette.same} ink={palette.paper} />
            <span>{t("chart.legend.parts")}</span>
          </li>
        )}
        <li>
          <Badge text={`+${format.number(3)}`} colour={palette.badge} ink={palette.badgeText} />
          <span>{t("chart.legend.away")}</span>
        </li>
      </ul>
      {(filter.types.size > 0 || filter.lines.size > 0 || seen.filtered > 0) && (
        <p className={classes.filtered} role="status" data-filtered={seen.filtered}>
          {seen.filtered > 0 && format.counted("chart.filtered", seen.filtered)}{" "}
          <button type="button" className={classes.sort} onClick={() => { onFilter({ ...NO_FILTER, time: filter.time === null ? null : { ...filter.time, from: "", until: "" } }); }}>
            <u>{t("chart.filter.all")}</u>
          </button>
        </p>
      )}
    </section>
  );
}

function Switch({ name, drawn, onToggle, children }: { name: string; drawn: boolean; onToggle: () => void; children: React.ReactNode }) {
  const { t } = useLocale();
  return (
    <li>
      <button type="button" className={classes.switch} aria-pressed={drawn} title={t("chart.filter.of", { name })} onClick={onToggle}>
        {children}
        <span>{name}</span>
      </button>
    </li>
  );
}

function Stroke({ colour, dash: [on, off], width }: { colour: string; dash: readonly [number, number]; width: number }) {
  return (
    <svg width="30" height="8" aria-hidden="true">
      <line x1="0" y1="4" x2="30" y2="4" stroke={colour} strokeWidth={width} strokeDasharray={off === 0 ? undefined : `${on} ${off}`} />
    </svg>
  );
}

function Badge({ text, colour, ink }: { text: string; colour: string; ink: string }) {
  return (
    <svg width="30" height="14" aria-hidden="true">
      <rect x="4" y="0.5" width="22" height="13" rx="6.5" fill={colour} />
      <text x="15" y="10.5" fontSize="9.5" fontWeight="600" textAnchor="middle" direction="ltr" fill={ink}>
        {text}
      </text>
    </svg>
  );
}
