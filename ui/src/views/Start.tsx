import { Stack, Text, Title } from "@mantine/core";

import { useLocale } from "@/i18n/LocaleContext";

/** What the program is for. */
export function Start() {
  const { t } = useLocale();
  return (
    <Stack maw="40rem">
      <Title order={1}>{t("start.title")}</Title>
      <Text>{t("start.text")}</Text>
    </Stack>
  );
}
