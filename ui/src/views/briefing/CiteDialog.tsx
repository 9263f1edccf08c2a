import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Given } from "@/core/briefing/document";
import { byProperty, type Entity, entityQuery } from "@/core/entities";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "@/parts/Dialog";
import { GradeMark } from "@/parts/Marks";
import { Picker } from "@/parts/Picker";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Value } from "@/parts/Value";

import classes from "./Briefing.module.css";

/** Finds a thing by name or number and takes one of its recorded values, to be printed and cited or only cited. */
export function CiteDialog({ onRef, onClose }: { onRef: (ref: Given) => void; onClose: () => void }) {
  const { t } = useLocale();
  const [about, setAbout] = useState("");
  const found = useQuery({ ...entityQuery(about), enabled: about !== "" });
  return (
    <Dialog onClose={onClose} size="xl" title={t("briefing.cite")}>
      <Stack gap="sm">
        <Picker label={t("briefing.cite.about")} range="Thing" id={about} onPick={setAbout} />
        {about !== "" && found.isPending && <Loading />}
        {found.isError && <ErrorNote error={found.error} />}
        {about !== "" && found.data !== undefined && <Recorded entity={found.data} onRef={onRef} />}
      </Stack>
    </Dialog>
  );
}

function Recorded({ entity, onRef }: { entity: Entity; onRef: (ref: Given) => void }) {
  const { t } = useLocale();
  const words = useWords();
  const rows = byProperty(entity, words.vocabulary.schemata[entity.schema]).flatMap(({ prop, values }) => values.flatMap(({ value, statements }) => statements.map((one) => ({ prop, value, one }))));
  if (rows.length === 0) return <Text size="sm">{t("entity.no-values")}</Text>;
  return (
    <ul className={classes.choices} data-values>
      {rows.map(({ prop, value, one }) => (
        <li key={one.id}>
          <div>
            <Text size="xs" c="dimmed">{words.propertyLabel(entity.schema, prop)}</Text>
            {one.target_caption ? <Data>{one.target_caption}</Data> : <Value schema={entity.schema} prop={prop} value={value} />}
            <Text size="xs" c="dimmed" component="div"><Data>{one.source_name}</Data> <GradeMark grade={one.grade} /></Text>
          </div>
          <Group gap={4} wrap="nowrap">
            <Button size="compact-xs" data-print onClick={() => { onRef({ value: { entity: one.entity, statement: one.id } }); }}>{t("briefing.cite.print")}</Button>
            <Button size="compact-xs" variant="default" onClick={() => { onRef({ value: { entity: one.entity, statement: one.id }, cite_only: true }); }}>{t("briefing.cite.only")}</Button>
          </Group>
        </li>
      ))}
    </ul>
  );
}
