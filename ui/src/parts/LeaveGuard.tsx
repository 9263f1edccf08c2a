import { Button, Group, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";

import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "./Dialog";

/** Asks before a page is left on which something is typed that is kept nowhere yet. */
export function LeaveGuard({ typed }: { typed: boolean }) {
  const { t } = useLocale();
  const leaving = useBlocker({ shouldBlockFn: ({ current, next }) => typed && current.pathname !== next.pathname, enableBeforeUnload: () => typed, withResolver: true });
  if (leaving.status !== "blocked") return null;
  return (
    <Dialog title={t("leave.title")} onClose={leaving.reset}>
      <Stack gap="sm" data-leaving>
        <Text size="sm">{t("leave.text")}</Text>
        <Group><Button data-autofocus onClick={leaving.reset}>{t("leave.stay")}</Button><Button variant="default" onClick={leaving.proceed}>{t("leave.go")}</Button></Group>
      </Stack>
    </Dialog>
  );
}
