import { Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import type { Briefing } from "@/core/briefing/document";
import { type Audience, previewQuery } from "@/core/briefing/server";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "./Briefing.module.css";

/** How a briefing reads now, as a page that can do nothing; what is wrong with a block is told above it. */
export function Preview({ caseId, made, audience }: { caseId: string; made: Briefing; audience: Audience }) {
  const { t } = useLocale();
  const format = useFormat();
  const [settled] = useDebouncedValue(made, 1200);
  const found = useQuery(previewQuery(caseId, settled, audience, t("briefing.untitled")));
  return (
    <Stack gap="xs" className={classes.side ?? ""}>
      <Title order={2} size="h4">{t("briefing.preview")}</Title>
      {made.blocks.length > 0 && found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} />}
      {found.data !== undefined && !found.isError && (
        <>
          <Text size="xs" c="dimmed" data-preview-counts>
            {found.data.left_out.length === 0 ? t("products.left.none") : format.counted("products.left", found.data.left_out.length)} {format.counted("briefing.typed", found.data.typed)}
          </Text>
          <iframe title={t("briefing.preview")} sandbox="" srcDoc={found.data.page} className={classes.page} />
        </>
      )}
    </Stack>
  );
}
