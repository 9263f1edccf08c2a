import { Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";

import { active, type Job, jobsQuery } from "@/core/jobs";
import { sourcesQuery } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { SearchBox } from "@/parts/SearchBox";
import { ErrorNote, Loading } from "@/parts/Notes";
import { JobsList } from "./JobsList";
import { SourcesTable } from "./SourcesTable";

const Waiting = lazy(() => import("./Waiting").then((found) => ({ default: found.Waiting })));

/** First the question, then what waits and what is new, what is being read, then every document with counts that balance. */
export function Home() {
  const { t } = useLocale();
  const sources = useQuery(sourcesQuery);
  const jobs = useQuery(jobsQuery);
  useFreshSources(jobs.data);
  return (
    <Stack gap="xl">
      <Stack maw="48rem" w="100%" mx="auto" mt="lg" gap="xs">
        <Title order={1}>{t("home.title")}</Title>
        <SearchBox large />
        <Text size="sm" c="dimmed">
          {t("home.hint")}
        </Text>
      </Stack>
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
