import { type KeyboardEvent, useState } from "react";

/** The marks of a drawing by keyboard: one of them takes part in tabbing, arrows move by `step`, Enter or Space shows what it rests on. */
export function useSpots(onChoose: (row: number) => void) {
  const [at, go] = useState<string>("");
  const [told, tell] = useState("");
  const spot = (key: string, row: number | undefined, said: string, first: boolean) => ({
    "data-mark": key,
    role: "button" as const,
    tabIndex: key === at || (at === "" && first) ? 0 : -1,
    "aria-label": said,
    onFocus: () => { go(key); tell(said); },
    onMouseEnter: () => { tell(said); },
    onClick: () => { if (row !== undefined) onChoose(row); },
  });
  const onKey = (event: KeyboardEvent<SVGSVGElement | HTMLTableElement>, step: (key: string, arrow: string) => string | undefined, rowOf: (key: string) => number | undefined) => {
    const key = event.target instanceof Element ? (event.target.getAttribute("data-mark") ?? "") : "";
    if (key === "") return;
    if (event.key === "Enter" || event.code === "Space") {
      const row = rowOf(key);
      if (row !== undefined) onChoose(row);
    } else if (event.key.startsWith("Arrow")) {
      const next = step(key, event.key);
      if (next !== undefined) event.currentTarget.querySelector<SVGElement>(`[data-mark="${next}"]`)?.focus();
    } else return;
    event.preventDefault();
  };
  return { spot, onKey, told };
}

/** The next square of a grid for an arrow: `2 5` (across, down). In a mirrored drawing the left arrow goes on. */
export function neighbour(key: string, arrow: string, mirrored: boolean, across: number, down: number): string | undefined {
  const [x = 0, y = 0] = key.split(" ").map(Number);
  const forward = mirrored ? "ArrowLeft" : "ArrowRight";
  const back = mirrored ? "ArrowRight" : "ArrowLeft";
  const [dx, dy] = arrow === forward ? [1, 0] : arrow === back ? [-1, 0] : arrow === "ArrowDown" ? [0, 1] : [0, -1];
  const [nx, ny] = [x + dx, y + dy];
  return nx < 0 || ny < 0 || nx >= across || ny >= down ? undefined : `${nx} ${ny}`;
}
