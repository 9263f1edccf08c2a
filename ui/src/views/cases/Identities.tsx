import { Anchor, Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { decisionsQuery, type Verdict, VERDICTS } from "@/core/activity";
import { useFormat, ZONE } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

/** Who was judged to be who in a case: the two, by whom, why, and whether it still counts. */
export function Identities({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const [verdict, setVerdict] = useState<Verdict | "">("");
  const found = useInfiniteQuery(decisionsQuery(caseId, verdict));
  const decisions = found.data?.pages.flatMap((page) => page.decisions) ?? [];
  return (
    <Stack component="section" gap="xs">
      <Group justify="space-between" align="end">
        <Title order={2} id="identities">
          {t("decisions.identities")}
        </Title>
        <NativeSelect size="xs" aria-label={t("decisions.verdict")} value={verdict} data={[{ value: "", label: t("audit.filter.all") }, ...VERDICTS.map((value) => ({ value: value, label: t(`decisions.verdict.${value}`) }))]} onChange={(event) => { setVerdict(VERDICTS.find((value) => value === event.currentTarget.value) ?? ""); }} />
      </Group>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && decisions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(verdict === "" ? "decisions.identities.none" : "audit.none")}
        </Text>
      )}
      {decisions.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-labelledby="identities">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("custody.when")}</th>
                <th scope="col">{t("audit.who")}</th>
                <th scope="col">{t("decisions.pair")}</th>
                <th scope="col">{t("decisions.verdict")}</th>
                <th scope="col">{t("review.reason")}</th>
              </tr>
            </thead>
            <tbody>
              {decisions.map((item) => (
                <tr key={item.id} data-decided={item.verdict}>
                  <td style={{ whiteSpace: "nowrap" }}>{format.date(`${item.at.slice(0, 16)}Z`, ZONE)}</td>
                  <td>
                    <Data>{item.by_name}</Data>
                  </td>
                  <td className={table.name}>
                    <Anchor component={Link} to={`/entities/${item.left}?tab=identity`} size="sm">
                      <Data>{item.left_caption || item.left}</Data>
                    </Anchor>{" "}
                   {separator()}
                    <Anchor component={Link} to={`/entities/${item.right}?tab=identity`} size="sm">
                      <Data>{item.right_caption || item.right}</Data>
                    </Anchor>
                  </td>
                  <td>
                    {t(`decisions.verdict.${item.verdict as Verdict}`)}
                    {!item.counts && item.verdict !== "undo" && (
                      <Text size="xs" c="dimmed">
                        {t("decisions.counts.not")}
                      </Text>
                    )}
                  </td>
                  <td className={table.name}>
                    <Data>{item.reason}</Data>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.hasNextPage && (
        <Button variant="default" style={{ alignSelf: "start" }} loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("audit.more")}
        </Button>
      )}
    </Stack>
  );
}
