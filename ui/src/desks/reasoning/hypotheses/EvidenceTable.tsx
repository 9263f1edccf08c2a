import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";

import { type Board, type BoardAct, type Hypothesis, type Judging, type Mark, MARK_WORDS, type Ordering, orderedPieces, type Piece } from "./hypotheses";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { CitedValue } from "../worksheets/CitedValue";
import { CredibilityField, MarkField, withMark } from "./MarkFields";
import classes from "../Worksheets.module.css";
import { useSay } from "../words";

interface Props {
  board: Board;
  ordering: Ordering;
  busy: boolean;
  onAct: (act: BoardAct) => void;
}

/** A row for each piece of evidence, a column for each hypothesis; below them how much fits, with no verdict. */
export function EvidenceTable({ board, ordering, busy, onAct }: Props) {
  const say = useSay();
  const format = useFormat();
  const counts = ["consistent", "inconsistent", "neutral", "unjudged"] as const;
  return (
    <div className={classes.frame} tabIndex={0} role="region" aria-label={say("hypotheses.evidence")}>
      <table className={classes.board} data-board>
        <thead>
          <tr>
            <th scope="col">{say("hypotheses.value")}</th>
            <th scope="col">{say("hypotheses.credibility")}</th>
            {board.hypotheses.map((item) => (
              <th key={item.key} scope="col" data-withdrawn={item.withdrawn || undefined}>
                <span className={classes.key}><bdi dir="ltr">{item.key}</bdi></span> <Data>{item.text}</Data>
              </th>
            ))}
            <th scope="col">{say("hypotheses.tells-apart")}</th>
          </tr>
        </thead>
        <tbody>
          {orderedPieces(board.evidence, ordering).map((piece) => (
            <Line key={`${piece.id} ${piece.version}`} piece={piece} board={board} busy={busy} onAct={onAct} />
          ))}
        </tbody>
        <tfoot>
          {counts.map((name) => (
            <tr key={name} data-tally={name}>
              <th scope="row" colSpan={2}>{say(`hypotheses.tally.${name}`)}</th>
              {board.tallies.map((tally) => (
                <td key={tally.key}>
                  {format.number(tally[name])}
                  {name === "inconsistent" && tally.strongly > 0 && <span className={classes.quiet}> ({format.countedText(say("hypotheses.strongly"), tally.strongly)})</span>}
                </td>
              ))}
              <td />
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}

function Line({ piece, board, busy, onAct }: { piece: Piece; board: Board; busy: boolean; onAct: (act: BoardAct) => void }) {
  const say = useSay();
  const format = useFormat();
  const stands = piece.cited.state === "stands";
  const judged: Judging = { marks: piece.marks, credibility: piece.credibility, note: piece.note };
  const judge = (more: Partial<Judging>) => { onAct({ do: "judge", piece, judged: { ...judged, ...more } }); };
  const about = piece.cited.value?.value ?? "";
  return (
    <tr data-closed={!stands || undefined} data-evidence={piece.id}>
      <td className={classes.value}>
        <CitedValue cited={piece.cited} people={board.people} />
        <Note piece={piece} onSave={(note) => { judge({ note }); }} />
        <div className={classes.quiet}>
          <Data>{board.people[piece.by] ?? ""}</Data>{separator()}{format.date(piece.at.slice(0, 10))}
          {piece.changed_at !== piece.at && <>{separator()}{say("hypotheses.changed-by")} <Data>{board.people[piece.changed_by] ?? ""}</Data></>}
          <Button size="compact-xs" variant="subtle" disabled={busy} aria-label={`${say("hypotheses.set-aside")}: ${about}`} onClick={() => { onAct({ do: "set-aside", piece }); }}>{say("hypotheses.set-aside")}</Button>
        </div>
      </td>
      <td>
        <CredibilityField hidden label={`${say("hypotheses.credibility")}: ${about}`} value={judged.credibility} onValue={(credibility) => { judge({ credibility }); }} />
      </td>
      {board.hypotheses.map((item) => (
        <MarkCell key={item.key} item={item} piece={piece} about={about} onMark={(mark) => { judge({ marks: withMark(judged.marks, item.key, mark) }); }} />
      ))}
      <td>{piece.tells_apart === null ? say("hypotheses.tells.unknown") : say(piece.tells_apart ? "hypotheses.tells.yes" : "hypotheses.tells.no")}</td>
    </tr>
  );
}

/** A withdrawn hypothesis keeps its marks; they are read, not changed. */
function MarkCell({ item, piece, about, onMark }: { item: Hypothesis; piece: Piece; about: string; onMark: (mark: Mark | "") => void }) {
  const say = useSay();
  const mark = (piece.marks[item.key] ?? "");
  if (item.withdrawn) return <td>{mark === "" ? "–" : say(MARK_WORDS[mark])}</td>;
  return (
    <td>
      <MarkField hidden label={`${item.key} ${item.text}: ${about}`} mark={mark} onMark={onMark} />
    </td>
  );
}

function Note({ piece, onSave }: { piece: Piece; onSave: (note: string) => void }) {
  const { t } = useLocale();
  const say = useSay();
  const [text, setText] = useState<string | null>(null);
  if (text === null)
    return (
      <Group gap={4}>
        {piece.note !== "" && <Data>{piece.note}</Data>}
        <Button size="compact-xs" variant="subtle" onClick={() => { setText(piece.note); }}>{piece.note === "" ? say("hypotheses.note.add") : t("notes.edit")}</Button>
      </Group>
    );
  return (
    <>
      <Textarea dir="auto" autosize minRows={1} size="xs" aria-label={say("hypotheses.note")} value={text} maxLength={8000} onChange={(event) => { setText(event.currentTarget.value); }} />
      <Group gap={4} mt={4}>
        <Button size="compact-xs" onClick={() => { onSave(text); setText(null); }}>{t("notes.save")}</Button>
        <Button size="compact-xs" variant="default" onClick={() => { setText(null); }}>{t("dialog.cancel")}</Button>
      </Group>
    </>
  );
}
