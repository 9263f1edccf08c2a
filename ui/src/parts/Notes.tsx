import { Alert, Button, Loader, Paper, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { ApiError } from "@/api/client";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

/** What asking again changes nothing of: not allowed, not there, gone. */
const DECIDED = new Set([403, 404, 410]);

/** What went wrong, in the server's words, and what to do next. */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, figures } = useLocale();
  const told = error instanceof ApiError && error.code !== "unreachable" && error.sentence !== "" ? error : null;
  const lost = error instanceof ApiError && error.code === "unreachable";
  return (
    <Alert role="alert" color="red.9" variant="default" icon={<Icon name="warning" />} title={told === null ? t(lost ? "error.unreachable" : "error.unexpected") : <>{told.label !== "" && <><bdi>{told.label}</bdi>: </>}{figures(told.sentence)}</>}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{told !== null ? figures(told.nextStep) : t(lost ? "error.unreachable.next" : "error.unexpected.next")}</Text>
        {retry !== undefined && !(error instanceof ApiError && DECIDED.has(error.status)) && (
          <Button size="xs" variant="default" onClick={retry}>
            {t("error.retry")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Nothing is here, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Paper withBorder p="lg">
      <Stack gap="xs" align="flex-start">
        <Text fw={600}>{title}</Text>
        {children}
      </Stack>
    </Paper>
  );
}

/** Something is being fetched; said to screen readers too. */
export function Loading({ label }: { label?: string }) {
  const { t } = useLocale();
  return (
    <Stack align="center" p="lg" gap="xs" role="status">
      <Loader size="sm" />
      <Text size="sm" c="dimmed">
        {label ?? t("told.loading")}
      </Text>
    </Stack>
  );
}
