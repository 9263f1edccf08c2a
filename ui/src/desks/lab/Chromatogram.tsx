import { Button, Group } from "@mantine/core";
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";

import { columns, highest, moved, type Span, steps, zoomed } from "./chromatogram";
import classes from "./Lab.module.css";
import type { Part, Traces } from "./server";
import { useSay } from "./words";

const BASE = 22;
const TOP = 14;
const COLOURS = ["#c2255c", "#2b8a3e", "#e67700", "#5f3dc4", "#0b7285", "#862e9c", "#a61e4d", "#364fc7"];

/** What colour the trace of an ion has, by its place among those that are shown. */
export const colourOf = (at: number): string => COLOURS[at % COLOURS.length] ?? "#c2255c";

/** A run over time, drawn once for each look: the total, chosen ions, components as marks. Wheel and drag zoom, double click shows all; arrows go from component to component. */
export function Chromatogram({ run, chosen, onChosen }: { run: Traces; chosen: number; onChosen: (number: number) => void }) {
  const say = useSay();
  const unit = say("run.minutes");
  const canvas = useRef<HTMLCanvasElement>(null);
  const whole = useMemo<Span>(() => ({ from: run.times[0] ?? 0, to: run.times.at(-1) ?? 1 }), [run]);
  const [span, setSpan] = useState<Span>(whole);
  const [width, setWidth] = useState(800);
  const [drag, setDrag] = useState<{ start: number; now: number } | null>(null);
  const traces = useMemo(() => [run.total, ...Object.keys(run.ions).sort((one, other) => Number(one) - Number(other)).map((mass) => run.ions[mass] ?? [])], [run]);

  useEffect(() => { setSpan(whole); }, [whole]);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => { setWidth(element.clientWidth); });
    watch.observe(element);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      setSpan((before) => zoomed(before, whole, timeAt(event.offsetX, before, element.clientWidth), event.deltaY > 0 ? 1.25 : 0.8));
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => {
      watch.disconnect();
      element.removeEventListener("wheel", wheel);
    };
  }, [whole]);
  useEffect(() => {
    const asked = requestAnimationFrame(() => { if (canvas.current !== null) draw(canvas.current, run, traces, span, chosen, drag, width, unit); });
    return () => { cancelAnimationFrame(asked); };
  }, [run, traces, span, chosen, drag, width, unit]);

  const go = (by: number) => {
    const at = run.components.findIndex((one) => one.number === chosen);
    const next = run.components[at === -1 ? 0 : Math.min(Math.max(at + by, 0), run.components.length - 1)];
    if (next !== undefined) onChosen(next.number);
  };
  const keys = (event: KeyboardEvent) => {
    const act: Record<string, () => void> = {
      ArrowRight: () => { go(1); }, ArrowLeft: () => { go(-1); }, "+": () => { setSpan(zoomed(span, whole, (span.from + span.to) / 2, 0.5)); }, "-": () => { setSpan(zoomed(span, whole, (span.from + span.to) / 2, 2)); },
      PageDown: () => { setSpan(moved(span, whole, 0.5)); }, PageUp: () => { setSpan(moved(span, whole, -0.5)); }, Home: () => { setSpan(whole); },
    };
    const done = act[event.key];
    if (done === undefined) return;
    event.preventDefault();
    done();
  };
  const release = (event: PointerEvent) => {
    if (drag === null) return;
    setDrag(null);
    const [first, last] = [Math.min(drag.start, event.nativeEvent.offsetX), Math.max(drag.start, event.nativeEvent.offsetX)];
    if (last - first > 5) setSpan({ from: timeAt(first, span, width), to: Math.max(timeAt(last, span, width), timeAt(first, span, width) + 1) });
    else {
      const near = nearest(run.components, timeAt(first, span, width), (8 * (span.to - span.from)) / width);
      if (near !== undefined) onChosen(near.number);
    }
  };
  return (
    <div dir="ltr">
      <canvas
        ref={canvas}
        className={classes.canvas}
        tabIndex={0}
        role="img"
        aria-label={say("run.chart")}
        data-from={span.from.toFixed(2)}
        data-to={span.to.toFixed(2)}
        onKeyDown={keys}
        onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setDrag({ start: event.nativeEvent.offsetX, now: event.nativeEvent.offsetX }); }}
        onPointerMove={(event) => { if (drag !== null) setDrag({ ...drag, now: event.nativeEvent.offsetX }); }}
        onPointerUp={release}
        onDoubleClick={() => { setSpan(whole); }}
      />
      <Group gap="xs" mt={4}>
        <Button size="compact-xs" variant="default" onClick={() => { setSpan(zoomed(span, whole, (span.from + span.to) / 2, 0.5)); }}>{say("run.in")}</Button>
        <Button size="compact-xs" variant="default" onClick={() => { setSpan(zoomed(span, whole, (span.from + span.to) / 2, 2)); }}>{say("run.out")}</Button>
        <Button size="compact-xs" variant="default" onClick={() => { setSpan(whole); }}>{say("run.all")}</Button>
      </Group>
    </div>
  );
}

