import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { admissionsQuery, invitationsQuery, useAnswer, useEnter } from "@/core/casework";
import { isolated } from "@/design/direction";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "@/parts/Notes";

/** Cases that one is asked to join and compartments that one is asked to enter; nothing where there are none. */
export function Invitations() {
  const { t } = useLocale();
  const cases = useQuery(invitationsQuery);
  const compartments = useQuery(admissionsQuery);
  const join = useAnswer();
  const enter = useEnter();
  if ((cases.data ?? []).length + (compartments.data ?? []).length === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-labelledby="invitations">
      <Title order={2} size="h4" id="invitations">
        {t("invitations.title")}
      </Title>
      {join.isError && <ErrorNote error={join.error} />}
      {enter.isError && <ErrorNote error={enter.error} />}
      {cases.data?.map((item) => (
        <Invitation
          key={item.case}
          id={item.case}
          title={item.title}
          text={t("invitations.text", { name: isolated(item.by_name) })}
          yes={t("invitations.join")}
          waiting={join.isPending && join.variables.case === item.case ? join.variables.join : null}
          answer={(yes) => { join.mutate({ case: item.case, join: yes }); }}
        />
      ))}
      {compartments.data?.map((item) => (
        <Invitation
          key={item.compartment}
          id={item.compartment}
          title={item.title}
          text={t("invitations.compartment", { name: isolated(item.by_name) })}
          yes={t("invitations.enter")}
          waiting={enter.isPending && enter.variables.compartment === item.compartment ? enter.variables.join : null}
          answer={(yes) => { enter.mutate({ compartment: item.compartment, join: yes }); }}
        />
      ))}
    </Stack>
  );
}

/** One of them with its two answers; `waiting` is the answer on its way. */
function Invitation({ id, title, text, yes, waiting, answer }: { id: string; title: string; text: string; yes: string; waiting: boolean | null; answer: (yes: boolean) => void }) {
  const { t } = useLocale();
  return (
    <Paper withBorder p="sm" data-invitation={id}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text fw={600}>
            <Data>{title}</Data>
          </Text>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" loading={waiting === true} onClick={() => { answer(true); }}>
            {yes}
          </Button>
          <Button size="compact-sm" variant="default" loading={waiting === false} onClick={() => { answer(false); }}>
            {t("invitations.decline")}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
