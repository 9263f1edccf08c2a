import { ZONE } from "@/core/zone";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { clearHighlight, useHighlight } from "@/core/chart/highlight";
import { documentQuery } from "@/core/documents";
import { useFormat } from "@/core/format";
import { isolated } from "@/design/direction";
import { useLocale } from "@/i18n/LocaleContext";

import { Contradiction } from "../review/Contradiction";
import { ErrorNote } from "@/parts/Notes";
import classes from "./Chart.module.css";
import type { Acts } from "./useActs";

interface Props {
  acts: Acts;
  failures: readonly unknown[];
  /** What two people changed in different ways at once is in `clashes`, by name. */
  conflict: { case: string; id: string; clashes: readonly string[] } | null;
  onTheirs: () => void;
  onLatest: () => void;
  onMine: () => void;
}

/** What went otherwise than meant: errors, a step that somebody else changed, a decision that contradicts, a chart that two people saved. */
export function Notices({ acts, failures, conflict, onTheirs, onLatest, onMine }: Props) {
  const { t } = useLocale();
  const errors = failures.filter((error) => error !== null);
  if (errors.length === 0 && conflict === null && acts.lost === null && acts.against.length === 0) return null;
  return (
    <Stack gap="xs" className={classes.notices}>
      {errors.map((error, at) => (
        <ErrorNote key={at} error={error} />
      ))}
      {acts.against.length > 0 && <Contradiction title={t("review.contradicted")} judgements={acts.against} />}
      {acts.lost !== null && (
        <Alert role="alert" variant="default" title={t("chart.lost")} data-lost>
          <ErrorNote error={acts.lost} />
        </Alert>
      )}
      {(acts.lost !== null || acts.against.length > 0) && (
        <Button size="xs" variant="default" style={{ alignSelf: "start" }} onClick={acts.forget}>
          {t("dialog.close")}
        </Button>
      )}
      {conflict !== null && <Conflict conflict={conflict} onTheirs={onTheirs} onLatest={onLatest} onMine={onMine} />}
    </Stack>
  );
}

const CLASHES_MOST = 10;

/** Two people saved the same chart: who and when, and both are kept. */
function Conflict({ conflict, onTheirs, onLatest, onMine }: { conflict: NonNullable<Props["conflict"]>; onTheirs: () => void; onLatest: () => void; onMine: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const theirs = useQuery({ ...documentQuery(conflict.case, conflict.id), queryKey: ["documents", conflict.case, conflict.id, "theirs"], staleTime: 0 });
  return (
    <Alert role="alert" variant="default" data-conflict title={theirs.data === undefined ? t("chart.save.changed-elsewhere") : t("chart.changed-by", { who: isolated(theirs.data.by_name), when: format.date(`${theirs.data.at.slice(0, 16)}Z`, ZONE) })}>
      <Stack gap="xs">
        {conflict.clashes.length > 0 && (
          <>
            <Text size="sm">{t("chart.clashes")}</Text>
            <ul style={{ margin: 0 }} data-clashes>
              {conflict.clashes.slice(0, CLASHES_MOST).map((one, at) => (
                <li key={at}>
                  <bdi dir="auto">{one}</bdi>
                </li>
              ))}
              {conflict.clashes.length > CLASHES_MOST && <li>+{format.number(conflict.clashes.length - CLASHES_MOST)}</li>}
            </ul>
          </>
        )}
        <Text size="sm">{t("chart.changed-by.next")}</Text>
        <Group>
          {conflict.clashes.length > 0 && (
            <Button size="xs" onClick={onTheirs} data-theirs>
              {t("chart.take-theirs")}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={onLatest}>
            {t("chart.latest")}
          </Button>
          <Button size="xs" variant="default" onClick={onMine}>
            {t("chart.save-mine")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** What an answer beside the chart points at, and how much of it is here. */
export function Lit({ there, onAdd }: { there: ReadonlyMap<string, unknown>; onAdd: (ids: readonly string[]) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const lit = useHighlight();
  if (lit.label === "") return null;
  const away = [...lit.ids].filter((id) => !there.has(id));
  return (
    <div className={classes.lit} role="status" data-lit-note>
      <span>
        <i aria-hidden /> {t("chart.lit", { label: isolated(lit.label), n: format.number(lit.ids.size - away.length), total: format.number(lit.ids.size) })}
      </span>
      {away.length > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => { onAdd(away); }}>
          {t("chart.lit.add")}
        </Button>
      )}
      <Button size="compact-xs" variant="default" onClick={clearHighlight}>
        {t("chart.lit.clear")}
      </Button>
    </div>
  );
}
