import { Anchor, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { Statement } from "@/core/entities";
import { boardQuery, boardsQuery, type Credibility, type Mark, useBeginBoard, useBoardAct } from "./hypotheses";
import { useCases } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "@/parts/Dialog";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { CredibilityField, MarkField, withMark } from "./MarkFields";
import { useSay } from "../words";

/** Puts a recorded value on a board of hypotheses, with how it fits each of them. */
export function UseAsEvidence({ statement, onClose }: { statement: Statement; onClose: () => void }) {
  const { t } = useLocale();
  const say = useSay();
  const cases = useCases();
  const [chosen, choose] = useState<string | null>(null);
  const first = cases.data?.find((item) => item.id === statement.case) ?? cases.data?.[0];
  const caseId = chosen ?? first?.id ?? "";
  return (
    <Dialog onClose={onClose} size="lg" title={say("evidence.use")}>
      <Stack>
        <Text size="sm"><PlainValue value={statement.value} /></Text>
        {cases.isPending && <Loading />}
        {cases.isError && <ErrorNote error={cases.error} />}
        {cases.data?.length === 0 && <Empty title={t("deposit.no-case")}>{null}</Empty>}
        {(cases.data?.length ?? 0) > 1 && <NativeSelect label={t("said.case")} value={caseId} data={(cases.data ?? []).map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { choose(event.currentTarget.value); }} />}
        {caseId !== "" && <OfCase key={caseId} caseId={caseId} statement={statement} onClose={onClose} />}
      </Stack>
    </Dialog>
  );
}

function OfCase({ caseId, statement, onClose }: { caseId: string; statement: Statement; onClose: () => void }) {
  const say = useSay();
  const boards = useQuery(boardsQuery(caseId));
  const begin = useBeginBoard(caseId);
  const [chosen, choose] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  if (boards.isPending) return <Loading />;
  if (boards.isError) return <ErrorNote error={boards.error} />;
  const board = chosen ?? boards.data[0]?.id ?? "";
  return (
    <>
      {boards.data.length > 0 && <NativeSelect label={say("hypotheses.board")} value={board} data={boards.data.map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { choose(event.currentTarget.value); }} />}
      {board === "" ? (
        <form onSubmit={(event) => { event.preventDefault(); begin.mutate({ title: title.trim(), question: "" }, { onSuccess: (made) => { choose(made.id); } }); }}>
          <Group align="flex-end">
            <TextInput style={{ flexGrow: 1 }} data-autofocus dir="auto" label={say("hypotheses.title")} value={title} maxLength={300} onChange={(event) => { setTitle(event.currentTarget.value); }} />
            <Button type="submit" loading={begin.isPending} disabled={title.trim() === ""}>{say("hypotheses.begin")}</Button>
          </Group>
          {begin.isError && <ErrorNote error={begin.error} />}
        </form>
      ) : (
        <Judged key={board} caseId={caseId} board={board} statement={statement} onClose={onClose} />
      )}
    </>
  );
}

function Judged({ caseId, board, statement, onClose }: { caseId: string; board: string; statement: Statement; onClose: () => void }) {
  const { t } = useLocale();
  const say = useSay();
  const found = useQuery(boardQuery(caseId, board));
  const act = useBoardAct(caseId, board);
  const [marks, setMarks] = useState<Record<string, Mark>>({});
  const [credibility, setCredibility] = useState<Credibility>("unknown");
  const [note, setNote] = useState("");
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} />;
  if (act.isSuccess)
    return (
      <Stack role="status">
        <Text>{say("hypotheses.cited")}</Text>
        <Group>
          <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "reasoning", _splat: `hypotheses/${caseId}/${board}` }} {...props} />} onClick={onClose}>{say("hypotheses.open")}</Anchor>
          <Button variant="default" onClick={onClose}>{t("dialog.close")}</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={(event) => { event.preventDefault(); act.mutate({ do: "cite", entity: statement.entity, statement: statement.id, judged: { marks, credibility, note: note.trim() } }); }}>
      <Stack>
        {found.data.hypotheses.length === 0 && <Text size="sm" c="dimmed">{say("hypotheses.cite.none")}</Text>}
        {found.data.hypotheses.filter((item) => !item.withdrawn).map((item) => (
          <MarkField key={item.key} label={item.text} mark={marks[item.key] ?? ""} onMark={(mark) => { setMarks(withMark(marks, item.key, mark)); }} />
        ))}
        <CredibilityField label={say("hypotheses.credibility")} value={credibility} onValue={setCredibility} />
        <Textarea dir="auto" autosize minRows={2} label={say("hypotheses.note")} value={note} maxLength={8000} onChange={(event) => { setNote(event.currentTarget.value); }} />
        {act.isError && <ErrorNote error={act.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t("dialog.cancel")}</Button>
          <Button type="submit" loading={act.isPending} data-cite>{say("hypotheses.cite")}</Button>
        </Group>
      </Stack>
    </form>
  );
}
