import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { type Edited, useKeepMapping, useRead } from "@/core/mapping";
import type { Source } from "@/core/sources";
import { useFormat } from "@/core/format";
import { isolated } from "@/design/direction";
import { useLocale } from "@/i18n/LocaleContext";

import { ZONES } from "../deposit/DetailsForm";
import { Done } from "@/parts/Done";
import { ErrorNote } from "@/parts/Notes";
import { Step } from "@/parts/Step";

interface Props {
  source: Source;
  given: Edited;
  /** Whether nothing was changed of what the program proposes. */
  proposed: boolean;
  name: string;
  /** Absent while the mapping is edited as text, where its name stands. */
  onName: ((name: string) => void) | undefined;
  ready: boolean;
  /** The reason that stands there before one is typed. */
  why: string;
}

/** Keeps the mapping as the next version of its name, and reads the document under it. Nothing typed is lost when that is refused. */
export function KeepForm({ source, given, proposed, name, onName, ready, why }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const keep = useKeepMapping();
  const read = useRead();
  const [reason, setReason] = useState(why);
  const [zone, setZone] = useState(source.zone);
  const again = source.state === "published";
  const failed = read.error ?? keep.error;
  const go = (kept: boolean) => {
    read.mutate({ source: source.id, mapping: "", reason, zone: zone === source.zone ? "" : zone, ...(kept ? { keep: { case: source.case, given } } : {}) });
  };
  return (
    <Paper withBorder p="md" component="form" onSubmit={(event) => { event.preventDefault(); go(true); }}>
      <Stack gap="sm">
        {again && <TextInput label={t("mapping.reason")} description={t("mapping.reason.text")} dir="auto" required withAsterisk={false} maxLength={2000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />}
        {again && <NativeSelect label={t("said.zone")} data={[...(source.zone === "" ? [{ value: "", label: t("said.zone.none") }] : []), ...[...new Set([...ZONES, ...(source.zone === "" ? [] : [source.zone])])].map((value) => ({ value, label: format.zone(value) }))]} value={zone} onChange={(event) => { setZone(event.currentTarget.value); }} />}
        {onName !== undefined && <TextInput label={t("mapping.name")} description={t("mapping.name.text")} dir="auto" required withAsterisk={false} maxLength={200} value={name} onChange={(event) => { onName(event.currentTarget.value); }} />}
        {failed !== null && <ErrorNote error={failed} />}
        {keep.data !== undefined && (
          <Text size="sm" role="status">
            {t("mapping.kept", { name: isolated(keep.data.name), n: format.number(keep.data.version) })}
          </Text>
        )}
        {read.data !== undefined && <Done key={read.data.no} next={<Step to="/sources/$id" params={{ id: source.id }}>{t("mapping.reading.open")}</Step>}>{t("mapping.reading")}</Done>}
        <Group>
          {proposed && (
            <Button loading={read.isPending} disabled={again && reason.trim() === ""} onClick={() => { go(false); }}>
              {t(again ? "mapping.read-again.proposed" : "mapping.read.proposed")}
            </Button>
          )}
          <Button type="submit" variant={proposed ? "default" : "filled"} loading={read.isPending} disabled={!ready || (again && reason.trim() === "")}>
            {t(again ? "mapping.read-again" : "mapping.read")}
          </Button>
          <Button variant="default" loading={keep.isPending} disabled={!ready} onClick={() => { keep.mutate({ case: source.case, given, source: source.id }); }}>
            {t("mapping.keep")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
