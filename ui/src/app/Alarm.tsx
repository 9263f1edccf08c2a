import { Alert, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { ApiError } from "@/api/client";
import { healthQuery } from "@/core/health";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

/** What is wrong with the server, above every view, until it works again. */
export function Alarm() {
  const { locale } = useLocale();
  const { error } = useQuery(healthQuery(locale));
  if (!(error instanceof ApiError) || error.status !== 503) return null;
  return (
    <Alert color="red" role="alert" icon={<Icon name="warning" size={16} />} title={error.sentence} mb="md">
      <Text size="sm">{error.nextStep}</Text>
    </Alert>
  );
}
