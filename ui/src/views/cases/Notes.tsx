import { Button, Group, Paper, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { noteBody, type Reference, wholeQuery } from "@/core/casework";
import { type CaseDocument, useDeleteDocument, useSaveDocument } from "@/core/documents";
import { useFormat, ZONE } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ErrorNote, Loading } from "@/parts/Notes";
import { About } from "./About";

/** Notes of a case; of one thing where it is given. A note is no recorded value: it has an author and a time, and no document behind it. */
export function Notes({ caseId, about }: { caseId: string; about?: Reference }) {
  const { t } = useLocale();
  const notes = useQuery(wholeQuery(caseId, "note"));
  const shown = (notes.data ?? []).filter((note) => about === undefined || noteBody(note).about.some((item) => item.entity === about.entity));
  return (
    <Stack>
      <Add caseId={caseId} {...(about === undefined ? {} : { about })} />
      {notes.isPending && <Loading />}
      {notes.isError && <ErrorNote error={notes.error} retry={() => void notes.refetch()} />}
      {notes.data !== undefined && shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("notes.none")}
        </Text>
      )}
      {shown.map((note) => (
        <Note key={note.id} note={note} linked={about === undefined} />
      ))}
    </Stack>
  );
}

function Note({ note, linked }: { note: CaseDocument; linked: boolean }) {
  const { t } = useLocale();
  const format = useFormat();
  const save = useSaveDocument();
  const remove = useDeleteDocument();
  const told = noteBody(note);
  const [text, setText] = useState<string | null>(null);
  const failed = save.error ?? remove.error;
  return (
    <Paper withBorder p="sm" data-note>
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          <Data>{note.by_name}</Data>{separator()}{format.date(`${note.at.slice(0, 16)}Z`, ZONE)}
        </Text>
        <Group gap={4}>
          <Button size="compact-xs" variant="subtle" onClick={() => { setText(text === null ? told.text : null); }}>
            {t(text === null ? "notes.edit" : "dialog.cancel")}
          </Button>
          <Button size="compact-xs" variant="subtle" loading={remove.isPending} onClick={() => { remove.mutate(note); }}>
            {t("charts.away")}
          </Button>
        </Group>
      </Group>
      {text === null ? (
        <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }} dir="auto">
          {told.text}
        </Text>
      ) : (
        <Stack gap="xs">
          <Textarea aria-label={t("notes.text")} dir="auto" autosize minRows={2} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
          <Group>
            <Button size="compact-sm" loading={save.isPending} disabled={text.trim() === ""} onClick={() => { save.mutate({ case: note.case, id: note.id, version: note.version, kind: "note", title: titleOf(text), body: { ...note.body, text } }, { onSuccess: () => { setText(null); } }); }}>
              {t("notes.save")}
            </Button>
          </Group>
        </Stack>
      )}
      {failed !== null && <ErrorNote error={failed} />}
      {linked && <About about={told.about} />}
    </Paper>
  );
}

const titleOf = (text: string): string => (text.trim().split("\n")[0] ?? "").slice(0, 120);

function Add({ caseId, about }: { caseId: string; about?: Reference }) {
  const { t } = useLocale();
  const save = useSaveDocument();
  const [text, setText] = useState("");
  return (
    <form onSubmit={(event) => { event.preventDefault(); save.mutate({ case: caseId, id: "", version: 0, kind: "note", title: titleOf(text), body: { text: text.trim(), about: about === undefined ? [] : [about] } }, { onSuccess: () => { setText(""); } }); }}>
      <Stack gap="xs">
        <Textarea label={t("notes.text")} description={t("notes.help")} dir="auto" autosize minRows={2} maxRows={12} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
        {save.isError && <ErrorNote error={save.error} />}
        <Group>
          <Button type="submit" size="compact-sm" loading={save.isPending} disabled={text.trim() === ""}>
            {t("notes.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
