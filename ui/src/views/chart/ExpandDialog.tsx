import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { ways } from "@/core/chart/known";
import { ALL, chosen, surveyQuery, type SurveyedKind, taken, type Wanted } from "@/core/chart/survey";
import { dayIn } from "@/core/day";
import { useFormat, ZONE } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "@/parts/Dialog";
import { DateField } from "@/parts/DateField";
import { TypeMark } from "@/parts/Marks";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";
import { PlainValue } from "@/parts/Value";

import { ZoneName } from "@/parts/ZoneName";
import classes from "./Chart.module.css";
import type { Chart } from "./useChart";

interface Props {
  made: Chart;
  ids: readonly string[];
  /** Types that are ticked to begin with; all where none is given. */
  types: readonly string[];
  caseId: string;
  onClose: () => void;
}

/** What expanding would bring, before anything appears: types, counts, the strongest links. What does not come stays counted on the items; nothing else moves. */
export function ExpandDialog({ made, ids, types, caseId, onClose }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [wanted, want] = useState<Wanted>(ALL);
  const [said, say] = useState<ReadonlyMap<string, number>>(new Map());
  const [without, leaveOut] = useState<ReadonlySet<string>>(new Set());
  const [shown] = useState(() => [...made.state.chart.items.keys()]);
  const found = useQuery(surveyQuery(ids, shown, caseId, wanted));
  const kinds = useMemo(() => found.data?.kinds ?? [], [found.data]);
  const take = taken(kinds, said, types);
  const coming = chosen(kinds, take, without);
  const hidden = kinds.reduce((sum, kind) => sum + kind.hidden, 0);
  const change = (part: Partial<Wanted>) => { want({ ...wanted, ...part }); };
  const put = () => {
    if (coming.length === 0) return;
    made.expanding.mutate({ ids, only: coming });
    onClose();
  };
  return (
    <Dialog onClose={onClose} size="46rem" title={format.counted("chart.expand.of", ids.length)}>
      <form data-expand onSubmit={(event) => { event.preventDefault(); put(); }}>
        <Stack gap="sm">
          <Group gap="sm" align="flex-start">
            <DateField size="xs" w="8.5rem" label={t("chart.expand.since")} value={wanted.since} onValue={(since) => { change({ since }); }} />
            <DateField size="xs" w="8.5rem" label={t("chart.expand.until")} value={wanted.until} onValue={(until) => { change({ until }); }} />
            <NumberField size="xs" w="8rem" label={t("chart.expand.least")} value={String(wanted.least)} min={1} max={1_000_000} onValue={(least) => { if (least !== "") change({ least: Number(least) }); }} />
            <Stack gap={6} pt={4}>
              {caseId !== "" && <Checkbox size="xs" label={t("chart.expand.known")} checked={wanted.known} onChange={(event) => { change({ known: event.currentTarget.checked }); }} />}
              {caseId !== "" && <Checkbox size="xs" label={t("chart.expand.unseen")} checked={wanted.unseen} onChange={(event) => { change({ unseen: event.currentTarget.checked }); }} />}
              <Checkbox size="xs" label={t("chart.least")} checked={wanted.lightest} onChange={(event) => { change({ lightest: event.currentTarget.checked }); }} />
            </Stack>
          </Group>
          {found.isPending && <Loading />}
          {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
          {found.data !== undefined && (
            <div className={classes.survey} data-survey={found.isPlaceholderData ? undefined : hidden}>
              {kinds.map((kind) => (
                <OfKind key={kind.schema} kind={kind} take={take.get(kind.schema) ?? 0} several={ids.length} without={without} onTake={(count) => { say(new Map([...said, [kind.schema, count]])); }} onTick={(id, ticked) => { leaveOut(new Set(ticked ? [...without].filter((one) => one !== id) : [...without, id])); }} />
              ))}
              {hidden === 0 && <Text size="sm">{t("neighbours.none")}</Text>}
              {found.data.undated > 0 && <Text size="sm" c="dimmed">{format.counted("chart.expand.undated", found.data.undated)}</Text>}
            </div>
          )}
          <Group justify="space-between">
            <Text size="sm" role="status" data-stay={hidden - coming.length}>
              {format.counted("chart.expand.stay", hidden - coming.length)}
            </Text>
            <Group gap="sm">
              <Button variant="default" onClick={onClose}>
                {t("dialog.cancel")}
              </Button>
              <Button type="submit" data-autofocus data-put={coming.length} aria-disabled={coming.length === 0} variant={coming.length === 0 ? "light" : "filled"}>
                {format.counted("chart.expand.put", coming.length)}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface OfKindProps {
  kind: SurveyedKind;
  take: number;
  several: number;
  without: ReadonlySet<string>;
  onTake: (count: number) => void;
  onTick: (id: string, ticked: boolean) => void;
}

/** One type: how many of it are meant, how many of them come, and its strongest one by one. */
function OfKind({ kind, take, several, without, onTake, onTick }: OfKindProps) {
  const { t } = useLocale();
  const format = useFormat();
  if (kind.hidden === 0) return null;
  return (
    <section data-kind={kind.schema}>
      <div className={classes.between}>
        <span>
          <TypeMark schema={kind.schema} />{" "}
          <span className={classes.quiet}>{t("chart.of-total", { n: format.number(kind.hidden), total: format.number(kind.total) })}{kind.fits < kind.hidden && <>{t("review.comma")}{format.counted("chart.expand.fit", kind.fits)}</>}</span>
        </span>
        {kind.fits > 0 && (
          <Group gap={4} wrap="nowrap">
            <NumberField size="xs" w="4.5rem" aria-label={t("chart.expand.take")} title={t("chart.expand.take")} value={String(take)} min={0} max={kind.ids.length} onValue={(typed) => { if (typed !== "") onTake(Number(typed)); }} />
            <Button size="compact-xs" variant="default" onClick={() => { onTake(take === kind.ids.length ? 0 : kind.ids.length); }}>
              {take === kind.ids.length ? t("chart.expand.nothing") : t("chart.no-limit")}
            </Button>
          </Group>
        )}
      </div>
      {kind.strongest.some((one) => one.first !== "") && <ZoneName />}
      <ul className={classes.rows}>
        {kind.strongest.slice(0, Math.max(3, Math.min(take, kind.strongest.length))).map((one, at) => {
          const ticked = at < take && !without.has(one.id);
          return (
            <li key={one.id} data-candidate={one.id}>
              <Checkbox
                size="sm"
                styles={{ body: { minBlockSize: "1.9rem", alignItems: "center" } }}
                checked={ticked}
                onChange={(event) => {
                  if (event.currentTarget.checked && at >= take) onTake(at + 1);
                  onTick(one.id, event.currentTarget.checked);
                }}
                label={
                  <>
                    <PlainValue value={one.caption} />
                    <span className={classes.quiet}>
                      {" "}
                      {one.out + one.back > 0 && ways(one.out > 0 ? format.number(one.out) : "", one.back > 0 ? format.number(one.back) : "")}
                      {one.out + one.back === 0 && one.stated > 1 && <>×{format.number(one.stated)}</>}
                      {one.first !== "" && <>{t("review.comma")}{[...new Set([one.first, one.last])].map((time) => format.exact(dayIn(time, ZONE))).join(" – ")}</>}
                      {several > 1 && one.of.length > 1 && <>{t("review.comma")}{format.counted("chart.expand.shared", one.of.length)}</>}
                    </span>
                  </>
                }
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
