import { Button, Group, Text } from "@mantine/core";
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";

import { download } from "@/core/download";
import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import { columns, highest, moved, type Span, steps, zoomed } from "./chromatogram";
import classes from "../Lab.module.css";
import { blobOf, type Part, type Traces, useRunOut } from "../server";
import { useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

const BASE = 22;
const TOP = 14;
/** Room for the scale at the left. */
const SIDE = 44;
const COLOURS = ["#c2255c", "#2b8a3e", "#e67700", "#5f3dc4", "#0b7285", "#862e9c", "#a61e4d", "#364fc7"];

/** What colour the trace of an ion has, by its place among those that are shown. */
export const colourOf = (at: number): string => COLOURS[at % COLOURS.length] ?? "#c2255c";

/** What each axis says, in the words and digits of the page. */
interface Axes {
  unit: string;
  number: (value: string) => string;
  percent: (value: string) => string;
}

/** A run over time, drawn once for each look: the total, chosen ions, components as marks. Wheel and drag zoom, Backspace goes back a step, double click shows all; arrows go from component to component. */
export function Chromatogram({ run, chosen, onChosen, onExport }: { run: Traces; chosen: number; onChosen: (number: number) => void; onExport: TraceExport }) {
  const say = useSay();
  const format = useFormat();
  const unit = say("run.minutes");
  const axes = useMemo<Axes>(() => ({ unit, number: format.number, percent: format.percent }), [unit, format]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const whole = useMemo<Span>(() => ({ from: run.times[0] ?? 0, to: run.times.at(-1) ?? 1 }), [run]);
  const [[span, ...before], setSpans] = useState<[Span, ...Span[]]>([whole]);
  const show = (next: Span) => { setSpans(([now, ...past]) => (next.from === now.from && next.to === now.to ? [now, ...past] : [next, now, ...past.slice(0, 50)])); };
  const back = () => { setSpans(([now, last, ...past]) => (last === undefined ? [now] : [last, ...past])); };
  const [width, setWidth] = useState(800);
  const [drag, setDrag] = useState<{ start: number; now: number } | null>(null);
  const masses = useMemo(() => Object.keys(run.ions).sort((one, other) => Number(one) - Number(other)), [run]);
  const traces = useMemo(() => [run.total, ...masses.map((mass) => run.ions[mass] ?? [])], [run, masses]);

  useEffect(() => { setSpans([whole]); }, [whole]);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => { setWidth(element.clientWidth); });
    watch.observe(element);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      setSpans(([now, ...past]) => [zoomed(now, whole, timeAt(event.offsetX, now, element.clientWidth), event.deltaY > 0 ? 1.25 : 0.8), ...(past.length === 0 ? [now] : past)]);
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => {
      watch.disconnect();
      element.removeEventListener("wheel", wheel);
    };
  }, [whole]);
  useEffect(() => {
    const asked = requestAnimationFrame(() => { if (canvas.current !== null) draw(canvas.current, run, traces, span, chosen, drag, width, axes); });
    return () => { cancelAnimationFrame(asked); };
  }, [run, traces, span, chosen, drag, width, axes]);

  const go = (by: number) => {
    const at = run.components.findIndex((one) => one.number === chosen);
    const next = run.components[at === -1 ? 0 : Math.min(Math.max(at + by, 0), run.components.length - 1)];
    if (next !== undefined) onChosen(next.number);
  };
  const keys = (event: KeyboardEvent) => {
    const act: Record<string, () => void> = {
      ArrowRight: () => { go(1); }, ArrowLeft: () => { go(-1); }, "+": () => { show(zoomed(span, whole, (span.from + span.to) / 2, 0.5)); }, "-": () => { show(zoomed(span, whole, (span.from + span.to) / 2, 2)); },
      PageDown: () => { show(moved(span, whole, 0.5)); }, PageUp: () => { show(moved(span, whole, -0.5)); }, Home: () => { show(whole); }, Backspace: back,
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
    if (last - first > 5) show({ from: timeAt(first, span, width), to: Math.max(timeAt(last, span, width), timeAt(first, span, width) + 1) });
    else {
      const near = nearest(run.components, timeAt(first, span, width), (8 * (span.to - span.from)) / (width - SIDE));
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
        onDoubleClick={() => { show(whole); }}
      />
      <Group gap="xs" mt={4}>
        <Button size="compact-xs" variant="default" onClick={() => { show(zoomed(span, whole, (span.from + span.to) / 2, 0.5)); }}>{say("run.in")}</Button>
        <Button size="compact-xs" variant="default" onClick={() => { show(zoomed(span, whole, (span.from + span.to) / 2, 2)); }}>{say("run.out")}</Button>
        <Button size="compact-xs" variant="default" disabled={before.length === 0} onClick={back}>{say("run.back")}</Button>
        <Button size="compact-xs" variant="default" onClick={() => { show(whole); }}>{say("run.all")}</Button>
        <Leaving run={run} asked={onExport} canvas={() => canvas.current} />
      </Group>
      <Text size="xs" dir="auto" mt={4} data-scale>
        {format.sentence(say("run.scale"))}{" "}
        {traces.map((trace, at) => (
          <span key={at}>{at > 0 && BESIDE}<span style={{ borderBlockEnd: `3px solid ${at === 0 ? "currentColor" : colourOf(at - 1)}` }}>{at === 0 ? say("run.total") : <Code>{`m/z ${masses[at - 1] ?? ""}`}</Code>}</span> <Code>{format.number(Math.round(highest(run.times, trace, span)))}</Code></span>
        ))}
        {" "}{run.components.length > 0 && say("run.models")}
      </Text>
    </div>
  );
}

/** Which run of which sequence leaves, with which ions. */
type TraceExport = Omit<Parameters<ReturnType<typeof useRunOut>["mutate"]>[0], "form">;

/** The run as values or as the picture that is in sight, once the server gives leave. */
function Leaving({ run, asked, canvas }: { run: Traces; asked: TraceExport; canvas: () => HTMLCanvasElement | null }) {
  const say = useSay();
  const out = useRunOut();
  const leave = (form: "csv" | "png") => {
    out.mutate({ ...asked, form }, {
      onSuccess: (told) => {
        if (told.file !== null) download(told.file.name, blobOf(told.file));
        else canvas()?.toBlob((blob) => { if (blob !== null) download(`run-${run.run}.png`.replace(/[/\\:*?"<>|]/g, "_"), blob); });
      },
    });
  };
  return (
    <>
      <Button size="compact-xs" variant="default" loading={out.isPending} onClick={() => { leave("png"); }}>{say("run.png")}</Button>
      <Button size="compact-xs" variant="default" data-run-csv loading={out.isPending} onClick={() => { leave("csv"); }}>{say("run.csv")}</Button>
      {out.isSuccess && <Text size="xs" role="status" dir="auto">{say("run.exported")}</Text>}
      {out.isError && <ErrorNote error={out.error} />}
    </>
  );
}

const timeAt = (x: number, span: Span, width: number): number => span.from + (Math.max(x - SIDE, 0) / Math.max(width - SIDE, 1)) * (span.to - span.from);

function nearest(parts: readonly Part[], time: number, within: number): Part | undefined {
  return parts.filter((one) => Math.abs(one.time - time) <= within).sort((one, other) => other.area - one.area)[0];
}

function draw(element: HTMLCanvasElement, run: Traces, traces: readonly (readonly number[])[], span: Span, chosen: number, drag: { start: number; now: number } | null, width: number, { unit, number, percent }: Axes): void {
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
  const wide = Math.max(width - SIDE, 1);
  const x = (time: number) => SIDE + ((time - span.from) / (span.to - span.from)) * wide;
  const tall = height - BASE - TOP;
  for (const [at, trace] of traces.entries()) {
    const most = highest(run.times, trace, span);
    const found = columns(run.times, trace, span, Math.max(Math.floor(wide), 1));
    brush.strokeStyle = at === 0 ? style.color : colourOf(at - 1);
    brush.beginPath();
    let begun = false;
    for (let column = 0; column < found.length / 2; column++) {
      const [low, high] = [found[2 * column] ?? NaN, found[2 * column + 1] ?? NaN];
      if (Number.isNaN(low)) continue;
      const [bottom, top] = [height - BASE - (low / most) * tall, height - BASE - (high / most) * tall];
      if (begun) brush.lineTo(SIDE + column, bottom);
      else brush.moveTo(SIDE + column, bottom);
      brush.lineTo(SIDE + column, top);
      begun = true;
    }
    brush.stroke();
  }
  const top = highest(run.times, run.total, span);
  for (const part of run.components) modelled(brush, part, part.number === chosen ? "rgba(11, 114, 133, 0.35)" : "rgba(11, 114, 133, 0.14)", { x, from: SIDE, to: width, base: height - BASE, scale: tall / top });
  brush.fillStyle = style.color;
  for (const part of run.components) {
    const at = x(part.time);
    if (at < SIDE || at > width) continue;
    const size = part.number === chosen ? 6 : 3;
    brush.beginPath();
    brush.moveTo(at - size, 1);
    brush.lineTo(at + size, 1);
    brush.lineTo(at, 1 + 1.6 * size);
    brush.fill();
    if (part.number === chosen) brush.fillRect(at, TOP, 1, tall);
  }
  brush.fillRect(SIDE, height - BASE, wide, 1);
  brush.fillRect(SIDE, TOP, 1, tall);
  brush.textAlign = "right";
  for (const share of [0, 50, 100]) {
    const at = height - BASE - (share / 100) * tall;
    brush.fillRect(SIDE - 4, at, 4, 1);
    brush.fillText(percent(share.toString()), SIDE - 6, at + 4);
  }
  brush.textAlign = "left";
  const free = width - brush.measureText(unit).width - 12;
  brush.fillText(unit, free + 8, height - 6);
  for (const time of steps({ from: span.from / 60, to: span.to / 60 }, Math.max(width / 90, 2))) {
    const at = x(time * 60);
    brush.fillRect(at, height - BASE, 1, 4);
    const said = number(Number(time.toFixed(3)).toString());
    if (at + 2 + brush.measureText(said).width < free) brush.fillText(said, at + 2, height - 6);
  }
  if (drag !== null) {
    brush.globalAlpha = 0.2;
    brush.fillRect(Math.min(drag.start, drag.now), 0, Math.abs(drag.now - drag.start), height - BASE);
    brush.globalAlpha = 1;
  }
}

/** The model that a component was deconvolved with, filled down to the axis: two half Gaussians on the scale of the total. */
function modelled(brush: CanvasRenderingContext2D, part: Part, colour: string, { x, from, to, base, scale }: { x: (time: number) => number; from: number; to: number; base: number; scale: number }): void {
  const [start, end] = [Math.max(x(part.time - 4 * part.left), from), Math.min(x(part.time + 4 * part.right), to)];
  const second = x(1) - x(0);
  if (!(end > start) || part.left <= 0 || part.right <= 0) return;
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(start, base);
  for (let at = start; at <= end; at += Math.max((end - start) / 200, 0.25)) {
    const away = (at - x(part.time)) / second;
    brush.lineTo(at, base - part.height * scale * Math.exp(-0.5 * (away / (away < 0 ? part.left : part.right)) ** 2));
  }
  brush.lineTo(end, base);
  brush.fill();
}
