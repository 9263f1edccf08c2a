import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";

import { type Board, boardHistoryQuery, boardQuery, nextBoard, type Ordering, useBoardAct } from "./hypotheses";
import { useFormat, ZONE } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { NameDialog } from "@/parts/NameDialog";
import { Onward } from "@/parts/Onward";
import { ErrorNote, Loading } from "@/parts/Notes";
import { EvidenceTable } from "./EvidenceTable";
import { SheetHead } from "../worksheets/Sheets";
import classes from "../Worksheets.module.css";
import { useSay, type WordKey } from "../words";

const ORDERINGS = ["cited", "telling", "credible"] as const satisfies readonly Ordering[];
/** A board of hypotheses: question, hypotheses, evidence with marks, counts without a verdict, and who wrote what. */
export function BoardView({ params: { case: caseId = "", board = "" } }: DeskPlace) {
  const found = useQuery(boardQuery(caseId, board));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return <Opened key={found.data.id} caseId={caseId} board={found.data} />;
}

function Opened({ caseId, board }: { caseId: string; board: Board }) {
  const say = useSay();
  const format = useFormat();
  const act = useBoardAct(caseId, board.id);
  const [ordering, order] = useState<Ordering>("cited");
  const [asking, setAsking] = useState(false);
  const change = (more: Parameters<typeof nextBoard>[1]) => { act.mutate({ do: "change", next: nextBoard(board, more) }); };
  return (
    <Stack maw="90rem" mx="auto">
      <SheetHead caseId={caseId} kind="hypotheses" id={board.id} title={board.title}>
        <Button size="compact-sm" variant="default" onClick={() => { setAsking(true); }}>{say("worksheet.rename")}</Button>
      </SheetHead>
      {asking && <NameDialog title={say("worksheet.rename")} label={say("hypotheses.title")} start={board.title} onClose={() => { setAsking(false); }} onName={(title) => { change({ title }); }} />}
      <Question key={`${board.version}`} board={board} onSave={(question) => { change({ question }); }} />
      {act.isError && <ErrorNote error={act.error} />}
      <Hypotheses board={board} busy={act.isPending} onChange={change} />
      <section aria-labelledby="evidence">
        <Group justify="space-between" align="flex-end" mb="xs">
          <Title order={2} id="evidence">{say("hypotheses.evidence")}</Title>
          {board.evidence.length > 1 && <NativeSelect size="xs" label={say("hypotheses.order")} value={ordering} data={ORDERINGS.map((one) => ({ value: one, label: say(`hypotheses.order.${one}`) }))} onChange={(event) => { order(event.currentTarget.value as Ordering); }} />}
        </Group>
        {board.evidence.length === 0 ? (
          <Text size="sm" c="dimmed">{say("hypotheses.evidence.none")}</Text>
        ) : (
          <>
            <EvidenceTable board={board} ordering={ordering} busy={act.isPending} onAct={(one) => { act.mutate(one); }} />
            <Text size="sm" mt="xs">{say("hypotheses.no-verdict")}</Text>
            {board.not_counted > 0 && <Text size="sm" c="dimmed">{format.countedText(say("hypotheses.not-counted"), board.not_counted)}</Text>}
          </>
        )}
      </section>
      <History caseId={caseId} board={board} />
    </Stack>
  );
}

function Question({ board, onSave }: { board: Board; onSave: (question: string) => void }) {
  const { t } = useLocale();
  const say = useSay();
  const [text, setText] = useState(board.question);
  return (
    <form onSubmit={(event) => { event.preventDefault(); onSave(text); }}>
      <Group align="flex-end" wrap="nowrap">
        <TextInput style={{ flexGrow: 1 }} maw="48rem" dir="auto" label={say("hypotheses.question")} value={text} maxLength={2000} onChange={(event) => { setText(event.currentTarget.value); }} />
        <Button type="submit" variant="default" disabled={text === board.question}>{t("notes.save")}</Button>
      </Group>
    </form>
  );
}

