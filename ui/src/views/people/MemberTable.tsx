import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, type UseQueryOptions } from "@tanstack/react-query";
import { useState } from "react";

import type { useMember } from "@/core/casework";
import { type Member, useRoles } from "@/core/people";
import { usePerson } from "@/core/session";
import { isolated } from "@/design/direction";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";
import table from "@/parts/Table.module.css";

interface Props {
  /** What they belong to: the words of it are told apart. */
  of: "case" | "compartment";
  title: string;
  query: UseQueryOptions<Member[], Error, Member[], string[]>;
  change: ReturnType<typeof useMember>;
}

/** Who belongs to a case or is inside a compartment; its supervisors ask people in, and take them out once they have read what follows. */
export function MemberTable({ of, title, query, change }: Props) {
  const { t } = useLocale();
  const roles = useRoles();
  const person = usePerson();
  const members = useQuery(query);
  const [login, setLogin] = useState("");
  const [leaving, setLeaving] = useState<Member | null>(null);
  const may = person.roles.includes("supervisor");
  const asked = change.isSuccess && change.variables.act === "add" ? change.variables.login : "";
  const remove = t(`members.remove.${of}`);
  return (
    <Stack>
      {may && (
        <form onSubmit={(event) => { event.preventDefault(); change.mutate({ login: login.trim(), act: "add" }, { onSuccess: () => { setLogin(""); } }); }}>
          <Group align="end">
            <TextInput label={t("members.login")} description={t(of === "case" ? "members.help" : "members.help.compartment")} dir="auto" autoComplete="off" value={login} onChange={(event) => { setLogin(event.currentTarget.value); }} />
            <Button type="submit" loading={change.isPending} disabled={login.trim() === ""}>
              {t("members.ask")}
            </Button>
          </Group>
        </form>
      )}
      {asked !== "" && <Text role="status" size="sm" data-asked>{t("members.asked", { name: isolated(asked) })}</Text>}
      {change.isError && <ErrorNote error={change.error} />}
      {members.isPending && <Loading />}
      {members.isError && <ErrorNote error={members.error} retry={() => void members.refetch()} />}
      {members.data && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={title}>
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
                        {remove}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Modal opened={leaving !== null} onClose={() => { setLeaving(null); }} title={remove} closeButtonProps={{ "aria-label": t("dialog.close") }}>
        {leaving !== null && (
          <Stack data-leaving={leaving.login}>
            <Text size="sm">{t(`members.${leaving.invited ? "invited" : leaving.login === person.login ? "self" : "other"}.${of}`, { name: isolated(leaving.name) })}</Text>
            <Group justify="flex-end">
              <Button variant="default" data-autofocus onClick={() => { setLeaving(null); }}>{t("dialog.cancel")}</Button>
              <Button color="red" onClick={() => { change.mutate({ login: leaving.login, act: "remove" }); setLeaving(null); }}>{remove}</Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </Stack>
  );
}
