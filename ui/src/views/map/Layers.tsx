import { Checkbox, Loader, useComputedColorScheme } from "@mantine/core";

import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import { ErrorNote } from "@/parts/Notes";
import { corners, DARK, LIGHT, lookOf } from "./look";
import classes from "./Map.module.css";
import type { LayerState, MapData } from "./useMap";

/** The layers to switch on and off, with the sign of their marks, what a mark means and what it does not, and what was left out. */
export function Layers({ map, onToggle }: { map: MapData; onToggle: (id: string) => void }) {
  const { t } = useLocale();
  return (
    <section aria-label={t("map.layers")} data-layers>
      <h2>{t("map.layers")}</h2>
      {map.states.map((state) => (
        <One key={state.layer.id} state={state} onToggle={onToggle} />
      ))}
    </section>
  );
}

function One({ state, onToggle }: { state: LayerState; onToggle: (id: string) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const { layer, shown, drawing, needsThing } = state;
  return (
    <div className={classes.layer} data-layer-row={layer.id} data-marks={drawing?.marks.length}>
      <Checkbox size="xs" checked={shown} onChange={() => { onToggle(layer.id); }} label={layer.title} styles={{ body: { alignItems: "center" } }} />
      {state.pending ? <Loader size={14} /> : <Sign layer={layer.id} />}
      {shown && needsThing && <small>{t(state.other ? "map.not-about" : "map.needs-thing")}</small>}
      {shown && drawing !== null && (
        <small>
          {[format.counted("map.marks", drawing.marks.length), ...[...drawing.left_out.map((left) => left.sentence), ...drawing.notes].map(format.sentence)].join(" ")}
        </small>
      )}
      {state.error !== null && state.error !== undefined && (
        <small>
          <ErrorNote error={state.error} retry={state.again} />
        </small>
      )}
      {shown && (
        <details>
          <summary>{t("map.means")}</summary>
          <p className={classes.quiet}>{layer.means}</p>
          <p className={classes.quiet}>{layer.means_not}</p>
        </details>
      )}
    </div>
  );
}

/** The sign of a layer's marks, as on the map. */
export function Sign({ layer }: { layer: string }) {
  const scheme = useComputedColorScheme("light");
  const { family, shape } = lookOf(layer);
  const outline = corners(shape, 6);
  const solid = shape === "disc" || shape === "dot";
  return (
    <svg width={18} height={18} viewBox="-9 -9 18 18" aria-hidden="true" color={(scheme === "dark" ? DARK : LIGHT).families[family]}>
      {outline.length > 0 ? <polygon points={outline.map((corner) => corner.join()).join(" ")} fill="none" stroke="currentColor" strokeWidth="2" /> : <circle r={shape === "dot" ? 4 : 6} fill={solid ? "currentColor" : "none"} stroke="currentColor" strokeWidth="2" />}
      {shape === "circle" && <circle r={2} fill="currentColor" />}
    </svg>
  );
}

/** Kinds of what is shown, to leave some out. */
export function Kinds({ kinds, hidden, onHidden }: { kinds: readonly [string, number][]; hidden: ReadonlySet<string>; onHidden: (hidden: readonly string[]) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const name = useKind();
  if (kinds.length < 2) return null;
  return (
    <section aria-label={t("map.kinds")}>
      <h2>{t("map.kinds")}</h2>
      <div className={classes.kinds} role="group" aria-label={t("map.kinds")}>
        {kinds.map(([kind, count]) => (
          <button key={kind} type="button" className={classes.kind} aria-pressed={!hidden.has(kind)} data-kind={kind} onClick={() => { onHidden(hidden.has(kind) ? [...hidden].filter((other) => other !== kind) : [...hidden, kind]); }}>
            {name(kind)} ({format.number(count)})
          </button>
        ))}
      </div>
    </section>
  );
}

const OWN = ["stop", "leg", "meeting", "together"];

/** What a kind of mark is called: a type of the vocabulary, or the map's own word. */
export function useKind(): (kind: string) => string {
  const { t } = useLocale();
  const words = useWords();
  return (kind) => (OWN.includes(kind) ? t(`map.kind.${kind}` as TextKey) : words.type(kind));
}

/** What the signs on the ground and the lines mean. */
export function Legend() {
  const { t } = useLocale();
  return (
    <section aria-label={t("command.look.legend")} data-legend>
      <h2>{t("command.look.legend")}</h2>
      <ul className={classes.cards}>
        {LEGEND.map(([key, dash, sign]) => (
          <li key={key} className={classes.quiet} style={{ display: "flex", gap: "0.5rem", alignItems: "center" }}>
            <svg width={34} height={16} viewBox="0 0 34 16" aria-hidden="true">
              {sign === "" ? <line x1={2} y1={8} x2={32} y2={8} stroke="currentColor" strokeWidth={2} strokeDasharray={dash} /> : sign === "o" ? <circle cx={17} cy={8} r={6.500} fill="none" stroke="currentColor" strokeDasharray={dash} /> : <text x={17} y={13} textAnchor="middle" fontSize={15} fill="currentColor">{sign}</text>}
            </svg>
            {t(key)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const LEGEND: readonly [TextKey, string, string][] = [
  ["map.legend.about", "", "≈"],
  ["map.legend.circle", "4 3", "o"],
  ["map.legend.move", "", ""],
  ["map.legend.doubtful", "5 5", ""],
  ["map.legend.border", "6 2.5 1.5 2.5", ""],
];
