import { ZONE } from "@/core/zone";
import { Alert, Button, Group, NativeSelect, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";

import { type Analysis, type FileForm, type Result, resultFile, resultsQuery, useRerun } from "@/core/analyses/server";
import { useFormat } from "@/core/format";
import { jobsQuery } from "@/core/jobs";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { download } from "@/core/download";
import { separator } from "@/i18n/separator";
import { ErrorNote } from "@/parts/Notes";
import classes from "./Analyse.module.css";
import type { PanelProps } from "./panelProps";
import { Progressing } from "./Running";

interface Props extends Pick<PanelProps, "asked" | "onAsk"> {
  result: Result;
  analysis: Analysis | undefined;
  onAgain: () => void;
}

/** What can be done with a result: ask otherwise, run again, save, compare. */
export function Actions({ result, analysis, onAsk, onAgain, asked }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const rerun = useRerun();
  const jobs = useQuery({ ...jobsQuery, enabled: rerun.isPending, refetchInterval: rerun.isPending ? 500 : false });
  const job = rerun.isPending ? jobs.data?.find((item) => item.kind === "analyse" && (item.state === "queued" || item.state === "running")) : undefined;
  const save = useMutation({ mutationFn: (form: FileForm) => resultFile(result.id, form), onSuccess: ({ name, data }) => { download(name, data); } });
  const others = useQuery(resultsQuery("", result.analysis));
  const choices = (others.data ?? []).filter((item) => item.id !== result.id);
  const zone = ZONE;
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        {analysis !== undefined && <Button size="compact-sm" variant="default" onClick={onAgain} data-change>{t("analyse.change")}</Button>}
        {analysis !== undefined && <Button size="compact-sm" variant="default" loading={rerun.isPending} onClick={() => { rerun.mutate(result.id); }} data-rerun>{t("analyse.rerun")}</Button>}
        {(["csv", "json"] as const).map((form) => (
          <Button key={form} size="compact-sm" variant="default" leftSection={<Icon name="download" size={14} />} loading={save.isPending && save.variables === form} onClick={() => { save.mutate(form); }} data-save={form}>
            <bdi dir="ltr">{form.toUpperCase()}</bdi>
          </Button>
        ))}
        {choices.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label={t("analyse.compare")}
            data-compare
            value={asked.with ?? ""}
            data={[{ value: "", label: t("analyse.compare") }, ...choices.map((item) => ({ value: item.id, label: `${format.date(`${item.at.slice(0, 16)}Z`, zone)}${separator()}${item.by_name}${separator()}${format.counted("analyse.count", item.rows)}` }))]}
            onChange={(event) => { onAsk({ ...asked, with: event.currentTarget.value || undefined, row: undefined, at: undefined }); }}
          />
        )}
      </Group>
      {rerun.isPending && job !== undefined && <Progressing job={job} no={job.no} />}
      {rerun.isError && <ErrorNote error={rerun.error} />}
      {save.isError && <ErrorNote error={save.error} />}
      {rerun.data !== undefined && (
        <Alert variant="default" role="status" data-rerun-same={rerun.data.same} title={t(rerun.data.same ? "analyse.rerun.same" : "analyse.rerun.differs")}>
          <Stack gap="xs" align="flex-start">
            <ul className={classes.said}>
              {rerun.data.changed.map((item) => (
                <li key={item.sentence}>{format.sentence(item.sentence)}</li>
              ))}
            </ul>
            <Button size="compact-sm" variant="default" onClick={() => { onAsk({ case: asked.case, analysis: asked.analysis, result: rerun.data.result.id, with: result.id }); }}>
              {t("analyse.rerun.open")}
            </Button>
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
