import { useRef } from "react";

import type { ChartDocument, Position } from "@/core/chart/document";
import { inside } from "@/core/chart/edit";

import classes from "./Chart.module.css";
import { type Drawing, placeAt } from "./drawing";

interface Props {
  drawing: () => Drawing | null;
  chart: () => ChartDocument;
  onDone: (ids: string[], more: boolean) => void;
}

/** Draw around items to select them; with Shift they are added to the selection. */
export function Lasso({ drawing, chart, onDone }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const points = useRef<[number, number][]>([]);
  const at = (event: React.PointerEvent): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.x, event.clientY - box.y];
  };
  return (
    <canvas
      ref={canvas}
      className={classes.layer}
      data-lasso-area
      onPointerDown={(event) => {
        const { clientWidth, clientHeight } = event.currentTarget;
        event.currentTarget.width = clientWidth;
        event.currentTarget.height = clientHeight;
        event.currentTarget.setPointerCapture(event.pointerId);
        points.current = [at(event)];
      }}
      onPointerMove={(event) => {
        if (points.current.length === 0) return;
        points.current.push(at(event));
        const context = canvas.current?.getContext("2d");
        if (!context || canvas.current === null) return;
        context.clearRect(0, 0, canvas.current.width, canvas.current.height);
        context.strokeStyle = getComputedStyle(canvas.current).color;
        context.lineWidth = 1.5;
        context.setLineDash([5, 4]);
        context.beginPath();
        for (const [x, y] of points.current) context.lineTo(x, y);
        context.closePath();
        context.stroke();
      }}
      onPointerUp={(event) => {
        const made = drawing();
        const polygon = made === null ? [] : points.current.map(([x, y]): Position => placeAt(made, x, y));
        points.current = [];
        onDone(held(chart(), polygon), event.shiftKey);
      }}
    />
  );
}

/** The items inside a line drawn around them. */
export const held = (chart: ChartDocument, polygon: readonly Position[]): string[] => [...chart.items].filter(([, item]) => inside([item.x, item.y], polygon)).map(([id]) => id);
