import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Rows } from "@/parts/Rows";
import { ErrorNote, Loading } from "@/parts/Notes";

import { Period } from "../Period";
import { type Figures, reportQuery } from "../server";
import { called, useSay, useTitled } from "../words";

/** Statistics: what came, how many hits, what officers found right and how sure that share is, how long a decision took; of all, and of each list and rule. */
export function FiguresView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const since = search["since"] ?? "", until = search["until"] ?? "";
  const found = useQuery(reportQuery(since, until));
  const came: Record<string, string> = { ...(since === "" ? {} : { from: since }), ...(until === "" ? {} : { to: until }) };
  return (
    <Stack maw="95rem" mx="auto" data-figures>
      <DeskHead title={say("figures")} help={say("figures.help")} />
      <Period search={search} go={go} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <Text role="status">{say("figures.came", { people: format.number(found.data.people), hits: format.number(found.data.total.hits), rate: found.data.rate === null ? "–" : format.number(Math.round(found.data.rate * 10_000) / 100) })}</Text>
          <Rows label={say("figures")} columns={(["name", "sort", "hits", "waiting", "right", "wrong", "referred", "document", "precision", "hours", "slowest"] as const).map((name) => say(`column.${name}`))}>
            {[found.data.total, ...found.data.lists].map((one) => <Line key={`${one.sort} ${one.name}`} one={one} came={came} />)}
          </Rows>
          <Text size="sm" c="dimmed">{say("figures.sure")}</Text>
          <Group gap="md"><DeskLink to="workshop">{say("workshop")}</DeskLink><DeskLink to="lists">{say("lists")}</DeskLink></Group>
        </>
      )}
    </Stack>
  );
}

/** The figures of one list or rule; counts of hits lead to the hits that they count. */
function Line({ one, came }: { one: Figures; came: Record<string, string> }) {
  const say = useSay();
  const titled = useTitled();
  const format = useFormat();
  const share = (value: number | null) => (value === null ? "–" : format.number(Math.round(value * 1000) / 10));
  const number = (value: number | null) => (value === null ? "–" : format.number(value));
  const behind = (more: Record<string, string>) => {
    const where: Record<string, unknown> = { ...(Object.keys(came).length === 0 ? {} : { came }), ...(one.sort === "all" ? {} : { list: one.name }), ...(one.sort === "rule" ? { why: "rule" } : {}), ...more };
    return Object.keys(where).length === 0 ? {} : { where: JSON.stringify(where) };
  };
  const counted = (value: number, more: Record<string, string> = {}) => (value === 0 ? format.number(value) : <DeskLink to="registers/hits" search={behind(more)}>{format.number(value)}</DeskLink>);
  return (
    <tr data-line={one.sort}>
      <th scope="row">{one.sort === "all" ? say("figures.all") : <Data>{titled(one.name, one.titles)}</Data>}</th>
      <td>{called(say, `sort.${one.sort}`)}</td>
      <td>{counted(one.hits)}</td>
      {[one.waiting, one.right, one.wrong, one.referred].map((value, at) => <td key={at}>{format.number(value)}</td>)}
      <td>{counted(one.by_document, { why: "document" })}</td>
      <td>{one.precision === null ? "–" : say("figures.between", { n: share(one.precision), low: share(one.low), high: share(one.high) })}</td>
      <td>{number(one.hours)}</td>
      <td>{number(one.slowest)}</td>
    </tr>
  );
}
