import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { documentsQuery, useDeleteDocument } from "@/core/documents";
import { useFormat, ZONE } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { Step } from "@/parts/Step";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

/** The briefings that are being written in a case, and the way to begin one. */
export function Drafts({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const found = useQuery(documentsQuery(caseId, "briefing"));
  const away = useDeleteDocument();
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2}>{t("briefing.list")}</Title>
        <Step to="/cases/$id/briefing" params={{ id: caseId }}>{t("briefing.new")}</Step>
      </Group>
      <Text size="sm">{t("briefing.list.about")}</Text>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {away.isError && <ErrorNote error={away.error} />}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={t("briefing.list")}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("briefing.title")}</th>
                <th scope="col">{t("charts.changed")}</th>
                <th scope="col">{t("custody.who")}</th>
                <th scope="col">{t("charts.away")}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.map((one) => (
                <tr key={one.id} data-draft>
                  <td className={table.name}>
                    <Anchor component={Link} to={`/cases/${caseId}/briefing?doc=${one.id}`} size="sm"><Data>{one.title}</Data></Anchor>
                  </td>
                  <td>{format.date(`${one.at.slice(0, 16)}Z`, ZONE)}</td>
                  <td><Data>{one.by_name}</Data></td>
                  <td>
                    <Button size="compact-xs" variant="subtle" aria-label={t("charts.away.of", { title: one.title })} loading={away.isPending && away.variables.id === one.id} onClick={() => { away.mutate(one); }}>{t("charts.away")}</Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  );
}
