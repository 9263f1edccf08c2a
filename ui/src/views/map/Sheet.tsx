import { useComputedColorScheme } from "@mantine/core";
import { useContext, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";

import type { Styled } from "@/core/chart/styles";
import { useFormat } from "@/core/format";
import { bounded as boundedStrokes, type Ground, loadGround, type Strokes } from "@/core/map/ground";
import { bounded, scaleBar, scaleOf, type Size, underPixel, type View, type XY, zoomedAt } from "@/core/map/mercator";
import { type Cluster, clusters as clustered, type Scene } from "@/core/map/scene";
import type { Country, Town } from "@/core/map/server";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { HoverContext, useHovered } from "../chart/hover";
import { DARK, LIGHT } from "./look";
import classes from "./Map.module.css";
import { caption, type Caption, paint, type Picture } from "./paint";
import { CanvasPen, SvgPen } from "./pen";

export interface SheetHandle {
  size: () => Size;
  svg: (caption: Omit<Caption, "scale">) => string;
  png: (caption: Omit<Caption, "scale">) => HTMLCanvasElement | null;
}

interface Props {
  ref: React.Ref<SheetHandle>;
  scene: Scene;
  view: View;
  towns: readonly Town[];
  countries: readonly Country[];
  areas: readonly Strokes[];
  chosen: ReadonlySet<string>;
  lasso: boolean;
  /** How things look by the rules in force, by their id. */
  styles: Styled["items"];
  /** `next` from the view before it, for steps that follow one another quickly. */
  onView: (next: (before: View, size: Size) => View) => void;
  onSize: (size: Size) => void;
  onChoose: (ids: readonly string[], how: "only" | "toggle") => void;
  onLasso: (corners: readonly XY[]) => void;
}

const STEP = 90;
const NOTHING: ReadonlySet<string> = new Set();

/** The map itself. The picture is drawn on a canvas; over each mark lies a button, so that marks can be reached by Tab and told by a screen reader. */
export function Sheet({ ref, scene, view, towns, countries, areas, chosen, lasso, styles, onView, onSize, onChoose, onLasso }: Props) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const scheme = useComputedColorScheme("light");
  const hover = useContext(HoverContext);
  const [ground, setGround] = useState<Ground | null>(null);
  const [size, setSize] = useState<Size>({ width: 800, height: 500 });
  const [drawn, setDrawn] = useState<readonly XY[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const grip = useRef<{ x: number; y: number; moved: boolean } | null>(null);

  useEffect(() => {
    let here = true;
    void loadGround().then((found) => { if (here) setGround(found); });
    return () => {
      here = false;
    };
  }, []);
  useEffect(() => {
    if (box.current === null || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const next = { width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height) };
      setSize(next);
      onSize(next);
    });
    watch.observe(box.current);
    return () => {
      watch.disconnect();
    };
  }, [onSize]);

  const clusters = useMemo(() => clustered(scene.marks, view, size), [scene.marks, view, size]);
  const picture = useMemo((): Picture => {
    const open: Strokes[] = drawn.length > 1 ? [boundedStrokes(new Float64Array(drawn.flat()))] : [];
    return { ground, towns, countries, clusters, ways: scene.ways, areas: [...areas, ...open], chosen, look: (mark) => mark.things.map(({ id }) => styles[id]?.look).find((look) => look !== undefined), count: format.number };
  }, [ground, towns, countries, clusters, scene.ways, areas, drawn, chosen, styles, format]);
  const palette = scheme === "dark" ? DARK : LIGHT;

  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext("2d");
      if (context === null || context === undefined) return;
      const dense = window.devicePixelRatio || 1;
      fitted(context, size, dense);
      paint(new CanvasPen(context), view, size, palette, picture);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [view, size, palette, picture, locale]);

  const scale = useMemo(() => {
    const { metres, pixels } = scaleBar(view);
    return { pixels, label: metres >= 1000 ? t("map.km", { n: format.number(metres / 1000) }) : t("map.m", { n: format.number(metres) }) };
  }, [view, t, format]);
  useImperativeHandle(ref, () => ({
    size: () => size,
    svg: (told) => {
      const pen = new SvgPen();
      paint(pen, view, size, LIGHT, { ...picture, chosen: NOTHING });
      const below = caption(pen, size, LIGHT, { ...told, scale });
      return pen.file(size.width, size.height + below, told.title, told.about);
    },
    png: (told) => {
      const made = document.createElement("canvas");
      const context = made.getContext("2d");
      if (context === null) return null;
      const full = { ...told, scale };
      fitted(context, { ...size, height: size.height + caption(new CanvasPen(context), size, LIGHT, full) }, 2);
      const pen = new CanvasPen(context);
      paint(pen, view, size, LIGHT, { ...picture, chosen: NOTHING });
      caption(pen, size, LIGHT, full);
      return made;
    },
  }), [view, size, picture, scale]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const pixel: XY = [event.clientX - left, event.clientY - top];
      onView((before, now) => zoomedAt(before, now, pixel, Math.max(-1, Math.min(1, -event.deltaY / 240))));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      element.removeEventListener("wheel", onWheel);
    };
  }, [onView]);

  const pan = (dx: number, dy: number) => { onView((before) => bounded({ ...before, x: before.x + dx / scaleOf(before), y: before.y + dy / scaleOf(before) })); };
  const zoom = (steps: number) => { onView((before, now) => zoomedAt(before, now, [now.width / 2, now.height / 2], steps)); };
  const pixelOf = (event: React.PointerEvent | React.MouseEvent): XY => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  return (
    <div
      ref={box}
      dir="ltr"
      className={classes.sheet}
      role="group"
      aria-label={t("map.sheet")}
      tabIndex={0}
      data-sheet
      data-lasso={lasso || undefined}
      data-ready={ground !== null || undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const [dx, dy] = ARROWS[event.key] ?? [0, 0];
        if (dx !== 0 || dy !== 0) pan(dx * STEP, dy * STEP);
        else if (event.key === "+" || event.code === "Equal" || event.code === "NumpadAdd") zoom(0.5);
        else if (event.key === "-" || event.code === "Minus" || event.code === "NumpadSubtract") zoom(-0.5);
        else return;
        event.preventDefault();
      }}
      onPointerDown={(event) => {
        if (event.button !== 0 || (event.target as HTMLElement).closest("button") !== null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, y: event.clientY, moved: false };
        if (lasso || event.shiftKey) setDrawn([underPixel(view, size, pixelOf(event))]);
      }}
      onPointerMove={(event) => {
        const from = grip.current;
        if (from === null) return;
        const point = underPixel(view, size, pixelOf(event));
        if (drawn.length > 0) setDrawn((before) => [...before, point]);
        else pan(from.x - event.clientX, from.y - event.clientY);
        grip.current = { x: event.clientX, y: event.clientY, moved: true };
      }}
      onPointerUp={() => {
        if (grip.current === null) return;
        const { moved } = grip.current;
        grip.current = null;
        if (drawn.length > 5) onLasso(drawn);
        else if (!moved) onChoose([], "only");
        setDrawn([]);
      }}
      onPointerCancel={() => { grip.current = null; setDrawn([]); }}
      onDoubleClick={(event) => { const pixel = pixelOf(event); onView((before, now) => zoomedAt(before, now, pixel, 1)); }}
    >
      <canvas ref={canvas} className={classes.canvas} aria-hidden="true" />
      {clusters.map((cluster) => (
        <Pin key={cluster.key} cluster={cluster} chosen={cluster.marks.some(({ mark }) => chosen.has(mark.id))} onChoose={onChoose} onHover={(ids) => { hover.set(ids); }} />
      ))}
      <div className={classes.scale} data-scale>
        <bdi>{scale.label}</bdi>
        <span style={{ inlineSize: `${Math.round(scale.pixels)}px` }} />
      </div>
    </div>
  );
}

