import { Button, Group, MultiSelect, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type Account, peopleQuery, rulesQuery, useAddPerson, useClosePerson, useReopenPerson, useRoles, useSetPassword } from "@/core/people";
import { ruleKey, rulesOf } from "@/core/rules";
import { usePerson } from "@/core/session";
import { useFormat } from "@/core/format";
import { isolated } from "@/design/direction";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "@/parts/Dialog";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { type ChangeProps, ChangeRoles, HandOver } from "./Changes";
import { Compartments } from "./Compartments";
import classes from "./People.module.css";

/** Accounts for the administrator, who reads no case; the compartments that one is inside; and for everybody the rules he is under. */
export function PeopleView() {
  const { t } = useLocale();
  const person = usePerson();
  return (
    <Stack maw="64rem" mx="auto" gap="xl">
      {person.roles.includes("administrator") && <Accounts />}
      <Compartments />
      <section>
        <Title order={1}>{t("rules.title")}</Title>
        <Text size="sm" c="dimmed">
          {t("rules.text")}
        </Text>
        <Rules />
      </section>
    </Stack>
  );
}

function Accounts() {
  const { t } = useLocale();
  const format = useFormat();
  const roles = useRoles();
  const people = useQuery(peopleQuery);
  const [adding, setAdding] = useState(false);
  const [renewed, setRenewed] = useState<Account | null>(null);
  const [closed, setClosed] = useState<Account | null>(null);
  const [changed, setChanged] = useState<Account | null>(null);
  const [leaving, setLeaving] = useState<Account | null>(null);
  const [done, setDone] = useState("");
  const reopen = useReopenPerson();
  const ended = (close: () => void) => ({ onClose: close, onDone: (said: string) => { close(); setDone(said); } });
  return (
    <section>
      <Group justify="space-between" align="end">
        <div>
          <Title order={1}>{t("people.title")}</Title>
          <Text size="sm" c="dimmed">
            {t("people.text")}
          </Text>
        </div>
        <Button onClick={() => { setAdding(true); }}>{t("people.add")}</Button>
      </Group>
      {done !== "" && <Text role="status" mt="sm" data-done>{done}</Text>}
      {people.isPending && <Loading />}
      {people.isError && <ErrorNote error={people.error} retry={() => void people.refetch()} />}
      {people.data && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={t("people.title")}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("sign-in.login")}</th>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("person.roles")}</th>
                <th scope="col">{t("person.state")}</th>
                <th scope="col">{t("person.acts")}</th>
              </tr>
            </thead>
            <tbody>
              {people.data.map((item) => (
                <tr key={item.id} data-login={item.login}>
                  <td>
                    <Code>{item.login}</Code>
                  </td>
                  <td className={table.name}>
                    <Data>{item.name}</Data>
                  </td>
                  <td>{item.roles.map(roles.said).join(t("review.comma"))}</td>
                  <td>
                    {t(item.state === "active" ? "person.active" : "person.closed")}
                    {item.unled > 0 && <Text size="sm" fw={600} data-unled>{t("person.unled", { n: format.number(item.unled) })}</Text>}
                  </td>
                  <td>
                    {item.state !== "active" && (
                      <Button size="compact-sm" variant="default" loading={reopen.isPending} onClick={() => { reopen.mutate(item.login, { onSuccess: () => { setDone(t("person.reopened", { name: isolated(item.name) })); } }); }}>
                        {t("person.reopen")}
                      </Button>
                    )}
                    {item.state !== "active" && item.roles.includes("supervisor") && <Leave onClick={() => { setLeaving(item); }} />}
                    {item.state === "active" && (
                      <Group gap="xs">
                        <Button size="compact-sm" variant="default" onClick={() => { setChanged(item); }}>
                          {t("person.change-roles")}
                        </Button>
                        {item.roles.includes("supervisor") && <Leave onClick={() => { setLeaving(item); }} />}
                        <Button size="compact-sm" variant="default" onClick={() => { setRenewed(item); }}>
                          {t("person.renew")}
                        </Button>
                        <Button size="compact-sm" variant="default" onClick={() => { setClosed(item); }}>
                          {t("person.close")}
                        </Button>
                      </Group>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {reopen.isError && <ErrorNote error={reopen.error} />}
      {changed !== null && <ChangeRoles account={changed} {...ended(() => { setChanged(null); })} />}
      {leaving !== null && <HandOver account={leaving} people={people.data ?? []} onClose={() => { setLeaving(null); }} />}
      {adding && <Add {...ended(() => { setAdding(false); })} />}
      {renewed !== null && <Renew account={renewed} {...ended(() => { setRenewed(null); })} />}
      {closed !== null && <Close account={closed} {...ended(() => { setClosed(null); })} />}
    </section>
  );
}

function Leave({ onClick }: { onClick: () => void }) {
  const { t } = useLocale();
  return (
    <Button size="compact-sm" variant="default" onClick={onClick}>
      {t("person.hand-over")}
    </Button>
  );
}

function Add({ onClose, onDone }: ChangeProps) {
  const { t, locale } = useLocale();
  const known = useRoles();
  const add = useAddPerson();
  const [given, setGiven] = useState({ login: "", name: "", password: "" });
  const [roles, setRoles] = useState<string[]>([]);
  const set = (field: keyof typeof given) => (event: { currentTarget: { value: string } }) => { setGiven({ ...given, [field]: event.currentTarget.value }); };
  return (
    <Dialog onClose={onClose} title={t("people.add")}>
      <form onSubmit={(event) => { event.preventDefault(); add.mutate({ ...given, roles, locale }, { onSuccess: (made) => { onDone(t("people.added", { name: isolated(made.name), login: isolated(made.login) })); } }); }}>
        <Stack>
          {add.isError && <ErrorNote error={add.error} />}
          <TextInput label={t("person.name")} dir="auto" data-autofocus required withAsterisk={false} value={given.name} onChange={set("name")} />
          <TextInput label={t("sign-in.login")} dir="auto" autoComplete="off" required withAsterisk={false} value={given.login} onChange={set("login")} />
          <MultiSelect label={t("person.roles")} description={t("person.roles.text")} data={known.names.map((role) => ({ value: role, label: known.said(role) }))} value={roles} onChange={setRoles} />
          <PasswordInput label={t("sign-in.password")} description={t("person.password.text")} autoComplete="new-password" required withAsterisk={false} value={given.password} visibilityToggleButtonProps={{ "aria-label": t("sign-in.show") }} onChange={set("password")} />
          <Button type="submit" loading={add.isPending} disabled={roles.length === 0}>
            {t("people.add")}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}

function Renew({ account, onClose, onDone }: ChangeProps & { account: Account }) {
  const { t } = useLocale();
  const set = useSetPassword();
  const own = usePerson().id === account.id;
  const [password, setPassword] = useState("");
  const [old, setOld] = useState("");
  return (
    <Dialog onClose={onClose} title={t("person.renew")}>
      <form onSubmit={(event) => { event.preventDefault(); set.mutate({ login: account.login, password, old }, { onSuccess: () => { onDone(t("person.renewed", { name: isolated(account.name) })); } }); }}>
        <Stack>
          <Text>
            <Data>{account.name}</Data>
          </Text>
          {set.isError && <ErrorNote error={set.error} />}
          {own && (
            <PasswordInput label={t("person.old")} data-autofocus autoComplete="current-password" required withAsterisk={false} value={old} visibilityToggleButtonProps={{ "aria-label": t("sign-in.show") }} onChange={(event) => { setOld(event.currentTarget.value); }} />
          )}
          <PasswordInput label={t("sign-in.password")} description={t("person.renew.text")} data-autofocus={!own} autoComplete="new-password" required withAsterisk={false} value={password} visibilityToggleButtonProps={{ "aria-label": t("sign-in.show") }} onChange={(event) => { setPassword(event.currentTarget.value); }} />
          <Button type="submit" loading={set.isPending}>
            {t("person.renew")}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}

function Close({ account, onClose, onDone }: ChangeProps & { account: Account }) {
  const { t } = useLocale();
  const close = useClosePerson();
  return (
    <Dialog onClose={onClose} title={t("person.close")}>
      <Stack>
        <Text>
          <Data>{account.name}</Data>
        </Text>
        <Text size="sm">{t("person.close.text")}</Text>
        {close.isError && <ErrorNote error={close.error} />}
        <Group>
          <Button color="red.9" loading={close.isPending} onClick={() => { close.mutate(account.login, { onSuccess: () => { onDone(t("person.was-closed", { name: isolated(account.name) })); } }); }}>
            {t("person.close")}
          </Button>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Rules() {
  const { t } = useLocale();
  const rules = useQuery(rulesQuery);
  if (rules.isPending) return <Loading />;
  if (rules.isError) return <ErrorNote error={rules.error} retry={() => void rules.refetch()} />;
  return (
    <ul className={classes.rules}>
      {rulesOf(rules.data.text).map((rule) => (
        <li key={rule.text} data-rule={rule.known ? "known" : "office"}>
          <Text>
            {rule.known ? t(`rules.known.${ruleKey(rule.id)}` as "rules.known.auditors-read-the-log") : t("rules.office")}
            {!rule.known && rule.id !== "" && (
              <>
                : <Data>{rule.id}</Data>
              </>
            )}
          </Text>
          <details open={!rule.known}>
            <summary>
              <Text span size="sm" c="dimmed">{t("rules.written")}</Text>
            </summary>
            <pre dir="ltr" tabIndex={0} role="region" aria-label={t("rules.written")}>
              {rule.text}
            </pre>
          </details>
        </li>
      ))}
    </ul>
  );
}
