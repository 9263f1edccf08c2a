import { Alert, Button, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { ApiError } from "@/api/client";
import { plain } from "@/core/analyses/cells";
import { useFormat } from "@/core/format";
import { jobQuery } from "@/core/jobs";
import { useWithdraw } from "@/core/mapping";
import { usePerson } from "@/core/session";
import type { Source } from "@/core/sources";
import { isolated } from "@/design/direction";
import { useLocale } from "@/i18n/LocaleContext";

import { NameDialog } from "@/parts/NameDialog";
import { ErrorNote } from "@/parts/Notes";
import { Step } from "@/parts/Step";

/** Takes a document back that was brought by mistake; for whoever brought it, and for supervisors. */
export function Withdraw({ source }: { source: Source }) {
  const { t } = useLocale();
  const person = usePerson();
  const withdraw = useWithdraw(source.id);
  const [asking, setAsking] = useState(false);
  if (withdraw.isSuccess) return <UnderWay no={withdraw.data.no} />;
  if (source.state !== "published" || source.withdrawn || !source.original_here || (source.deposited_by !== person.id && !person.roles.includes("supervisor"))) return null;
  return (
    <div data-withdraw>
      <Button size="compact-sm" variant="default" loading={withdraw.isPending} onClick={() => { setAsking(true); }}>
        {t("withdraw.title")}
      </Button>
      {asking && <NameDialog title={t("withdraw.title")} label={t("withdraw.why")} text={t("withdraw.text")} start="" onClose={() => { setAsking(false); }} onName={(reason) => { withdraw.mutate(reason); }} />}
      {withdraw.isError && <ErrorNote error={withdraw.error} />}
    </div>
  );
}

/** Says that it is being done, and opens what stands then. */
function UnderWay({ no }: { no: number }) {
  const { t, locale } = useLocale();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const job = useQuery(jobQuery(no, locale));
  const state = job.data?.state;
  const made = job.data?.result["sources"];
  useEffect(() => {
    const last: unknown = Array.isArray(made) ? made.at(-1) : undefined;
    if (state !== "done" || typeof last !== "object" || last === null || !("source" in last)) return;
    void queries.invalidateQueries();
    void navigate({ to: "/sources/$id", params: { id: String(last.source) }, replace: true });
  }, [state, made, queries, navigate]);
  if (state === "failed") return <ErrorNote error={new ApiError(plain(job.data?.result["code"] ?? "unexpected"), 400, job.data?.sentence ?? "", job.data?.next_step ?? "")} />;
  return <Text size="sm" role="status">{t("withdraw.asked")}</Text>;
}

/** Says of a withdrawn document when and why, and how it comes back. */
export function Withdrawn({ source }: { source: Source }) {
  const { t } = useLocale();
  const format = useFormat();
  if (!source.withdrawn) return null;
  return (
    <Alert title={t("withdraw.done", { date: format.date(source.published_at) })} color="gray" data-withdrawn>
      <Text size="sm">{t("withdraw.because", { reason: isolated(source.reading_reason) })}</Text>
      <Text size="sm">{t("withdraw.means")}</Text>
      <Step to="/sources/$id/mapping" params={{ id: source.id }} search={{}}>{t("withdraw.back")}</Step>
    </Alert>
  );
}
