import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { invitationsQuery, useAnswer } from "@/core/casework";
import { isolated } from "@/design/direction";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "@/parts/Told";

/** Cases that one is asked to join; nothing where there are none. */
export function Invitations() {
  const { t } = useLocale();
  const found = useQuery(invitationsQuery);
  const answer = useAnswer();
  if (found.data === undefined || found.data.length === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-labelledby="invitations">
      <Title order={2} size="h4" id="invitations">
        {t("invitations.title")}
      </Title>
      {answer.isError && <ErrorNote error={answer.error} />}
      {found.data.map((item) => (
        <Paper key={item.case} withBorder p="sm" data-invitation={item.case}>
          <Group justify="space-between" wrap="nowrap">
            <div>
              <Text fw={600}>
                <Data>{item.title}</Data>
              </Text>
              <Text size="sm" c="dimmed">
                {t("invitations.text", { name: isolated(item.by_name) })}
              </Text>
            </div>
            <Group gap="xs" wrap="nowrap">
              <Button size="compact-sm" loading={answer.isPending && answer.variables.case === item.case && answer.variables.join} onClick={() => { answer.mutate({ case: item.case, join: true }); }}>
                {t("invitations.join")}
              </Button>
              <Button size="compact-sm" variant="default" loading={answer.isPending && answer.variables.case === item.case && !answer.variables.join} onClick={() => { answer.mutate({ case: item.case, join: false }); }}>
                {t("invitations.decline")}
              </Button>
            </Group>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
