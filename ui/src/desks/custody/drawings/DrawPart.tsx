import { Button, FileInput, Group, Stack, Text } from "@mantine/core";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

import { useFormat } from "@/core/format";
import { isolated } from "@/design/direction";
import { Code, Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import css from "../Custody.module.css";
import { type Plan, type PlaceLine, useDraw, usePlanPicture } from "../server";
import { useSay } from "../words";
import { PlanPicture } from "./PlanPicture";
import { dragged, fitted, keyed, laid, overlapping, type Room, without } from "./rooms";

/** The plan of a place is drawn: a picture of at most `limit` bytes is taken (a larger one is refused before anything is sent), a room chosen and dragged over it (or moved by arrows, or by numbers); undone step by step; kept as a whole. */
export function DrawPart({ place, rooms: places, plan, limit, onDone }: { place: string; rooms: readonly PlaceLine[]; plan: Plan | null; limit: number; onDone: () => void }) {
  const say = useSay();
  const format = useFormat();
  const picture = usePlanPicture();
  const draw = useDraw();
  const [taken, setTaken] = useState<Plan | null>(plan);
  const reset = useRef<() => void>(null);
  const [tooLarge, setTooLarge] = useState<File | null>(null);
  const [steps, setSteps] = useState<readonly (readonly Room[])[]>([drawnOf(places)]);
  const [chosen, setChosen] = useState(places[0]?.code ?? "");
  const rooms = steps.at(-1) ?? [];
  const clash = overlapping(rooms);
  const put = (next: readonly Room[]) => { setSteps([...steps, next]); };
  const room = rooms.find((one) => one.place === chosen);
  const megabytes = (bytes: number) => format.number(Math.ceil(bytes / 1_000_000));
  const take = (file: File | null) => {
    const refused = file !== null && file.size > limit;
    setTooLarge(refused ? file : null);
    if (refused) reset.current?.(); // so that a smaller file of the same name can be chosen
    if (file !== null && !refused) picture.mutate(file, { onSuccess: (found) => { setTaken({ place, facility: "", ...found }); } });
  };
  const keep = () => { if (taken !== null) draw.mutate({ place, picture: taken.picture, rooms: [...rooms] }, { onSuccess: onDone }); };
  return (
    <Stack gap="sm" data-drawing={place}>
      <Text size="sm">{say("draw.help")}</Text>
      <FileInput label={say("draw.picture")} description={say("draw.picture.help", { limit: megabytes(limit) })} errorProps={{ role: "alert" }} error={tooLarge !== null && say("draw.picture.large", { name: isolated(tooLarge.name), size: megabytes(tooLarge.size), limit: megabytes(limit) })} accept="image/png,image/jpeg,image/webp,image/gif" maw="26rem" resetRef={reset} onChange={take} disabled={picture.isPending} data-plan-picture />
      {picture.isError && <ErrorNote error={picture.error} />}
      {taken !== null && (
        <div className={css["drawing"]}>
          <Canvas plan={taken} rooms={rooms} chosen={chosen} onChosen={setChosen} onRooms={put} onUndo={() => { setSteps(steps.length > 1 ? steps.slice(0, -1) : steps); }} />
          <Stack gap="xs">
            <div className={css["rooms"]} role="group" aria-label={say("draw.rooms")}>
              {places.map((one) => <button key={one.code} type="button" className={css["choice"]} aria-pressed={one.code === chosen} data-drawn={rooms.some((each) => each.place === one.code)} onClick={() => { setChosen(one.code); }}><Code>{one.code}</Code> <Data>{one.name}</Data>{rooms.some((each) => each.place === one.code) ? " ✓" : ""}</button>)}
            </div>
            {chosen !== "" && (
              <Group gap="xs" align="end">
                {(["x", "y", "width", "height"] as const).map((name) => (
                  <NumberField key={`${chosen}-${name}`} label={say(`draw.${name}`)} w="6.5rem" value={String(room?.[name] ?? "")} onValue={(typed) => { if (typed !== "" && Number(typed) !== room?.[name]) put(laid(rooms, fitted({ ...(room ?? { place: chosen, x: 0, y: 0, width: 40, height: 30 }), [name]: Number(typed) }, taken))); }} />
                ))}
                <Button variant="default" disabled={room === undefined} onClick={() => { put(without(rooms, chosen)); }}>{say("draw.off")}</Button>
              </Group>
            )}
            <Text size="sm" role="status">{say("draw.count", { n: format.number(rooms.length), of: format.number(places.length) })}</Text>
            {clash !== null && <Text size="sm" role="alert">{say("draw.over")} <Code>{clash[0].place}</Code> <Code>{clash[1].place}</Code></Text>}
          </Stack>
        </div>
      )}
      {draw.isError && <ErrorNote error={draw.error} />}
      <Group gap="sm">
        <Button onClick={keep} loading={draw.isPending} disabled={taken === null || clash !== null || picture.isPending} data-keep-plan>{say("draw.keep")}</Button>
        <Button variant="default" disabled={steps.length < 2} onClick={() => { setSteps(steps.slice(0, -1)); }}>{say("draw.undo")}</Button>
        <Button variant="subtle" onClick={onDone}>{say("draw.leave")}</Button>
      </Group>
    </Stack>
  );
}

/** Rooms that stand on the plan already. */
const drawnOf = (places: readonly PlaceLine[]): readonly Room[] =>
  places.flatMap((one) => (one.x === null || one.y === null || one.width === null || one.height === null ? [] : [{ place: one.code, x: one.x, y: one.y, width: one.width, height: one.height }]));

function Canvas({ plan, rooms, chosen, onChosen, onRooms, onUndo }: { plan: Plan; rooms: readonly Room[]; chosen: string; onChosen: (place: string) => void; onRooms: (rooms: readonly Room[]) => void; onUndo: () => void }) {
  const say = useSay();
  const place = useRef<SVGSVGElement>(null);
  const [from, setFrom] = useState<[number, number] | null>(null);
  const [to, setTo] = useState<[number, number] | null>(null);
  const at = (event: PointerEvent): [number, number] => {
    const box = place.current?.getBoundingClientRect();
    return box === undefined ? [0, 0] : [((event.clientX - box.left) / box.width) * plan.width, ((event.clientY - box.top) / box.height) * plan.height];
  };
  const drop = () => {
    if (from !== null && to !== null && chosen !== "" && Math.hypot(from[0] - to[0], from[1] - to[1]) > 6) onRooms(laid(rooms, dragged(chosen, from, to, plan)));
    setFrom(null);
    setTo(null);
  };
  const press = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") { event.preventDefault(); onUndo(); return; }
    const room = rooms.find((one) => one.place === chosen);
    if (room === undefined) return;
    if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); onRooms(without(rooms, chosen)); return; }
    const next = keyed(room, event.key, event.shiftKey, Math.max(1, Math.round(plan.width / 200)), plan);
    if (next !== null) { event.preventDefault(); onRooms(laid(rooms, next)); }
  };
  const ghost = from !== null && to !== null ? dragged(chosen, from, to, plan) : null;
  return (
    <PlanPicture plan={plan}>
      <svg
        ref={place} className={css["over"]} viewBox={`0 0 ${plan.width.toString()} ${plan.height.toString()}`} tabIndex={0} role="application" aria-label={say("draw.canvas", { place: chosen })}
        onKeyDown={press} onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setFrom(at(event)); }} onPointerMove={(event) => { if (from !== null) setTo(at(event)); }} onPointerUp={drop} onPointerCancel={() => { setFrom(null); setTo(null); }}
      >
        {rooms.map((one) => (
          <g key={one.place} data-room={one.place} data-chosen={one.place === chosen} onClick={() => { onChosen(one.place); }}>
            <rect x={one.x} y={one.y} width={one.width} height={one.height} />
            <text x={one.x + one.width / 2} y={one.y + one.height / 2} fontSize={sized(one, one.place.split("/").at(-1) ?? "")}>{one.place.split("/").at(-1)}</text>
          </g>
        ))}
        {ghost !== null && <rect data-ghost x={ghost.x} y={ghost.y} width={ghost.width} height={ghost.height} />}
      </svg>
    </PlanPicture>
  );
}

/** Letters that fit into a room, in points of the picture. */
export const sized = (room: Pick<Room, "width" | "height">, text: string): number => Math.min(room.height * 0.6, (room.width * 1.4) / Math.max(text.length, 1));
