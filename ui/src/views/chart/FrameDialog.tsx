import { Button, Checkbox, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { BORDERS, FEET, type Frame, FRAME_LINE, frameOf, NO_FRAME, unframed } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { PHOTO_MOST, usePhotos } from "@/core/chart/photos";
import { templatesQuery } from "@/core/chart/templates";
import { readDocument, saved } from "@/core/documents";
import { type Case, sourcesQuery } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "@/parts/Dialog";
import { NameDialog } from "@/parts/NameDialog";
import { ErrorNote } from "@/parts/Notes";

import { isPicture } from "./PhotoDialog";
import type { Chart } from "./useChart";

const LINES = ["agency", "unit", "note"] as const;

/** What the agency puts round the chart: a template of hers, or as it is written here; every change shows at once and can be undone. */
export function FrameDialog({ made, cases, caseId, onClose }: { made: Chart; cases: readonly Case[]; caseId: string; onClose: () => void }) {
  const { t } = useLocale();
  const queries = useQueryClient();
  const { frame } = made.state.chart;
  const [naming, name] = useState(false);
  const listed = useQueries({ queries: cases.map((one) => templatesQuery(one.id)) });
  const templates = listed.flatMap(({ data }) => data ?? []);
  const sources = useQuery(sourcesQuery);
  const pictures = (sources.data ?? []).filter((one) => isPicture(one.name) && one.size <= PHOTO_MOST && (caseId === "" || one.case === caseId));
  const { photos } = usePhotos(frame.mark === "" ? [] : [frame.mark]);
  const put = (next: Partial<Frame>, merge?: string) => { made.change("chart.step.frame", (now) => edit.framed(now, { ...now.frame, ...next }), merge === undefined ? {} : { merge: `frame ${merge}` }); };
  const take = useMutation({ mutationFn: (one: { case: string; id: string }) => readDocument(one.case, one.id), onSuccess: ({ body }) => { put(frameOf(body)); } });
  const keep = useMutation({
    mutationFn: (title: string) => saved({ case: caseId, id: "", version: 0, kind: "frame", title, body: { ...frame, foot: [...frame.foot] } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: templatesQuery(caseId).queryKey }),
  });
  const failed = listed.find(({ isError }) => isError)?.error ?? sources.error ?? take.error ?? keep.error;
  return (
    <Dialog onClose={onClose} size="40rem" title={t("command.chart.frame")}>
      <Stack gap="sm" data-frame-templates={templates.length}>
        <Text size="sm">{t("chart.frame.how")}</Text>
        {failed !== null && <ErrorNote error={failed} />}
        {templates.length > 0 && (
          <NativeSelect label={t("chart.frame.template")} value="" disabled={take.isPending} data={[{ value: "", label: t("chart.frame.choose") }, ...templates.map((one) => ({ value: one.id, label: one.title }))]} onChange={(event) => { const one = templates.find(({ id }) => id === event.currentTarget.value); if (one !== undefined) take.mutate(one); }} data-frame-template />
        )}
        {LINES.map((line) => (
          <TextInput key={line} label={t(`chart.frame.${line}`)} dir="auto" maxLength={FRAME_LINE} value={frame[line]} onChange={(event) => { put({ [line]: event.currentTarget.value }, line); }} />
        ))}
        <Group align="end" wrap="nowrap">
          {photos.get(frame.mark) !== undefined && <img src={photos.get(frame.mark)?.data} alt="" width={40} height={40} style={{ borderRadius: "50%" }} />}
          <NativeSelect label={t("chart.frame.mark")} description={pictures.length === 0 ? t("chart.photo.none") : undefined} value={frame.mark} data={[{ value: "", label: t("chart.frame.mark.none") }, ...pictures.map((one) => ({ value: one.id, label: one.name }))]} onChange={(event) => { put({ mark: event.currentTarget.value }); }} />
        </Group>
        <Group>
          <NativeSelect label={t("chart.frame.border")} value={frame.border} data={BORDERS.map((value) => ({ value, label: t(`chart.frame.border.${value}`) }))} onChange={(event) => { put({ border: BORDERS.find((one) => one === event.currentTarget.value) ?? "none" }); }} />
          <NativeSelect label={t("chart.frame.legend")} value={frame.legend} data={(["start", "end"] as const).map((value) => ({ value, label: t(`chart.frame.legend.${value}`) }))} onChange={(event) => { put({ legend: event.currentTarget.value === "end" ? "end" : "start" }); }} />
        </Group>
        <Fieldset legend={t("chart.frame.foot")}>
          <Group>
            {FEET.map((one) => (
              <Checkbox key={one} label={t(`chart.frame.foot.${one}`)} checked={frame.foot.includes(one)} onChange={(event) => { const on = event.currentTarget.checked; put({ foot: FEET.filter((other) => (other === one ? on : frame.foot.includes(other))) }); }} />
            ))}
          </Group>
        </Fieldset>
        <Group justify="flex-end">
          <Button variant="default" disabled={unframed(frame)} onClick={() => { put(NO_FRAME); }} data-frame-none>{t("chart.frame.none")}</Button>
          <Button variant="default" loading={keep.isPending} disabled={caseId === "" || unframed(frame)} onClick={() => { name(true); }} data-frame-save>{t("chart.frame.save")}</Button>
        </Group>
      </Stack>
      {naming && <NameDialog title={t("chart.frame.save")} label={t("chart.frame.name")} start={frame.agency} onName={(title) => { keep.mutate(title); }} onClose={() => { name(false); }} />}
    </Dialog>
  );
}
