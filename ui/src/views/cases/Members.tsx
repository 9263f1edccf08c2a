import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { caseMembersQuery, useMember } from "@/core/casework";
import { useRoles } from "@/core/people";
import { usePerson } from "@/core/session";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

/** Who belongs to a case; its supervisors add and remove people. */
export function Members({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const roles = useRoles();
  const person = usePerson();
  const members = useQuery(caseMembersQuery(caseId));
  const change = useMember(caseId);
  const [login, setLogin] = useState("");
  const may = person.roles.includes("supervisor");
  return (
    <Stack>
      {may && (
        <form onSubmit={(event) => { event.preventDefault(); change.mutate({ login: login.trim(), act: "add" }, { onSuccess: () => { setLogin(""); } }); }}>
          <Group align="end">
            <TextInput label={t("members.login")} description={t("members.help")} dir="auto" autoComplete="off" value={login} onChange={(event) => { setLogin(event.currentTarget.value); }} />
            <Button type="submit" loading={change.isPending} disabled={login.trim() === ""}>
              {t("chart.put")}
            </Button>
          </Group>
        </form>
      )}
      {change.isError && <ErrorNote error={change.error} />}
      {members.isPending && <Loading />}
      {members.isError && <ErrorNote error={members.error} retry={() => void members.refetch()} />}
      {members.data && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={t("case.tab.members")}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("sign-in.login")}</th>
                <th scope="col">{t("person.roles")}</th>
                {may && <th scope="col">{t("person.acts")}</th>}
              </tr>
            </thead>
            <tbody>
              {members.data.map((item) => (
                <tr key={item.login} data-member={item.login}>
                  <td className={table.name}>
                    <Data>{item.name}</Data>
                    {item.invited && (
                      <Text size="xs" c="dimmed">
                        {t("members.invited")}
                      </Text>
                    )}
                  </td>
                  <td>
                    <Code>{item.login}</Code>
                  </td>
                  <td>{item.roles.map(roles.said).join(t("review.comma"))}</td>
                  {may && (
                    <td>
                      <Button size="compact-xs" variant="default" loading={change.isPending && change.variables.login === item.login} onClick={() => { change.mutate({ login: item.login, act: "remove" }); }}>
                        {t("members.remove")}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  );
}