const timeAt = (x: number, span: Span, width: number): number => span.from + (x / Math.max(width, 1)) * (span.to - span.from);

function nearest(parts: readonly Part[], time: number, within: number): Part | undefined {
  return parts.filter((one) => Math.abs(one.time - time) <= within).sort((one, other) => other.area - one.area)[0];
}

function draw(element: HTMLCanvasElement, run: Traces, traces: readonly (readonly number[])[], span: Span, chosen: number, drag: { start: number; now: number } | null, width: number, unit: string): void {
  const height = element.clientHeight;
  const ratio = window.devicePixelRatio || 1;
  if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
  }
  const brush = element.getContext("2d");
  if (brush === null) return;
  const style = getComputedStyle(element);
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  brush.clearRect(0, 0, width, height);
  brush.font = `11px ${style.fontFamily}`;
  const x = (time: number) => ((time - span.from) / (span.to - span.from)) * width;
  const tall = height - BASE - TOP;
  for (const [at, trace] of traces.entries()) {
    const most = highest(run.times, trace, span);
    const found = columns(run.times, trace, span, Math.max(Math.floor(width), 1));
    brush.strokeStyle = at === 0 ? style.color : colourOf(at - 1);
    brush.beginPath();
    let begun = false;
    for (let column = 0; column < found.length / 2; column++) {
      const [low, high] = [found[2 * column] ?? NaN, found[2 * column + 1] ?? NaN];
      if (Number.isNaN(low)) continue;
      const [bottom, top] = [height - BASE - (low / most) * tall, height - BASE - (high / most) * tall];
      if (begun) brush.lineTo(column, bottom);
      else brush.moveTo(column, bottom);
      brush.lineTo(column, top);
      begun = true;
    }
    brush.stroke();
  }
  brush.fillStyle = style.color;
  for (const part of run.components) {
    const at = x(part.time);
    if (at < 0 || at > width) continue;
    const size = part.number === chosen ? 6 : 3;
    brush.beginPath();
    brush.moveTo(at - size, 1);
    brush.lineTo(at + size, 1);
    brush.lineTo(at, 1 + 1.6 * size);
    brush.fill();
    if (part.number === chosen) brush.fillRect(at, TOP, 1, tall);
  }
  brush.fillRect(0, height - BASE, width, 1);
  const free = width - brush.measureText(unit).width - 12;
  brush.fillText(unit, free + 8, height - 6);
  for (const time of steps({ from: span.from / 60, to: span.to / 60 }, Math.max(width / 90, 2))) {
    const at = x(time * 60);
    brush.fillRect(at, height - BASE, 1, 4);
    const said = Number(time.toFixed(3)).toString();
    if (at + 2 + brush.measureText(said).width < free) brush.fillText(said, at + 2, height - 6);
  }
  if (drag !== null) {
    brush.globalAlpha = 0.2;
    brush.fillRect(Math.min(drag.start, drag.now), 0, Math.abs(drag.now - drag.start), height - BASE);
    brush.globalAlpha = 1;
  }
}
