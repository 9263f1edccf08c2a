import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { may, useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { download } from "@/core/download";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import table from "@/parts/Table.module.css";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { InCase } from "./CaseChoice";
import { CellView } from "./CellView";
import { Facets, Filters, Views } from "./RegisterBar";
import { type RegisterQuestion, type Column, exported, type Line, type Register, registerQuery, rowsQuery } from "./server";
import { whereIn } from "./where";
import { useSay } from "./words";

/** A register: a table over the records of a kind, filtered, ordered and counted within what the person may see. */
export function RegisterView(place: DeskPlace) {
  const { data } = useOpenDesks();
  const open = data?.find((item) => item.desk.name === place.desk);
  const part = open?.desk.registers.find((one) => one.name === place.params["register"]);
  const entry = open?.page?.enters?.[part?.name ?? ""];
  return (
    <Stack maw="90rem" mx="auto">
      <DeskHead title={<Data>{part?.title ?? ""}</Data>} help={part && <Data>{part.help}</Data>} />
      {open !== undefined && entry !== undefined && may(open.desk, entry.shows) && <Button style={{ alignSelf: "start" }} data-enter renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: place.desk, _splat: entry.to }} {...props} />}>{open.say(entry.name)}</Button>}
      <InCase place={place} inCase={part?.in_case ?? false}>{(caseId) => <Opened place={place} caseId={caseId} />}</InCase>
    </Stack>
  );
}

function Opened({ place, caseId }: { place: DeskPlace; caseId: string }) {
  const { locale } = useLocale();
  const register = useQuery(registerQuery(place.desk, place.params["register"] ?? "", caseId, locale));
  if (register.isPending) return <Loading />;
  if (register.isError) return <ErrorNote error={register.error} retry={() => void register.refetch()} />;
  return <Table place={place} caseId={caseId} register={register.data} />;
}

function Table({ place, caseId, register }: { place: DeskPlace; caseId: string; register: Register }) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const direction = place.search["direction"];
  const asked: RegisterQuestion = { desk: place.desk, register: register.name, case: caseId, where: whereIn(place.search["where"]), order: place.search["order"] ?? "", descending: direction === undefined ? null : direction === "down" };
  const facets = register.columns.filter((one) => one.facet).map((one) => one.name);
  const rows = useInfiniteQuery({ ...rowsQuery(asked, facets, locale), placeholderData: keepPreviousData }); // the table stays, and the keyboard in it, while another order or choice is asked for
  const first = rows.data?.pages[0];
  const lines = rows.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Stack>
      <Views place={place} register={register} asked={asked} />
      <Filters place={place} register={register} asked={asked} />
      <Facets place={place} register={register} asked={asked} facets={first?.facets ?? []} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status" data-found data-working={rows.isPlaceholderData || undefined}>{first === undefined ? "" : say("register.found", { n: format.number(first.total) })}</Text>
        <TakeAway asked={asked} />
      </Group>
      {rows.isPending && <Loading />}
      {rows.isError && <ErrorNote error={rows.error} retry={() => void rows.refetch()} />}
      {first !== undefined && lines.length === 0 && <Empty title={say("register.none")} />}
      {lines.length > 0 && <Lines place={place} register={register} asked={asked} lines={lines} />}
      {rows.hasNextPage && (
        <Button variant="default" style={{ alignSelf: "start" }} loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>{say("register.more")}</Button>
      )}
    </Stack>
  );
}

function Lines({ place, register, asked, lines }: { place: DeskPlace; register: Register; asked: RegisterQuestion; lines: Line[] }) {
  const shown = register.columns.filter((one) => !one.hidden);
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={register.title}>
      <table className={table.table}>
        <thead>
          <tr>{shown.map((one) => <ColumnHead key={one.name} place={place} register={register} asked={asked} column={one} />)}</tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} data-row={line.id}>
              {shown.map((one, at) => (
                <td key={one.name} className={table.cell}>
                  {at === 0 ? (
                    <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: place.desk, _splat: `records/${register.kind}/${line.id}` }} search={{ case: asked.case || undefined, from: register.name }} {...props} />}>
                      {(line.cells[one.name]?.values.length ?? 0) === 0 ? <Data>{line.title || line.id}</Data> : <CellView type={one.type === "entity" ? "text" : one.type} cell={line.cells[one.name]} />}
                    </Anchor>
                  ) : (
                    <CellView type={one.type} cell={line.cells[one.name]} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnHead({ place, register, asked, column }: { place: DeskPlace; register: Register; asked: RegisterQuestion; column: Column }) {
  const say = useSay();
  const order = asked.order || register.order;
  const down = asked.descending ?? (order === register.order && register.descending);
  if (!column.order) return <th scope="col"><Data>{column.label}</Data></th>;
  const here = order === column.name;
  return (
    <th scope="col" aria-sort={here ? (down ? "descending" : "ascending") : "none"}>
      <Anchor
        component="button"
        type="button"
        size="sm"
        aria-label={say("register.order.by", { name: column.label })}
        onClick={() => { place.go({ order: column.name, direction: here && !down ? "down" : "up" }); }}
      >
        <Data>{column.label}</Data> {here && <span aria-hidden="true">{down ? "↓" : "↑"}</span>}
      </Anchor>
    </th>
  );
}

function TakeAway({ asked }: { asked: RegisterQuestion }) {
  const say = useSay();
  const format = useFormat();
  const take = useMutation({
    mutationFn: async (kind: "csv" | "xlsx") => {
      const made = await exported(asked, kind);
      download(`${asked.desk}-${asked.register}.${kind}`, made.file);
      return made;
    },
  });
  return (
    <Stack gap={4} align="end">
      <Group gap="xs">
        <Text size="sm">{say("register.export")}</Text>
        {(["csv", "xlsx"] as const).map((kind) => (
          <Button key={kind} size="compact-sm" variant="default" loading={take.isPending} onClick={() => { take.mutate(kind); }}>{kind.toUpperCase()}</Button>
        ))}
      </Group>
      <Text size="sm" role="status">{take.data === undefined ? "" : say("register.exported", { n: format.number(take.data.rows), left: format.number(take.data.left_out + take.data.cut) })}</Text>
      {take.isError && <ErrorNote error={take.error} />}
    </Stack>
  );
}
