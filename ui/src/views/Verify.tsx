import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { ApiError, type Bodies } from "@/api/client";
import { headQuery, logQuery, useVerify } from "@/core/audit";
import { useFormat } from "@/core/format";
import { Icon } from "@/design/Icon";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "./home/Sources.module.css";
import { ErrorNote, Loading } from "./parts/Told";

/** Whether everything is still as it was sealed and recorded, and the head of the log to write down elsewhere. */
export function Verify() {
  const { t } = useLocale();
  const verify = useVerify();
  return (
    <Stack maw="60rem" mx="auto">
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
      <Head />
      <Log />
    </Stack>
  );
}

function Verdict({ verdict }: { verdict: Bodies["VerdictBody"] }) {
  const { t } = useLocale();
  const format = useFormat();
  const counts = t("verify.counts", { originals: format.number(verdict.originals), statements: format.number(verdict.statements), files: format.number(verdict.fact_files), leaves: format.number(verdict.leaves) });
  return (
    <Stack gap="sm" data-verdict={verdict.holds ? "holds" : "differs"}>
      <Alert variant="outline" color={verdict.holds ? "green" : "red"} icon={<Icon name={verdict.holds ? "check" : "warning"} />} title={t(verdict.holds ? "verify.holds" : "verify.differs")}>
        {counts}
      </Alert>
      {[...verdict.findings, ...verdict.erased].map((finding, index) => (
        <Paper key={index} withBorder p="sm">
          <Text>{finding.sentence}</Text>
          <Text size="sm" c="dimmed">
            {finding.next_step}
          </Text>
        </Paper>
      ))}
    </Stack>
  );
}

const refused = (error: unknown): boolean => error instanceof ApiError && error.status === 403;

function Head() {
  const { t } = useLocale();
  const format = useFormat();
  const head = useQuery(headQuery);
  if (refused(head.error)) return null;
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
          <Text size="sm" data-head>
            <Code wrap>{head.data.text}</Code>
          </Text>
          <Group gap="md" mt={4}>
            <Text size="xs" c="dimmed">
              {format.counted("audit.entries", head.data.size)} · {format.date(head.data.at.slice(0, 19) + "Z")}
            </Text>
          </Group>
        </Paper>
      )}
    </section>
  );
}

function Log() {
  const { t } = useLocale();
  const format = useFormat();
  const log = useQuery(logQuery);
  if (refused(log.error)) return null;
  return (
    <section>
      <Title order={2} id="log">
        {t("audit.log")}
      </Title>
      {log.isPending && <Loading />}
      {log.isError && <ErrorNote error={log.error} retry={() => void log.refetch()} />}
      {log.data && (
        <div className={table.frame} tabIndex={0} role="region" aria-labelledby="log">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("audit.no")}</th>
                <th scope="col">{t("custody.when")}</th>
                <th scope="col">{t("custody.act")}</th>
                <th scope="col">{t("audit.phase")}</th>
                <th scope="col">{t("audit.object")}</th>
              </tr>
            </thead>
            <tbody>
              {log.data.toReversed().map((leaf) => (
                <tr key={leaf.no}>
                  <td>{format.number(leaf.no)}</td>
                  <td>{format.date(leaf.at.slice(0, 19) + "Z")}</td>
                  <td>
                    <Code>{leaf.act}</Code>
                  </td>
                  <td>
                    <Code>{leaf.phase}</Code>
                  </td>
                  <td className={table.name}>
                    <Code wrap>{leaf.object}</Code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
