import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { Bodies } from "@/api/client";
import { headQuery, useVerify } from "@/core/audit";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { Icon } from "@/design/Icon";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { Log } from "./audit/Log";
import { ErrorNote, Loading } from "@/parts/Notes";

/** Whether everything is still as it was sealed and recorded; for whom the log is open, its head to write down elsewhere and its entries. */
export function Verify() {
  const { t } = useLocale();
  const verify = useVerify();
  const person = usePerson();
  return (
    <Stack maw="80rem" mx="auto">
      <div>
        <Title order={1}>{t("verify.title")}</Title>
        <Text size="sm" c="dimmed">
          {t("verify.text")}
        </Text>
      </div>
      <Button style={{ alignSelf: "start" }} loading={verify.isPending} leftSection={<Icon name="check" />} onClick={() => { verify.mutate(); }}>
        {t("verify.go")}
      </Button>
      <div aria-live="polite">
        {verify.isError && <ErrorNote error={verify.error} />}
        {verify.data && <Verdict verdict={verify.data} />}
      </div>
      {person.reads_log && <Head />}
      {person.reads_log && <Log />}
    </Stack>
  );
}

function Verdict({ verdict }: { verdict: Bodies["VerdictBody"] }) {
  const { t } = useLocale();
  const format = useFormat();
  const counts = t("verify.counts", { originals: format.number(verdict.originals), statements: format.number(verdict.statements), files: format.number(verdict.fact_files), leaves: format.number(verdict.leaves) });
  return (
    <Stack gap="sm" data-verdict={verdict.holds ? "holds" : "differs"}>
      <Alert variant="outline" color={verdict.holds ? "green" : "red"} icon={<Icon name={verdict.holds ? "check" : "warning"} />} title={t(verdict.holds ? (verdict.whole ? "verify.holds" : "verify.holds.part") : "verify.differs")}>
        {counts}
        {!verdict.whole && <Text size="sm" data-part>{t("verify.part")}</Text>}
      </Alert>
      {[...verdict.findings, ...verdict.erased].map((finding, index) => (
        <Paper key={index} withBorder p="sm">
          <Text>{format.sentence(finding.sentence)}</Text>
          <Text size="sm" c="dimmed">
            {format.sentence(finding.next_step)}
          </Text>
        </Paper>
      ))}
    </Stack>
  );
}

function Head() {
  const { t } = useLocale();
  const format = useFormat();
  const head = useQuery(headQuery);
  return (
    <section>
      <Title order={2}>{t("audit.head")}</Title>
      <Text size="sm" c="dimmed">
        {t("audit.head.text")}
      </Text>
      {head.isPending && <Loading />}
      {head.isError && <ErrorNote error={head.error} retry={() => void head.refetch()} />}
      {head.data && (
        <Paper withBorder p="sm" mt="xs">
          <Text size="sm" data-head data-original>
            <Code wrap>{head.data.text}</Code>
          </Text>
          <Group gap="md" mt={4}>
            <Text size="xs" c="dimmed">
              {format.counted("audit.entries", head.data.size)}{BESIDE}{format.exact(head.data.at.slice(0, 19) + "Z")}
            </Text>
          </Group>
        </Paper>
      )}
    </section>
  );
}
