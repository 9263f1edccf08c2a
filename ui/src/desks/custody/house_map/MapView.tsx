import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { useLocale } from "@/i18n/LocaleContext";

import { door } from "../cells/cells";
import css from "../Custody.module.css";
import { DrawPart, sized } from "../drawings/DrawPart";
import { PlanPicture } from "../drawings/PlanPicture";
import { NoCell } from "../roll_call/NoCell";
import { type PlaceLine, type Plan, placesQuery } from "../server";
import { When } from "../When";
import { called, useSay } from "../words";

/** The places of a facility with how many are in them, now or at a past moment: over the plan picture where one is kept, as a drawing without one, and as a list. */
export function MapView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const facility = search["facility"] ?? "", at = search["at"] ?? "", chosen = search["place"] ?? "";
  const found = useQuery(placesQuery(facility, at));
  const told = found.data;
  const around = told?.places.find((one) => one.code === (chosen === "" ? told.facility : chosen) && one.sort !== "cell");
  const rooms = around === undefined ? [] : (told?.places ?? []).filter((one) => one.code.startsWith(`${around.code}/`) && (one.sort === "cell" || one.sort === "room" || one.sort === "yard"));
  const drawing = search["draw"] !== undefined && around !== undefined;
  const plan = told?.drawings.find((one) => one.place === around?.code) ?? null;
  return (
    <Stack maw="90rem" mx="auto" data-map>
      <DeskHead title={say("map")} help={say("map.help")} />
      <When facility={facility} at={at} go={go} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {told !== undefined && (
        <>
          <Group gap="md">
            {told.facilities.map((code) => <button key={code} type="button" className={css["choice"]} aria-pressed={code === told.facility} onClick={() => { go({ facility: code, place: undefined, draw: undefined }); }}><Code>{code}</Code></button>)}
            <Text role="status">{say("today.inside", { inside: format.number(told.inside), out: format.number(told.out) })}</Text>
            {!drawing && around !== undefined && rooms.length > 0 && <Button variant="default" data-draw onClick={() => { go({ draw: "1" }); }}>{say("draw.of")}{"\u00A0"}<Code>{around.code}</Code></Button>}
          </Group>
          <NoCell people={told.no_cell} />
          {drawing
            ? <DrawPart key={around.code} place={around.code} rooms={rooms} plan={plan} limit={told.picture_limit} onDone={() => { go({ draw: undefined }); }} />
            : plan === null ? <Drawing places={told.places.filter((one) => one.sort === "cell" && (chosen === "" || one.within === chosen))} /> : <Pictured plan={plan} rooms={rooms} />}
          <div className={table.frame} tabIndex={0} role="region" aria-label={say("map.list")}>
            <table className={table.table}>
              <thead><tr>{(["place", "sort", "inside", "capacity", "for", "closed"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
              <tbody>
                {told.places.map((one) => (
                  <tr key={one.code} data-place={one.code}>
                    <th scope="row"><button type="button" className={css["choice"]} aria-pressed={one.code === chosen} onClick={() => { go({ place: one.code === chosen ? undefined : one.code, draw: undefined }); }}><Code>{one.code}</Code></button> <Data>{one.name}</Data></th>
                    <td>{called(say, `sort.${one.sort}`)}</td>
                    <td>{format.number(one.inside)}</td>
                    <td>{one.capacity === null ? say("not-known") : format.number(one.capacity)}{one.capacity !== null && one.inside > one.capacity && <> {say("map.over")}</>}</td>
                    <td>{(["sex", "ages", "status"] as const).filter((name) => one[name] !== null).map((name) => `${say(`cell.for.${name}`)}: ${called(say, `for.${one[name] ?? ""}`)}`).join(say("comma"))}</td>
                    <td><Data>{one.closed}</Data></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Stack>
  );
}

const isDrawn = (one: PlaceLine): one is PlaceLine & { x: number; y: number; width: number; height: number } => one.x !== null && one.y !== null && one.width !== null && one.height !== null;

/** What a room shows: how many are in it, and for how many it is made. */
const shares = (one: PlaceLine, number: (value: number) => string): string => `${number(one.inside)} / ${one.capacity === null ? "?" : number(one.capacity)}`;

/** The rooms over the plan picture, each with how many are in it and for how many it is made; what is over its measure is drawn apart, not in a colour alone. */
function Pictured({ plan, rooms }: { plan: Plan; rooms: readonly PlaceLine[] }) {
  const say = useSay();
  const format = useFormat();
  const drawn = rooms.filter(isDrawn), rest = rooms.filter((one) => !isDrawn(one));
  return (
    <Stack gap="xs" data-pictured={plan.place}>
      <PlanPicture plan={plan}>
        <svg className={css["over"]} viewBox={`0 0 ${plan.width.toString()} ${plan.height.toString()}`} role="img" aria-label={say("map.drawing", { n: format.number(drawn.length) })}>
          {drawn.map((one) => (
            <g key={one.code} data-room={one.code}>
              <title>{`${one.code}: ${shares(one, format.number)}`}</title>
              <rect x={one.x} y={one.y} width={one.width} height={one.height} data-full={one.capacity !== null && one.inside === one.capacity} data-over={one.capacity !== null && one.inside > one.capacity} />
              <text x={one.x + one.width / 2} y={one.y + one.height / 2} fontSize={sized(one, shares(one, format.number))}>{shares(one, format.number)}</text>
            </g>
          ))}
        </svg>
      </PlanPicture>
      <Text size="sm" c="dimmed">{say("map.key")}</Text>
      {rest.length > 0 && <Text size="sm">{say("map.not-drawn")} {rest.map((one, at) => <span key={one.code}>{at > 0 && say("comma")}<Code>{one.code}</Code></span>)}</Text>}
    </Stack>
  );
}

/** The cells where they are drawn without a picture, in the way the page reads, each with its door, how many are in it and for how many it is made. */
function Drawing({ places }: { places: readonly PlaceLine[] }) {
  const say = useSay();
  const format = useFormat();
  const { direction } = useLocale();
  const drawn = places.filter(isDrawn);
  if (drawn.length === 0) return null;
  const right = Math.max(...drawn.map((one) => one.x + one.width)), bottom = Math.max(...drawn.map((one) => one.y + one.height));
  const left = Math.min(...drawn.map((one) => one.x)), top = Math.min(...drawn.map((one) => one.y));
  return (
    <svg className={css["plan"]} viewBox={`${String(left - 2)} ${String(top - 2)} ${String(right - left + 4)} ${String(bottom - top + 4)}`} role="img" aria-label={say("map.drawing", { n: format.number(drawn.length) })}>
      {drawn.map((each) => (direction === "rtl" ? { ...each, x: left + right - each.x - each.width } : each)).map((one) => (
        <g key={one.code}>
          <title>{`${one.code}: ${shares(one, format.number)}`}</title>
          <rect x={one.x} y={one.y} width={one.width} height={one.height} data-full={one.capacity !== null && one.inside >= one.capacity} />
          <text x={one.x + one.width / 2} y={one.y + one.height * 0.32} fontSize={one.height / 3.6} fontWeight={700}>{door(one.code)}</text>
          <text x={one.x + one.width / 2} y={one.y + one.height * 0.7} fontSize={one.height / 4}>{shares(one, format.number)}</text>
        </g>
      ))}
    </svg>
  );
}
