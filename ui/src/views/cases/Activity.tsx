import { Anchor, Button, Group, NativeSelect, Stack } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { activityQuery, type Happened } from "@/core/activity";
import { actWords } from "@/core/audit";
import { caseMembersQuery, madeQuery } from "@/core/casework";
import { useFormat, ZONE } from "@/core/format";
import { Data } from "@/design/Text";
import { isolated } from "@/design/direction";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { Act } from "@/parts/Act";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

const ACTS = ["deposit", "publish", "read-again", "withdraw", "retract", "reinstate", "release", "take-back", "request-erasure", "approve-erasure", "save-document", "save-mapping", "add-member", "remove-member", "analyse", "export"];

/** What happened in a case, the latest first, as the server's log tells it to this person; by one person or of one act where asked. */
export function Activity({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const [by, setBy] = useState("");
  const [act, setAct] = useState("");
  const members = useQuery(caseMembersQuery(caseId));
  const found = useInfiniteQuery(activityQuery(caseId, by, act));
  const lines = found.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Stack gap="sm">
      <Group gap="sm" align="start">
        <NativeSelect label={t("audit.filter.person")} value={by} data={[{ value: "", label: t("audit.filter.everybody") }, ...(members.data ?? []).map(({ login, name }) => ({ value: login, label: isolated(name) }))]} onChange={(event) => { setBy(event.currentTarget.value); }} />
        <NativeSelect label={t("audit.filter.act")} value={act} data={[{ value: "", label: t("audit.filter.all") }, ...ACTS.map((value) => ({ value, label: actWords(value, t) ?? value }))]} onChange={(event) => { setAct(event.currentTarget.value); }} />
      </Group>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && lines.length === 0 && <Empty title={t(by === "" && act === "" ? "activity.none" : "audit.none")} />}
      {lines.length > 0 && <Lines caseId={caseId} lines={lines} />}
      {found.hasNextPage && (
        <Button variant="default" style={{ alignSelf: "start" }} loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("audit.more")}
        </Button>
      )}
    </Stack>
  );
}

function Lines({ caseId, lines }: { caseId: string; lines: Happened[] }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={t("case.tab.activity")}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("custody.when")}</th>
            <th scope="col">{t("audit.who")}</th>
            <th scope="col">{t("custody.act")}</th>
            <th scope="col">{t("audit.object")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index} data-happened={line.act}>
              <td style={{ whiteSpace: "nowrap" }}>{format.date(`${line.at.slice(0, 16)}Z`, ZONE)}</td>
              <td>
                <Data>{line.by_name}</Data>
              </td>
              <td>
                <Act act={line.act} />
              </td>
              <td className={table.name}>
                <Thing caseId={caseId} line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What it was about, with the way there. */
function Thing({ caseId, line }: { caseId: string; line: Happened }) {
  const made = useQuery(madeQuery(caseId));
  const chart = line.kind === "document" && made.data?.some((item) => item.id === line.thing && item.kind === "chart") === true;
  const to = line.kind === "source" ? `/sources/${line.thing}` : chart ? `/chart?case=${caseId}&id=${line.thing}` : null;
  if (to === null) return <Data>{line.title}</Data>;
  return (
    <Anchor component={Link} to={to} size="sm">
      <Data>{line.title}</Data>
    </Anchor>
  );
}
