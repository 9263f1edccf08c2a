import { Button, MultiSelect, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { type Account, useHandOver, useRoles, useSetRoles } from "@/core/people";
import { isolated } from "@/design/direction";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "@/parts/Dialog";
import { ErrorNote } from "@/parts/Notes";

export interface ChangeProps {
  onClose: () => void;
  /** What was done, in a sentence. */
  onDone: (said: string) => void;
}

/** The roles that somebody has from now on. */
export function ChangeRoles({ account, onClose, onDone }: ChangeProps & { account: Account }) {
  const { t } = useLocale();
  const known = useRoles();
  const set = useSetRoles();
  const [roles, setRoles] = useState<string[]>(account.roles);
  return (
    <Dialog onClose={onClose} title={t("person.change-roles")}>
      <form onSubmit={(event) => { event.preventDefault(); set.mutate({ login: account.login, roles }, { onSuccess: () => { onDone(t("person.roles-changed", { name: isolated(account.name), roles: roles.map(known.said).join(t("review.comma")) })); } }); }}>
        <Stack>
          <Text>
            <Data>{account.name}</Data>
          </Text>
          {set.isError && <ErrorNote error={set.error} />}
          <MultiSelect label={t("person.roles")} description={t("person.roles.text")} data={known.names.map((role) => ({ value: role, label: known.said(role) }))} value={roles} onChange={setRoles} />
          <Button type="submit" loading={set.isPending} disabled={roles.length === 0}>
            {t("person.change-roles")}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}

/** Asks another supervisor to take over what has no other one. */
export function HandOver({ account, people, onClose }: Pick<ChangeProps, "onClose"> & { account: Account; people: readonly Account[] }) {
  const { t } = useLocale();
  const hand = useHandOver();
  const [to, setTo] = useState<string | null>(null);
  const others = people.filter((one) => one.id !== account.id && one.state === "active" && one.roles.includes("supervisor"));
  return (
    <Dialog onClose={onClose} title={t("person.hand-over")}>
      <form onSubmit={(event) => { event.preventDefault(); if (to !== null) hand.mutate({ login: account.login, to }); }}>
        <Stack>
          <Text>
            <Data>{account.name}</Data>
          </Text>
          <Text size="sm">{t("person.hand-over.text")}</Text>
          {hand.isError && <ErrorNote error={hand.error} />}
          <Select label={t("person.hand-over.to")} data={others.map((one) => ({ value: one.login, label: `${one.name} (${one.login})` }))} value={to} onChange={setTo} />
          {hand.data && <Text role="status">{t("person.hand-over.done", { n: hand.data.count })}</Text>}
          <Button type="submit" loading={hand.isPending} disabled={to === null}>
            {t("person.hand-over")}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
