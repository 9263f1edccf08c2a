import { Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { ApiError } from "@/api/client";
import { plain } from "@/core/analyses/cells";
import { useFormat } from "@/core/format";
import { active, type Job, jobQuery, percent, useJobAct } from "@/core/jobs";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ErrorNote } from "@/parts/Notes";

/** A run under way: how far, stop; when it is done its result opens, when it fails the form keeps what was typed. */
export function Running({ no, onDone }: { no: number; onDone: (result: string) => void }) {
  const { t, locale } = useLocale();
  const queries = useQueryClient();
  const job = useQuery(jobQuery(no, locale));
  const state = job.data?.state;
  const result = job.data?.result["result"];
  const opened = useRef(false);
  useEffect(() => {
    if (state !== "done" || typeof result !== "string" || opened.current) return;
    opened.current = true;
    void queries.invalidateQueries({ queryKey: ["results", "list"] });
    onDone(result);
  }, [state, result, queries, onDone]);
  if (job.isError) return <ErrorNote error={job.error} retry={() => void job.refetch()} />;
  if (job.data === undefined || active(job.data)) return <Progressing job={job.data} no={no} />;
  if (job.data.state === "cancelled") return <Text role="status" size="sm">{t("analyse.stopped")}</Text>;
  if (job.data.state === "failed") return <ErrorNote error={new ApiError(plain(job.data.result["code"]) || "unexpected", 400, job.data.sentence, job.data.next_step)} />;
  return null;
}

export function Progressing({ job, no }: { job: Job | undefined; no: number }) {
  const { t } = useLocale();
  const format = useFormat();
  const cancel = useJobAct("cancel");
  const share = job === undefined ? null : percent(job);
  return (
    <Paper withBorder p="sm" data-run-state={job?.state ?? "queued"} role="status">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">
            {t(job?.state === "running" ? "analyse.running" : "job.queued")}
            {job !== undefined && job.total > 0 && <>{separator()}{t("jobs.of", { done: format.number(job.done), total: format.number(job.total) })}</>}
            {job !== undefined && job.note !== "" && <>{separator()}<Data>{job.note}</Data></>}
          </Text>
          <Button size="compact-sm" variant="default" loading={cancel.isPending} data-stop onClick={() => { cancel.mutate(no); }}>
            {t("jobs.cancel")}
          </Button>
        </Group>
        <Progress value={share ?? 100} animated={share === null} aria-label={t("jobs.progress")} />
        {cancel.isError && <ErrorNote error={cancel.error} />}
      </Stack>
    </Paper>
  );
}
