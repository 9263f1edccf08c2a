import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";

import type { DeskCommand } from "@/core/commands";
import { type OpenDesk, useOpenDesks } from "@/core/desks/open";
import { type Handlers, useCommands, useDeskCommands } from "@/core/useCommands";
import { usePlaces } from "@/parts/usePlaces";

const NONE: OpenDesk[] = [];

/** Makes the screens, registers, forms and actions of open desks known to the palette, with the commands that desks bring, and goes where those with an address go. */
export function useDeskWays(): void {
  const navigate = useNavigate();
  const { data: desks = NONE } = useOpenDesks();
  const places = usePlaces();
  const ways = useMemo(
    () =>
      places.flatMap(({ desk, screens, registers, forms, reports, actions }) => {
        const unique = new Map([...screens, ...registers, ...forms, ...reports, ...actions].map((place) => [place.to, place]));
        return [...unique.values()].map(({ to, title }) => ({ desk: desk.name, to, command: { id: `desk.${desk.name}.way/${to}` as const, said: `${desk.title}: ${title}`, group: "go", words: [desk.name], keys: [] } satisfies DeskCommand }));
      }),
    [places],
  );
  const brought = useMemo(() => desks.flatMap(({ page, say }) => (page?.commands ?? []).map(({ id, name, group, words, keys }): DeskCommand => ({ id, said: say(name), group, words, keys }))), [desks]);
  const all = useMemo(() => [...brought, ...ways.map(({ command }) => command)], [brought, ways]);
  const going: Handlers = {};
  for (const { desk, page } of desks) for (const { id, to } of page?.commands ?? []) if (to !== undefined) going[id] = { run: () => void navigate({ to: "/desks/$desk/$", params: { desk: desk.name, _splat: to } }) };
  for (const { desk, to, command } of ways) going[command.id] = { run: () => void navigate({ to: "/desks/$desk/$", params: { desk, _splat: to } }) };
  useDeskCommands(all);
  useCommands(going);
}
