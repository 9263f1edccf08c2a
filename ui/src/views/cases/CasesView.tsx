import { Anchor, Button, Group, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { invitationsQuery, useOpenCase } from "@/core/casework";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { useCases, sourcesQuery } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { NameDialog } from "@/parts/NameDialog";
import { NoCase } from "@/parts/NoCase";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Invitations } from "./Invitations";

/** The person's cases. */
export function CasesView() {
  const { t } = useLocale();
  const format = useFormat();
  const person = usePerson();
  const navigate = useNavigate();
  const cases = useCases();
  const sources = useQuery(sourcesQuery);
  const invited = useQuery(invitationsQuery);
  const open = useOpenCase();
  const [naming, setNaming] = useState(false);
  return (
    <Stack maw="64rem" mx="auto">
      <Group justify="space-between">
        <Title order={1}>{t("cases.title")}</Title>
        {person.roles.includes("supervisor") && (
          <Button loading={open.isPending} onClick={() => { setNaming(true); }}>
            {t("cases.open")}
          </Button>
        )}
      </Group>
      {open.isError && <ErrorNote error={open.error} />}
      <Invitations />
      {cases.isPending && <Loading />}
      {cases.isError && <ErrorNote error={cases.error} retry={() => void cases.refetch()} />}
      {cases.data?.length === 0 && invited.data?.length === 0 && <NoCase />}
      {cases.data !== undefined && cases.data.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={t("cases.title")}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("said.case")}</th>
                <th scope="col" className={table.count}>
                  {t("sources.title")}
                </th>
                <th scope="col" className={table.count}>
                  {t("sources.records")}
                </th>
              </tr>
            </thead>
            <tbody>
              {cases.data.map((item) => {
                const own = (sources.data ?? []).filter((source) => source.case === item.id);
                return (
                  <tr key={item.id} data-case>
                    <td className={table.name}>
                      <Anchor component={Link} to={`/cases/${item.id}`} size="sm">
                        <Data>{item.title}</Data>
                      </Anchor>
                    </td>
                    <td className={table.count}>{format.number(own.length)}</td>
                    <td className={table.count}>{format.number(own.reduce((sum, source) => sum + source.records, 0))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {naming && <NameDialog title={t("cases.open")} label={t("cases.name")} start="" onClose={() => { setNaming(false); }} onName={(title) => { open.mutate(title, { onSuccess: (made) => void navigate({ to: "/cases/$id", params: { id: made.id } }) }); }} />}
    </Stack>
  );
}
