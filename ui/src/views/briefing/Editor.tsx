import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";

import { type Briefing, type Kind, KINDS, type Language, LANGUAGES } from "@/core/briefing/document";
import { add } from "@/core/briefing/edit";
import { useHistory } from "@/core/briefing/history";
import { type Audience, useBriefingProduct } from "@/core/briefing/server";
import type { CaseDocument } from "@/core/documents";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";

import { BlockCard } from "./BlockCard";
import classes from "./Briefing.module.css";
import { Preview } from "./Preview";
import { useKeeping } from "./useKeeping";

interface Props {
  caseId: string;
  start: Briefing;
  id: string;
  version: number;
  onBegun: (made: CaseDocument) => void;
}

/** The blocks of a briefing beside how it reads. Ctrl+Z and Ctrl+Shift+Z take back and do again, Ctrl+S saves, Alt with an arrow moves a block. */
export function Editor({ caseId, start, id, version, onBegun }: Props) {
  const { t } = useLocale();
  const navigate = useNavigate();
  const { now, change, undo, redo, canUndo, canRedo } = useHistory(start);
  const [audience, setAudience] = useState<Audience>("agency");
  const [shown, setShown] = useState(true);
  const [fresh, setFresh] = useState(0);
  const keep = useKeeping(caseId, now, { id, version }, t("briefing.untitled"), onBegun);
  const product = useBriefingProduct(caseId);
  const put = (kind: Kind) => {
    setFresh(now.next);
    change((made) => add(made, made.blocks.length, kind));
  };
  const prepare = async () => {
    const document = await keep.save();
    if (document !== "") product.mutate({ id: document, audience }, { onSuccess: () => void navigate({ to: "/cases/$id", params: { id: caseId }, search: { tab: "products" } }) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const act = event.code === "KeyS" ? () => void keep.save() : event.code === "KeyY" || (event.code === "KeyZ" && event.shiftKey) ? redo : event.code === "KeyZ" ? undo : null;
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div onKeyDown={onKeyDown}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={1}>{t("briefing.write")}</Title>
          <Group gap="xs">
            <Text size="sm" c="dimmed" role="status" data-kept={keep.state}>{t(`briefing.kept.${keep.state}`)}</Text>
            <Button variant="default" size="compact-sm" disabled={!canUndo} onClick={undo} leftSection={<Icon name="undo" size={16} />}>{t("command.chart.undo")}</Button>
            <Button variant="default" size="compact-sm" disabled={!canRedo} onClick={redo} leftSection={<Icon name="redo" size={16} />}>{t("command.chart.redo")}</Button>
            <Button variant="default" size="compact-sm" loading={keep.state === "saving"} disabled={now.blocks.length === 0} onClick={() => void keep.save()}>{t("notes.save")}</Button>
            <Button variant="default" size="compact-sm" aria-pressed={shown} onClick={() => { setShown(!shown); }}>{t("briefing.preview")}</Button>
          </Group>
        </Group>
        <Text size="sm" c="dimmed">{t("briefing.about", { alt: "Alt" })}</Text>
        {keep.error !== null && <ErrorNote error={keep.error} />}
        <Group align="end" gap="sm">
          <TextInput label={t("briefing.title")} dir="auto" maxLength={300} value={now.title} style={{ flexGrow: 1 }} onChange={(event) => { const title = event.currentTarget.value; change((made) => ({ ...made, title }), "title"); }} />
          <NativeSelect label={t("products.language")} value={now.language} data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))} onChange={(event) => { const language = event.currentTarget.value as Language; change((made) => ({ ...made, language })); }} />
          <NativeSelect label={t("products.for")} value={audience} data={(["agency", "court"] as const).map((value) => ({ value, label: t(`products.for.${value}`) }))} onChange={(event) => { setAudience(event.currentTarget.value === "court" ? "court" : "agency"); }} />
          <Button loading={product.isPending} disabled={now.blocks.length === 0} onClick={() => void prepare()}>{t("briefing.prepare")}</Button>
        </Group>
        {product.isError && <ErrorNote error={product.error} />}
        <div className={classes.work} data-preview={shown || undefined}>
          <Stack gap="sm">
            {now.blocks.length === 0 && <Alert color="gray" title={t("briefing.empty")}>{t("briefing.empty.next")}</Alert>}
            {now.blocks.map((block, at) => (
              <BlockCard key={block.key} caseId={caseId} block={block} at={at} count={now.blocks.length} audience={audience} focus={block.key === fresh} change={change} />
            ))}
            <Group gap="xs" role="group" aria-label={t("briefing.add")} data-add>
              <Text size="sm">{t("briefing.add")}</Text>
              {KINDS.map((kind) => (
                <Button key={kind} size="compact-sm" variant="default" data-add-kind={kind} onClick={() => { put(kind); }}>{t(`briefing.kind.${kind}`)}</Button>
              ))}
            </Group>
          </Stack>
          {shown && <Preview caseId={caseId} made={now} audience={audience} />}
        </div>
      </Stack>
    </div>
  );
}