const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function fitted(context: CanvasRenderingContext2D, size: Size, dense: number): void {
  const [width, height] = [Math.round(size.width * dense), Math.round(size.height * dense)];
  if (context.canvas.width !== width || context.canvas.height !== height) Object.assign(context.canvas, { width, height });
  context.setTransform(dense, 0, 0, dense, 0, 0);
}

/** The button over a mark, or over several that lie on one another. */
function Pin({ cluster, chosen, onChoose, onHover }: { cluster: Cluster; chosen: boolean; onChoose: Props["onChoose"]; onHover: (ids: readonly string[]) => void }) {
  const format = useFormat();
  const { marks } = cluster;
  const ids = marks.flatMap(({ mark }) => [mark.id, ...mark.things.map((thing) => thing.id)]);
  const lit = useHovered(ids);
  const [first] = marks;
  if (first === undefined) return null;
  const { mark } = first;
  const name = marks.length === 1 ? [mark.title, mark.begin === "" ? "" : format.exact(mark.begin), mark.word].filter((part) => part !== "").join(BESIDE) : format.counted("map.several", marks.length, { name: mark.title });
  return (
    <button
      type="button"
      className={classes.pin}
      style={{ transform: `translate(${cluster.x - 14}px, ${cluster.y - 14}px)` }}
      aria-label={name}
      title={name}
      aria-pressed={chosen}
      data-mark={mark.id}
      data-layer={first.layer}
      data-count={marks.length}
      data-hover={lit || undefined}
      onClick={(event) => { onChoose(marks.map((one) => one.mark.id), event.ctrlKey || event.metaKey || event.shiftKey ? "toggle" : "only"); }}
      onMouseEnter={() => { onHover(ids); }}
      onMouseLeave={() => { onHover([]); }}
      onFocus={() => { onHover(ids); }}
      onBlur={() => { onHover([]); }}
    />
  );
}
