import { Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";

import { dayIn } from "@/core/day";
import { useFormat, ZONE } from "@/core/format";
import { commonInboxQuery } from "@/core/inbox";
import { active, type Job, jobsQuery } from "@/core/jobs";
import { sourcesQuery } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ErrorNote, Loading } from "@/parts/Notes";
import { Buttons } from "./Buttons";
import { GuidedTasks } from "./GuidedTasks";
import { JobsList } from "./JobsList";
import { SourcesTable } from "./SourcesTable";

const Waiting = lazy(() => import("./Waiting").then((found) => ({ default: found.Waiting })));

/** What has to be done now, with what the person does most; what is new, what is being read, then every document with counts that balance. */
export function Home() {
  const { t, locale } = useLocale();
  const format = useFormat();
  const sources = useQuery(sourcesQuery);
  const jobs = useQuery(jobsQuery);
  const inbox = useQuery(commonInboxQuery(locale));
  const due = inbox.data && Object.values(inbox.data.counts).reduce((sum, one) => sum + one, 0);
  useFreshSources(jobs.data);
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <div>
          <Title order={1}>{t("home.title")}</Title>
          <Text c="dimmed" data-today><bdi>{format.date(dayIn(new Date().toISOString(), ZONE))}</bdi>{due !== undefined && due > 0 && <>{separator()}<bdi>{format.counted("home.due", due)}</bdi></>}</Text>
        </div>
        <Buttons />
      </Stack>
      <GuidedTasks />
      {sources.data !== undefined && (
        <Suspense fallback={<Loading />}>
          <Waiting sources={sources.data} />
        </Suspense>
      )}
      {jobs.data && <JobsList jobs={jobs.data} sources={sources.data ?? []} />}
      {sources.isPending && <Loading />}
      {sources.isError && <ErrorNote error={sources.error} retry={() => void sources.refetch()} />}
      {sources.data && <SourcesTable sources={sources.data} />}
    </Stack>
  );
}

/** Reads the documents again whenever a job has ended, also one that ended before this screen looked. */
function useFreshSources(jobs: Job[] | undefined): void {
  const queries = useQueryClient();
  const ended = jobs?.filter((job) => !active(job)).map((job) => `${job.no} ${job.finished_at}`).join();
  useEffect(() => {
    if (ended === undefined || queries.getQueryData(ENDED) === ended) return;
    queries.setQueryData(ENDED, ended);
    void queries.invalidateQueries({ queryKey: ["sources"] });
  }, [ended, queries]);
}

const ENDED = ["jobs-ended"];
