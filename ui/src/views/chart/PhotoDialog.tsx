import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import * as edit from "@/core/chart/edit";
import { PHOTO_MOST, usePhotos } from "@/core/chart/photos";
import { useFormat } from "@/core/format";
import { sought } from "@/core/sought";
import { sourcesQuery } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";

import type { Chart } from "./useChart";

/** Whether a name is that of a picture that the page can show. */
export const isPicture = (name: string): boolean => PICTURE.test(name);

const PICTURE = /\.(?:jpe?g|png|gif|bmp|webp)$/i;
const MOST = 60;

/** Which picture of the case's originals stands for an item. */
export function PhotoDialog({ made, ids, caseId, onClose }: { made: Chart; ids: readonly string[]; caseId: string; onClose: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const sources = useQuery(sourcesQuery);
  const [find, setFind] = useState("");
  const every = (sources.data ?? []).filter((one) => isPicture(one.name) && (caseId === "" || one.case === caseId));
  const fits = sought(find);
  const found = every.filter((one) => fits(one.name));
  const pictures = found.slice(0, MOST);
  const { photos } = usePhotos(pictures.filter((one) => one.size <= PHOTO_MOST).map((one) => one.id));
  const choose = (source: string | null) => {
    made.change("chart.step.photo", (now) => edit.photograph(now, ids, source), { count: ids.length });
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t("command.chart.photo")}>
      <Stack gap="sm" data-photos={pictures.length}>
        <Text size="sm">{t("chart.photo.how")}</Text>
        {sources.isPending && <Loading />}
        {sources.isError && <ErrorNote error={sources.error} retry={() => void sources.refetch()} />}
        {every.length > MOST && <TextInput dir="auto" label={t("chart.photo.find")} value={find} onChange={(event) => { setFind(event.currentTarget.value); }} />}
        {found.length > pictures.length && <Text size="sm" role="status" data-more={found.length - pictures.length}>{t("chart.photo.more", { n: format.number(pictures.length), all: format.number(found.length) })}</Text>}
        {every.length > 0 && found.length === 0 && <Text size="sm" role="status">{t("chart.photo.not-found")}</Text>}
        {sources.data !== undefined && every.length === 0 && <Text size="sm">{t("chart.photo.none")}</Text>}
        {pictures.map((one) => {
          const photo = photos.get(one.id);
          return (
            <Group key={one.id} wrap="nowrap" justify="space-between" data-photo={one.id}>
              <Group wrap="nowrap" gap="sm">
                {photo !== undefined && <img src={photo.data} alt="" width={48} height={48} style={{ borderRadius: "50%" }} />}
                <div>
                  <PlainValue value={one.name} />
                  {one.size > PHOTO_MOST && <Text size="xs">{t("chart.photo.large", { size: format.number(Math.round(one.size / 1_000_000)), most: format.number(PHOTO_MOST / 1_000_000) })}</Text>}
                </div>
              </Group>
              <Button size="compact-sm" variant="default" disabled={photo === undefined} aria-label={`${t("chart.photo.take")}: ${one.name}`} onClick={() => { choose(one.id); }}>
                {t("chart.photo.take")}
              </Button>
            </Group>
          );
        })}
        {ids.some((id) => made.state.chart.items.get(id)?.photo !== undefined) && (
          <Button variant="default" onClick={() => { choose(null); }} data-no-photo>
            {t("chart.photo.off")}
          </Button>
        )}
      </Stack>
    </Dialog>
  );
}
