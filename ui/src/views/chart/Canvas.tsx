import { useContext, useEffect, useId, useImperativeHandle, useRef, useState } from "react";

import { useHighlight } from "@/core/chart/highlight";
import { away } from "@/core/chart/known";
import { nearest, nearestTo, wayOf } from "@/core/chart/near";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Chart.module.css";
import type { CanvasProps } from "./canvasProps";
import { begin, cameraOf, draw, type Drawing, fit, headed, lookAt, placeAt, redraw, repaint, reveal } from "./drawing";
import { HoverContext } from "./hover";
import { Lasso } from "./Lasso";
import { captionOf } from "./look";
import { unmarked } from "./overlay";
import { Texts } from "./Texts";
import { cornersOf, placeTexts } from "./written";
import { listen } from "./pointer";

const RESTS = 500;

/** The drawing itself: an island that React only hands new charts to, and that the keyboard walks item by item. */
export function Canvas(props: CanvasProps) {
  const { chart, known, pairs, linked, selection, palette, lasso, handle } = props;
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const hover = useContext(HoverContext);
  const lit = useHighlight();
  const place = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLCanvasElement>(null);
  const texts = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Drawing | null>(null);
  /** The selection as the drawing shows it. */
  const shown = useRef<unknown>(null);
  const [marks] = useState(unmarked);
  const [said, say] = useState("");
  const help = useId();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (place.current === null) return;
    const now = () => latest.current;
    const made = begin(place.current, now, hover, { below: below.current, above: above.current }, marks, format.number);
    listen(made, now, hover, marks);
    drawing.current = made;
    made.on("afterRender", () => {
      placeTexts(texts.current, made);
    });
    if (latest.current.start !== null) lookAt(made, latest.current.start);
    let timer: ReturnType<typeof setTimeout> | undefined;
    made.getCamera().on("updated", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        headed(made);
        latest.current.onCamera(cameraOf(made));
      }, RESTS);
    });
    const again = () => made.refresh();
    const watch = new ResizeObserver(() => {
      redraw(made); // also where only what stands beside it opens or shuts, of which the window says nothing
    });
    watch.observe(place.current);
    window.addEventListener("tahqiq:draw", again); // asked by benchmarks/page.py, which times one drawing
    return () => {
      clearTimeout(timer);
      watch.disconnect();
      window.removeEventListener("tahqiq:draw", again);
      drawing.current = null;
      made.kill();
    };
  }, [hover, format.number, marks]);

  const begun = useRef(props.start !== null);
  useEffect(() => {
    const made = drawing.current;
    if (made === null || (chart.items.size > 0 && known.items.size === 0)) return; // nothing is drawn twice: names and lines are on their way
    if (!begun.current && chart.items.size > 0) {
      begun.current = true;
      fit(made, [...chart.items.values(), ...cornersOf(latest.current.texts)], covered(place.current), true);
    }
    draw(made, latest.current, words);
    shown.current = latest.current.selection;
  }, [chart, known.items, pairs, props.strands, linked, palette, props.label, props.styled, props.photos, words]);

  useEffect(() => {
    if (shown.current === selection && props.chosenPair === "") return;
    shown.current = props.chosenPair === "" ? selection : null;
    if (drawing.current !== null) repaint(drawing.current);
  }, [selection, props.chosenPair]);

  useEffect(() => {
    placeTexts(texts.current, drawing.current);
  }, [props.texts]);

  useImperativeHandle(handle, () => ({
    fit: (ids) => {
      if (drawing.current) fit(drawing.current, ids === undefined || ids.length === 0 ? [...latest.current.chart.items.values(), ...cornersOf(latest.current.texts)] : ids.flatMap((id) => latest.current.chart.items.get(id) ?? []), covered(place.current));
    },
    zoom: (factor) => {
      const camera = drawing.current?.getCamera();
      if (camera) void camera.animate({ ratio: camera.ratio * factor }, { duration: 150 });
    },
    middle: () => (drawing.current === null ? [0, 0] : placeAt(drawing.current, drawing.current.getDimensions().width / 2, drawing.current.getDimensions().height / 2)),
    focus: () => place.current?.focus(),
  }));

  const again = () => {
    if (drawing.current !== null) repaint(drawing.current);
  };
  const told = (id: string, chosen: boolean): string => {
    const item = known.items.get(id);
    const apart = chart.items.get(id)?.apart === true;
    const here = linked.get(id)?.length ?? 0;
    const parts = apart ? 0 : (item?.fragments?.length ?? 0);
    return [
      captionOf(id, known, chart.items.get(id)), words.type(item?.schema ?? ""), format.counted("chart.focus.linked", here), format.counted("chart.focus.away", away(item, here, apart)),
      parts > 1 ? format.counted("chart.focus.parts", parts) : "", chosen ? t("chart.focus.selected") : "",
    ].filter((part) => part !== "").join(t("review.comma"));
  };
  const goTo = (id: string, chosen: boolean) => {
    marks.focused = id;
    hover.set([id]);
    if (drawing.current) reveal(drawing.current, id);
    say(told(id, chosen));
    props.onFocused(id);
    again();
  };
  const first = (): string | undefined => {
    if (chart.items.has(marks.focused)) return marks.focused;
    const chosen = [...selection].find((id) => chart.items.has(id));
    const made = drawing.current;
    if (chosen !== undefined || made === null) return chosen;
    const { width, height } = made.getDimensions();
    return nearestTo(chart.items, ...placeAt(made, width / 2, height / 2));
  };

  const onKey = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || chart.items.size === 0) return;
    const at = first();
    if (at === undefined) return;
    const way = wayOf(event.key);
    if (way !== undefined) {
      const next = nearest(chart.items, at, way) ?? at;
      if (event.shiftKey) props.onSelect([at, next], "add");
      goTo(next, event.shiftKey || selection.has(next));
    } else if (event.code === "Space") {
      goTo(at, !selection.has(at));
      props.onSelect([at], "toggle");
    } else if (event.key === "Enter" && props.linking !== "") {
      if (at !== props.linking) props.onLink(props.linking, at);
    } else if (event.key === "Enter" && event.shiftKey) props.onOpen(at);
    else if (event.key === "Enter") props.onCards(at, "");
    else if (event.key === "Escape" && props.linking !== "") props.onStopLinking();
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) openMenu(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const openMenu = (id: string) => {
    const made = drawing.current;
    const item = chart.items.get(id);
    if (made === null || item === undefined) return;
    const spot = made.graphToViewport({ x: item.x, y: -item.y });
    const box = made.getContainer().getBoundingClientRect();
    props.onMenu({ x: box.x + spot.x, y: box.y + spot.y, id, place: [item.x, item.y] });
  };

  const onLit = lit.label === "" ? 0 : [...lit.ids].filter((id) => chart.items.has(id)).length;
  return (
    <div className={classes.canvas} data-lasso={lasso || undefined} data-linking={props.linking || undefined} data-lit={lit.label === "" ? undefined : onLit}>
      <canvas ref={below} className={classes.layer} aria-hidden="true" />
      <div
        ref={place}
        className={classes.layer}
        role="application"
        tabIndex={0}
        aria-label={t("chart.picture", { n: format.number(chart.items.size), m: format.number(pairs.size) })}
        aria-describedby={help}
        data-chart-canvas
        onKeyDown={onKey}
        onFocus={() => {
          marks.active = true;
          const at = first();
          if (at !== undefined && place.current?.matches(":focus-visible") === true) goTo(at, selection.has(at));
          else again();
        }}
        onBlur={() => {
          marks.active = false;
          hover.set([]);
          props.onFocused("");
          again();
        }}
      />
      <canvas ref={above} className={classes.layer} data-through aria-hidden="true" />
      <Texts box={texts} texts={props.texts} placeOf={(x, y) => (drawing.current === null ? null : placeAt(drawing.current, x, y))} onMoved={props.onTextMoved} onOpen={props.onText} onDragged={() => { placeTexts(texts.current, drawing.current); }} />
      <p id={help} className={classes.unseen}>
        {t("chart.keys")}
      </p>
      <p className={classes.unseen} role="status" aria-live="polite" data-focused>
        {said}
      </p>
      {lasso && <Lasso drawing={() => drawing.current} chart={() => latest.current.chart} onDone={(ids, more) => { props.onSelect(ids, more ? "add" : "only"); props.onLasso(); }} />}
    </div>
  );
}

/** How much of the window the legend covers, and on which side. */
function covered(place: HTMLElement | null): { left: number; right: number } {
  const stage = place?.getBoundingClientRect();
  const legend = place?.closest("[data-stage]")?.querySelector("[data-legend]")?.getBoundingClientRect();
  if (stage === undefined || legend === undefined || legend.width > stage.width * 0.45) return { left: 0, right: 0 };
  const width = legend.width + 16;
  return legend.x - stage.x < stage.width / 2 ? { left: width, right: 0 } : { left: 0, right: width };
}