/** The hypotheses in the order in which they were written; none is ever taken off, one that is given up is withdrawn. */
function Hypotheses({ board, busy, onChange }: { board: Board; busy: boolean; onChange: (more: Parameters<typeof nextBoard>[1]) => void }) {
  const { t } = useLocale();
  const say = useSay();
  const format = useFormat();
  const [text, setText] = useState("");
  const [editing, edit] = useState<string | null>(null);
  const kept = nextBoard(board).hypotheses;
  const changed = (key: string, more: { text?: string; withdrawn?: boolean }) => { onChange({ hypotheses: kept.map((item) => (item.key === key ? { ...item, ...more } : item)) }); };
  return (
    <section aria-labelledby="hypotheses">
      <Title order={2} id="hypotheses">{say("tab.hypotheses")}</Title>
      <ol style={{ listStyle: "none", padding: 0 }}>
        {board.hypotheses.map((item) => (
          <li key={item.key} style={{ marginBlockEnd: "0.6rem" }} data-hypothesis={item.key}>
            {editing === item.key ? (
              <Wording start={item.text} onSave={(words) => { changed(item.key, { text: words }); edit(null); }} onClose={() => { edit(null); }} />
            ) : (
              <Group gap="xs">
                <Code>{item.key}</Code>
                <Text span td={item.withdrawn ? "line-through" : undefined} dir="auto" style={{ overflowWrap: "anywhere" }}>{item.text}</Text>
                {item.withdrawn && <Text span size="sm" fw={600}>{say("hypotheses.withdrawn")}</Text>}
                <Text span className={classes.quiet}>
                  <Data>{board.people[item.by] ?? ""}</Data>{separator()}{format.date(`${item.at.slice(0, 16)}Z`, ZONE)}
                </Text>
                <Button size="compact-xs" variant="subtle" aria-label={`${t("notes.edit")}: ${item.text}`} onClick={() => { edit(item.key); }}>{t("notes.edit")}</Button>
                <Button size="compact-xs" variant="subtle" disabled={busy} aria-label={`${say(item.withdrawn ? "hypotheses.reopen" : "hypotheses.withdraw")}: ${item.text}`} onClick={() => { changed(item.key, { withdrawn: !item.withdrawn }); }}>
                  {say(item.withdrawn ? "hypotheses.reopen" : "hypotheses.withdraw")}
                </Button>
              </Group>
            )}
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed">{say("hypotheses.new.help")} {say("hypotheses.seen")}</Text>
      <form onSubmit={(event) => { event.preventDefault(); if (text.trim() === "") return; onChange({ hypotheses: [...kept, { key: "", text: text.trim(), withdrawn: false }] }); setText(""); }}>
        <Group align="flex-end" wrap="nowrap">
          <TextInput style={{ flexGrow: 1 }} maw="48rem" dir="auto" label={say("hypotheses.new")} value={text} maxLength={8000} onChange={(event) => { setText(event.currentTarget.value); }} />
          <Button type="submit" variant="default" loading={busy} disabled={text.trim() === ""}>{say("hypotheses.add")}</Button>
        </Group>
      </form>
    </section>
  );
}

function Wording({ start, onSave, onClose }: { start: string; onSave: (words: string) => void; onClose: () => void }) {
  const { t } = useLocale();
  const say = useSay();
  const [words, setWords] = useState(start);
  return (
    <Stack gap="xs" maw="48rem">
      <Textarea dir="auto" autosize minRows={1} data-autofocus aria-label={say("hypotheses.words")} value={words} maxLength={8000} onChange={(event) => { setWords(event.currentTarget.value); }} />
      <Group gap="xs">
        <Button size="compact-sm" disabled={words.trim() === ""} onClick={() => { onSave(words.trim()); }}>{t("notes.save")}</Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>{t("dialog.cancel")}</Button>
      </Group>
    </Stack>
  );
}

/** Who wrote what and when. */
function History({ caseId, board }: { caseId: string; board: Board }) {
  const say = useSay();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...boardHistoryQuery(caseId, board.id), enabled: open });
  const named = (about: string) => {
    if (about.startsWith("h")) return about;
    const piece = board.evidence.find((item) => item.id === about);
    return piece?.cited.value?.value ?? about.slice(0, 6);
  };
  return (
    <details onToggle={(event) => { setOpen(event.currentTarget.open); }}>
      <summary>{say("worksheet.history")}</summary>
      {found.isPending && open && <Loading />}
      {found.isError && <ErrorNote error={found.error} />}
      <ul data-history>
        {(found.data ?? []).map((item, at) => (
          <li key={at}>
            <Text span size="sm">
              {format.date(`${item.at.slice(0, 16)}Z`, ZONE)}{separator()}<Data>{item.by_name}</Data>{separator()}{say(`hypotheses.act.${item.act}` as WordKey)}
              {item.about !== "" && <> <Data>{named(item.about)}</Data></>}
              {item.before !== "" && <>{separator()}<Data>{item.before}</Data></>}
              {item.after !== "" && <> <Onward /> <Data>{item.after}</Data></>}
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}
