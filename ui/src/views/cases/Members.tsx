import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Bodies } from "@/api/client";
import { caseMembersQuery, useMember } from "@/core/casework";
import { useRoles } from "@/core/people";
import { usePerson } from "@/core/session";
import { isolated } from "@/design/direction";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

/** Who belongs to a case; its supervisors add people, and remove them once they have read what follows. */
export function Members({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const roles = useRoles();
  const person = usePerson();
  const members = useQuery(caseMembersQuery(caseId));
  const change = useMember(caseId);
  const [login, setLogin] = useState("");
  const [leaving, setLeaving] = useState<Bodies["MemberBody"] | null>(null);
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
                      <Button size="compact-xs" variant="default" loading={change.isPending && change.variables.login === item.login} onClick={() => { setLeaving(item); }}>
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
      <Modal opened={leaving !== null} onClose={() => { setLeaving(null); }} title={t("members.remove")} closeButtonProps={{ "aria-label": t("dialog.close") }}>
        {leaving !== null && (
          <Stack data-leaving={leaving.login}>
            <Text size="sm">{t(leaving.invited ? "members.remove.invited" : leaving.login === person.login ? "members.remove.self" : "members.remove.text", { name: isolated(leaving.name) })}</Text>
            <Group justify="flex-end">
              <Button variant="default" data-autofocus onClick={() => { setLeaving(null); }}>{t("dialog.cancel")}</Button>
              <Button color="red" onClick={() => { change.mutate({ login: leaving.login, act: "remove" }); setLeaving(null); }}>{t("members.remove")}</Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </Stack>
  );
}
