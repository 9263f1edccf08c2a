import { Button, Checkbox, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { type LinkRun, linkRun, useRunLinkage } from "@/core/identity";
import { active, type Job, jobsQuery, percent, useJobAct } from "@/core/jobs";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { useState } from "react";

import { ErrorNote } from "@/parts/Notes";
import { useFinished } from "./useFinished";

/** Looking anew for who may be who: the button, how far the run is, and what the last one found; `onDone` when one has ended. */
export function RunLinkage({ onFound, onDone }: { onFound?: () => void; onDone?: () => void }) {
  const { t } = useLocale();
  const [adopt, setAdopt] = useState(false);
  const jobs = useQuery(jobsQuery);
  useFinished(jobs.data, "link", () => onDone?.());
  const run = useRunLinkage();
  const cancel = useJobAct("cancel");
  const last = jobs.data?.find((job) => job.kind === "link");
  const busy = run.isPending || (last !== undefined && active(last));
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="run-linkage">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text component="h2" id="run-linkage" fw={600} size="sm" m={0}>
            {t("linkage.title")}
          </Text>
          <Group gap="sm">
            <Checkbox size="xs" checked={adopt} disabled={busy} label={t("linkage.adopt")} onChange={(event) => { setAdopt(event.currentTarget.checked); }} />
            <Button size="compact-sm" variant="default" loading={busy} onClick={() => { run.mutate(adopt); }}>
              {t("linkage.run")}
            </Button>
          </Group>
        </Group>
        {last !== undefined && active(last) && (
          <Group gap="sm" wrap="nowrap">
            <Progress flex={1} value={percent(last) ?? 100} animated aria-label={t("linkage.progress")} />
            <Button size="compact-xs" variant="subtle" onClick={() => { cancel.mutate(last.no); }}>
              {t("jobs.cancel")}
            </Button>
          </Group>
        )}
        {last !== undefined && !active(last) && <Outcome job={last} {...(onFound === undefined ? {} : { onFound })} />}
        {run.isError && <ErrorNote error={run.error} />}
      </Stack>
    </Paper>
  );
}

function Outcome({ job, onFound }: { job: Job; onFound?: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const found = linkRun(job);
  if (found === null) return <Text size="sm">{job.sentence || t(`job.${job.state as "failed"}`)}</Text>;
  return (
    <>
      <Text size="sm" role="status">
        {format.counted("linkage.joined", found.adopted)} {format.date(job.finished_at.slice(0, 19) + "Z")}
      </Text>
      <Kinds found={found} />
      {onFound !== undefined && (
        <Button size="compact-sm" variant="subtle" style={{ alignSelf: "start" }} onClick={onFound}>
          {t("linkage.look")}
        </Button>
      )}
    </>
  );
}

const KINDS: Record<string, string> = { person: "Person", organisation: "Organization", vehicle: "Vehicle", device: "Handset", address: "Address" };

function Kinds({ found }: { found: LinkRun }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  return (
    <ul style={{ margin: 0, paddingInlineStart: "1.2em" }}>
      {found.kinds.map((one) => (
        <li key={one.kind}>
          <Text span size="xs" c="dimmed">
            {words.type(KINDS[one.kind] ?? one.kind)}: {t("linkage.kind", { records: format.number(one.records), fresh: format.number(one.new), automatic: format.number(one.pairs.automatic), review: format.number(one.pairs.review) })}
          </Text>
        </li>
      ))}
    </ul>
  );
}
