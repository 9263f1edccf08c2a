import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Told";

import css from "./Custody.module.css";
import { DeskHead } from "./DeskHead";
import { type PlaceLine, placesQuery } from "./server";
import { When } from "./When";
import { called, useSay } from "./words";

/** The places of a facility with how many are in them, now or at a past moment: drawn where a drawing is kept, and as a list. */
export function MapView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const facility = search["facility"] ?? "", at = search["at"] ?? "", chosen = search["place"] ?? "";
  const found = useQuery(placesQuery(facility, at));
  return (
    <Stack maw="90rem" mx="auto" data-map>
      <DeskHead title={say("map")} help={say("map.help")} />
      <When facility={facility} at={at} go={go} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <Group gap="md">
            {found.data.facilities.map((code) => <button key={code} type="button" className={css["choice"]} aria-pressed={code === found.data.facility} onClick={() => { go({ facility: code, place: undefined }); }}><Code>{code}</Code></button>)}
            <Text role="status">{say("today.inside", { inside: format.number(found.data.inside), out: format.number(found.data.out) })}</Text>
          </Group>
          <Drawing places={found.data.places.filter((one) => one.sort === "cell" && (chosen === "" || one.within === chosen))} />
          <div className={table.frame} tabIndex={0} role="region" aria-label={say("map.list")}>
            <table className={table.table}>
              <thead><tr>{(["place", "sort", "inside", "capacity", "for", "closed"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
              <tbody>
                {found.data.places.map((one) => (
                  <tr key={one.code} data-place={one.code}>
                    <th scope="row"><button type="button" className={css["choice"]} aria-pressed={one.code === chosen} onClick={() => { go({ place: one.code === chosen ? undefined : one.code }); }}><Code>{one.code}</Code></button> <Data>{one.name}</Data></th>
                    <td>{called(say, `sort.${one.sort}`)}</td>
                    <td>{format.number(one.inside)}</td>
                    <td>{one.capacity === null ? say("not-known") : format.number(one.capacity)}{one.capacity !== null && one.inside > one.capacity && <> {say("map.over")}</>}</td>
                    <td>{[one.sex, one.ages, one.status].filter((part) => part !== null).map((part) => called(say, `for.${part}`)).join(say("comma"))}</td>
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

/** The cells where they are drawn on the plan, each with how many are in it and for how many it is made. */
function Drawing({ places }: { places: readonly PlaceLine[] }) {
  const say = useSay();
  const format = useFormat();
  const drawn = places.filter((one) => one.x !== null && one.y !== null && one.width !== null && one.height !== null);
  if (drawn.length === 0) return null;
  const right = Math.max(...drawn.map((one) => (one.x ?? 0) + (one.width ?? 0))), bottom = Math.max(...drawn.map((one) => (one.y ?? 0) + (one.height ?? 0)));
  const left = Math.min(...drawn.map((one) => one.x ?? 0)), top = Math.min(...drawn.map((one) => one.y ?? 0));
  return (
    <svg className={css["plan"]} viewBox={`${String(left - 2)} ${String(top - 2)} ${String(right - left + 4)} ${String(bottom - top + 4)}`} role="img" aria-label={say("map.drawing", { n: format.number(drawn.length) })}>
      {drawn.map((one) => (
        <g key={one.code}>
          <title>{`${one.code}: ${format.number(one.inside)} / ${one.capacity === null ? "?" : format.number(one.capacity)}`}</title>
          <rect x={one.x ?? 0} y={one.y ?? 0} width={one.width ?? 0} height={one.height ?? 0} data-full={one.capacity !== null && one.inside >= one.capacity} />
          <text x={(one.x ?? 0) + (one.width ?? 0) / 2} y={(one.y ?? 0) + (one.height ?? 0) / 2}>{format.number(one.inside)}</text>
        </g>
      ))}
    </svg>
  );
}
