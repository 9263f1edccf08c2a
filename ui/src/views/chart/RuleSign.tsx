import type { Rule } from "@/core/chart/document";
import { ICON_PATHS } from "@/design/Icon";
import { separator } from "@/i18n/separator";

import { ICONS } from "./atlas";
import type { Palette } from "./look";
import { onlyWords, type RuleLine, ruleStroke } from "./ruleLegend";
import classes from "./Rules.module.css";

/** What a rule changes, as a sign: its icon or a dot in its colour and size, or a stroke. */
export function RuleSign({ rule, palette }: { rule: Rule; palette: Palette }) {
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

/** A piece of line. */
export function Stroke({ colour, dash: [on, off], width }: { colour: string; dash: readonly [number, number]; width: number }) {
  return (
    <svg width="30" height="8" aria-hidden="true">
      <line x1="0" y1="4" x2="30" y2="4" stroke={colour} strokeWidth={width} strokeDasharray={off === 0 ? undefined : `${String(on)} ${String(off)}`} />
    </svg>
  );
}

/** The signs of the rules that something passes, named for whoever does not see them; nothing where it passes none that changes more than words. */
export function PassedSigns({ passed, lines, palette }: { passed: readonly string[]; lines: readonly RuleLine[]; palette: Palette }) {
  const found = lines.filter(({ rule }) => passed.includes(rule.id) && !onlyWords(rule));
  if (found.length === 0) return null;
  const names = found.map(({ name }) => name).join(separator());
  return (
    <span className={classes.passed} role="img" aria-label={names} title={names} data-passed={found.length}>
      {found.map(({ rule }) => <RuleSign key={rule.id} rule={rule} palette={palette} />)}
    </span>
  );
}
