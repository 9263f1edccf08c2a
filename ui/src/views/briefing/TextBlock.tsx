import { Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useRef, useState } from "react";

import { type Block, CONFIDENCES, type Given, LIKELIHOODS, said } from "@/core/briefing/document";
import { type Change, change as changed, insert, looseIn, typedIn } from "@/core/briefing/edit";
import type { Audience } from "@/core/briefing/server";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import { CiteDialog } from "./CiteDialog";
import { FigureDialog } from "./FigureDialog";
import { Refs } from "./Refs";

/** Text with values and figures put in by reference where the caret stands; what is typed by hand is counted. */
export function TextBlock({ caseId, block, name, audience, change }: { caseId: string; block: Block; name: string; audience: Audience; change: Change }) {
  const { t } = useLocale();
  const format = useFormat();
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const [dialog, setDialog] = useState<"cite" | "figure" | null>(null);
  const text = said(block, "text");
  const typed = typedIn(text);
  const loose = looseIn(block);
  const open = (which: "cite" | "figure") => {
    caret.current = area.current?.selectionStart ?? text.length;
    setDialog(which);
  };
  const put = (ref: Given) => {
    change((made) => insert(made, block.key, caret.current ?? text.length, ref));
    setDialog(null);
  };
  const set = (fields: Given, merge = "") => { change((made) => changed(made, block.key, fields), merge); };
  return (
    <Stack gap="xs">
      <Textarea ref={area} aria-label={name} dir="auto" autosize minRows={block.kind === "text" ? 3 : 1} maxRows={20} value={text} onChange={(event) => { set({ text: event.currentTarget.value }, `text ${block.key}`); }} />
      <Refs caseId={caseId} block={block} change={change} />
      {block.kind === "judgement" && (
        <Group gap="sm">
          <NativeSelect label={t("briefing.likelihood")} value={said(block, "likelihood")} data={LIKELIHOODS.map((value) => ({ value, label: t(`briefing.likelihood.${value}`) }))} onChange={(event) => { set({ likelihood: event.currentTarget.value }); }} />
          <NativeSelect label={t("briefing.confidence")} value={said(block, "confidence")} data={CONFIDENCES.map((value) => ({ value, label: t(`briefing.confidence.${value}`) }))} onChange={(event) => { set({ confidence: event.currentTarget.value }); }} />
        </Group>
      )}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" data-cite onClick={() => { open("cite"); }}>{t("briefing.cite")}</Button>
        <Button size="compact-sm" variant="default" data-figure onClick={() => { open("figure"); }}>{t("briefing.figure")}</Button>
        {typed.length > 0 && <Text size="xs" c="dimmed" data-typed>{format.counted("briefing.typed", typed.length)} <bdi dir="ltr">{typed.slice(0, 5).join("  ")}</bdi></Text>}
        {loose.length > 0 && <Text size="xs" role="alert" data-loose>{t("briefing.loose")} <bdi dir="ltr">{loose.map((one) => `{${one}}`).join(" ")}</bdi></Text>}
      </Group>
      {dialog === "cite" && <CiteDialog onRef={put} onClose={() => { setDialog(null); }} />}
      {dialog === "figure" && <FigureDialog caseId={caseId} audience={audience} onRef={put} onClose={() => { setDialog(null); }} />}
    </Stack>
  );
}
