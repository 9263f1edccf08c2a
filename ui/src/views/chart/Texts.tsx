import { type RefObject, useRef } from "react";

import type { ChartDocument, Position } from "@/core/chart/document";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Texts.module.css";
import { linesOf } from "./written";

interface Props {
  box: RefObject<HTMLDivElement | null>;
  texts: ChartDocument["texts"];
  /** The place on the chart of a point of the drawing; null before there is one. */
  placeOf: (x: number, y: number) => Position | null;
  onMoved: (id: string, to: Position) => void;
  onOpen: (id: string) => void;
  onDragged: () => void;
}

const STEPS: Record<string, Position> = { ArrowLeft: [-0.2, 0], ArrowRight: [0.2, 0], ArrowUp: [0, -0.2], ArrowDown: [0, 0.2] };
const STILL = 4;

/** Titles, texts and notes on a chart: dragged or moved by the arrow keys, opened by a click or Enter. */
export function Texts({ box, texts, placeOf, onMoved, onOpen, onDragged }: Props) {
  const { t } = useLocale();
  const drag = useRef<{ id: string; from: readonly [number, number]; start: Position; at: Position; moved: boolean } | null>(null);
  return (
    <div ref={box} className={classes.layer} dir="ltr" data-texts={texts.size}>
      <svg className={classes.lines} aria-hidden="true">
        {[...texts].flatMap(([id, text]) => (text.of === undefined ? [] : [<line key={id} data-of-text={id} data-item={text.of} stroke="currentColor" strokeDasharray="3 3" visibility="hidden" />]))}
      </svg>
      {[...texts].map(([id, text]) => (
        <button
          key={id}
          type="button"
          className={classes.text}
          data-text={id}
          data-kind={text.kind}
          data-about={text.of}
          data-x={text.x}
          data-y={text.y}
          title={t("chart.text.edit")}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            drag.current = { id, from: [event.clientX, event.clientY], start: [text.x, text.y], at: [text.x, text.y], moved: false };
          }}
          onPointerMove={(event) => {
            const now = drag.current;
            if (now === null || now.id !== id) return;
            const [dx, dy] = [event.clientX - now.from[0], event.clientY - now.from[1]];
            if (!now.moved && Math.hypot(dx, dy) < STILL) return;
            const [from, to] = [placeOf(0, 0), placeOf(dx, dy)];
            if (from === null || to === null) return;
            now.moved = true;
            event.currentTarget.dataset["dragged"] = "";
            now.at = [now.start[0] + to[0] - from[0], now.start[1] + to[1] - from[1]];
            event.currentTarget.dataset["x"] = String(now.at[0]);
            event.currentTarget.dataset["y"] = String(now.at[1]);
            onDragged();
          }}
          onPointerUp={(event) => {
            const now = drag.current;
            delete event.currentTarget.dataset["dragged"];
            if (now?.moved === true) onMoved(id, now.at);
          }}
          onClick={() => {
            const moved = drag.current?.moved === true;
            drag.current = null;
            if (!moved) onOpen(id);
          }}
          onKeyDown={(event) => {
            const step = STEPS[event.key];
            if (step === undefined) return;
            event.preventDefault();
            event.stopPropagation();
            onMoved(id, [text.x + step[0], text.y + step[1]]);
          }}
        >
          <bdi dir="auto">{linesOf(text.text).join("\n")}</bdi>
        </button>
      ))}
    </div>
  );
}
