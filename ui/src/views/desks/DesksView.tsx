import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { type Desk, desksQuery, useSwitchOn } from "@/core/desks/open";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Members } from "@/views/cases/Members";

/** Every desk that is installed, and switching one on for who may. */
export function DesksView() {
  const { t, locale } = useLocale();
  const desks = useQuery({ ...desksQuery(locale), refetchOnMount: "always" });
  const switching = useSwitchOn();
  const done = switching.data;
  return (
    <Stack maw="60rem" mx="auto">
      <div>
        <Title order={1}>{t("desks.title")}</Title>
        <Text size="sm" c="dimmed">{t("desks.text")}</Text>
      </div>
      {desks.isPending && <Loading />}
      {desks.isError && <ErrorNote error={desks.error} retry={() => void desks.refetch()} />}
      {switching.isError && <ErrorNote error={switching.error} />}
      {done !== undefined && <Alert variant="default" icon={<Icon name="check" />} role="status" title={t("desks.switched", { name: done.title })} />}
      {desks.data?.map((desk) => <OneDesk key={desk.name} desk={desk} busy={switching.isPending} onSwitch={() => { switching.mutate(desk.name); }} />)}
    </Stack>
  );
}

function OneDesk({ desk, busy, onSwitch }: { desk: Desk; busy: boolean; onSwitch: () => void }) {
  const { t } = useLocale();
  const [members, setMembers] = useState(false);
  const state = desk.general ? "desks.is-general" : desk.open ? "desks.is-open" : desk.on ? "desks.is-on" : "desks.is-off";
  return (
    <Paper withBorder p="md" component="section" aria-label={desk.title} data-desk={desk.name}>
      <Group justify="space-between" align="flex-start" wrap="wrap">
        <div style={{ flex: "1 1 20rem" }}>
          <Title order={2} size="h3">
            {desk.open ? <Link to="/desks/$desk/$" params={{ desk: desk.name, _splat: "" }}><Data>{desk.title}</Data></Link> : <Data>{desk.title}</Data>}
          </Title>
          <Text size="sm"><Data>{desk.help}</Data></Text>
          {desk.mistake !== "" && <Text size="sm" c="red.9">{t("desks.broken")}: <Data>{desk.mistake}</Data></Text>}
        </div>
        <Stack gap="xs" align="flex-end">
          <Badge variant="default" tt="none">{t(state)}</Badge>
          {desk.may_open && <Button size="compact-sm" loading={busy} aria-label={t("desks.switch-on.of", { name: desk.title })} onClick={onSwitch}>{t("desks.switch-on")}</Button>}
          {desk.open && !desk.general && <Button size="compact-sm" variant="default" aria-expanded={members} onClick={() => { setMembers(!members); }}>{t("desks.members")}</Button>}
        </Stack>
      </Group>
      {members && <Members caseId={`desk-${desk.name}`} />}
    </Paper>
  );
}
