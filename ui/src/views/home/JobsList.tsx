import { Anchor, Button, Group, Paper, Progress, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat, ZONE } from "@/core/format";
import { active, collected, type Job, percent, resumable, useJobAct } from "@/core/jobs";
import type { Source } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { ErrorNote } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";

const FEW = 3;

/** Work under way and the latest that ended; nothing at all when there never was any. */
export function JobsList({ jobs, sources }: { jobs: Job[]; sources: Source[] }) {
  const { t } = useLocale();
  const [all, setAll] = useState(false);
  if (jobs.length === 0) return null;
  const first = jobs.filter((job, index) => all || index < FEW || active(job));
  return (
    <section aria-labelledby="jobs-title">
      <Stack gap="sm">
        <Title order={2} id="jobs-title">
          {t("jobs.title")}
        </Title>
        {first.map((job) => (
          <JobCard key={job.no} job={job} sources={sources} />
        ))}
        {first.length < jobs.length && (
          <Button variant="subtle" size="compact-sm" style={{ alignSelf: "start" }} onClick={() => { setAll(true); }}>
            {t("jobs.all")}
          </Button>
        )}
      </Stack>
    </section>
  );
}

function JobCard({ job, sources }: { job: Job; sources: Source[] }) {
  const { t } = useLocale();
  const cancel = useJobAct("cancel");
  const resume = useJobAct("resume");
  const share = percent(job);
  const failure = cancel.error ?? resume.error;
  return (
    <Paper withBorder p="sm" data-job={job.state}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{t(`job.${job.state as "queued"}`)}</Text>
            <JobPace job={job} />
          </Group>
          {active(job) && (
            <Button size="compact-sm" variant="default" loading={cancel.isPending} onClick={() => { cancel.mutate(job.no); }}>
              {t("jobs.cancel")}
            </Button>
          )}
          {resumable(job) && (
            <Button size="compact-sm" variant="default" loading={resume.isPending} onClick={() => { resume.mutate(job.no); }}>
              {t("jobs.resume")}
            </Button>
          )}
        </Group>
        {active(job) && <Progress value={share ?? 100} animated={share === null} aria-label={t("jobs.progress")} />}
        {job.sentence !== "" && (
          <Text size="sm" dir="auto">
            <ServerSentence text={job.sentence} /> <ServerSentence text={job.next_step} />
          </Text>
        )}
        {failure !== null && <ErrorNote error={failure} />}
        <JobFiles job={job} sources={sources} />
      </Stack>
    </Paper>
  );
}

/** How far, how fast, what is left; of a job that ended, when it ended. */
function JobPace({ job }: { job: Job }) {
  const { t } = useLocale();
  const format = useFormat();
  const told: string[] = [];
  if (active(job) && job.done > 0) told.push(job.total > 0 ? t("jobs.of", { done: format.number(job.done), total: format.number(job.total) }) : format.number(job.done));
  if (active(job) && job.rate > 0) told.push(t("jobs.rate", { n: format.number(Math.round(job.rate)) }));
  if (active(job) && job.remaining !== null) told.push(format.counted("jobs.left", Math.ceil(job.remaining)));
  if (!active(job) && job.finished_at !== "") told.push(format.date(job.finished_at.slice(0, 16) + "Z", ZONE));
  return (
    <Text size="sm" c="dimmed">
      {told.join(BESIDE)}
      {active(job) && job.note !== "" && (
        <>
          {" "}
          <Data>{job.note}</Data>
        </>
      )}
    </Text>
  );
}

const NAMED = 6;

function JobFiles({ job, sources }: { job: Job; sources: Source[] }) {
  const format = useFormat();
  const files = collected(job);
  if (files.length === 0) return null;
  return (
    <Text size="sm">
      {files.slice(0, NAMED).map((file, index) => {
        const source = sources.find((item) => item.sha256 === file.sha256);
        const name = <Data>{file.path.split("/").at(-1)}</Data>;
        return (
          <span key={`${index}:${file.path}`}>
            {index > 0 && BESIDE}
            {source ? (
              <Anchor component={Link} to={`/sources/${source.id}`} size="sm">
                {name}
              </Anchor>
            ) : (
              name
            )}
          </span>
        );
      })}
      {files.length > NAMED && <>{BESIDE}{format.counted("jobs.more", files.length - NAMED)}</>}
    </Text>
  );
}
