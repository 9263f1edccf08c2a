import { Anchor, Button, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { dueTarget } from "@/core/desks/due";
import { useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import table from "@/parts/Table.module.css";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { InCase } from "./CaseChoice";
import { type Due, inboxQuery } from "./server";
import { useSay } from "./words";

/** What is due at a desk: approvals that wait for the person, deadlines, and the drafts they left. */
export function InboxView(place: DeskPlace) {
  const say = useSay();
  const { data } = useOpenDesks();
  const desk = data?.find((item) => item.desk.name === place.desk)?.desk;
  const inCase = desk !== undefined && [...desk.flows, ...desk.forms].some((one) => one.in_case);
  return (
    <Stack maw="80rem" mx="auto">
      <DeskHead title={say("inbox")} />
      <InCase place={place} inCase={inCase}>{(caseId) => <Lines place={place} caseId={caseId} />}</InCase>
    </Stack>
  );
}

function Lines({ place, caseId }: { place: DeskPlace; caseId: string }) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useInfiniteQuery(inboxQuery(place.desk, caseId, locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty title={say("inbox.none")} />;
  return (
    <Stack>
      <div className={table.frame} tabIndex={0} role="region" aria-label={say("inbox")}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{say("inbox.how")}</th>
              <th scope="col">{say("inbox.what")}</th>
              <th scope="col">{say("inbox.about")}</th>
              <th scope="col">{say("inbox.until")}</th>
            </tr>
          </thead>
          <tbody>{items.map((one) => <Line key={one.key} desk={place.desk} due={one} />)}</tbody>
        </table>
      </div>
      {found.hasNextPage && <Button variant="default" style={{ alignSelf: "start" }} loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{say("register.more")}</Button>}
    </Stack>
  );
}

function Line({ desk, due }: { desk: string; due: Due }) {
  const say = useSay();
  const format = useFormat();
  const { data } = useOpenDesks();
  const { to, search } = dueTarget(due, data?.find((item) => item.desk.name === desk)?.page ?? null);
  const pressing = due.standing === "overdue" || due.standing === "unknown";
  return (
    <tr data-due={due.why} data-standing={due.standing ?? undefined}>
      <td style={{ fontWeight: pressing ? 600 : 400 }}>{due.standing === null ? say(`why.${due.why}`) : say(`standing.${due.standing}`)}</td>
      <td><Data>{due.label}</Data></td>
      <td className={table.name}>
        {due.kind === "" && due.to === "" ? <Data>{due.title || due.id}</Data> : <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk, _splat: to }} search={search} {...props} />}><Data>{due.title || (due.to === "" ? due.id : due.label)}</Data></Anchor>}
      </td>
      <td>
        {due.until !== null && <span className={table.when}>{format.date(due.until)}</span>}
        {due.explained !== "" && <div style={{ fontSize: "var(--mantine-font-size-xs)" }}>{format.sentence(due.explained)}</div>}
      </td>
    </tr>
  );
}
