import { Anchor, Badge, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DueTime } from "@/parts/DueTime";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import table from "@/parts/Table.module.css";

import { type Backlog, backlogQuery } from "../server";
import { called, useSay } from "../words";

const KINDS = ["all", "bench", "review", "overdue"] as const;
/** Not handed in for review yet. */
const AT_BENCH: ReadonlySet<string> = new Set(["not-begun", "examined"]);
const fits = (one: Backlog["lines"][number], kind: string): boolean => kind === "bench" ? AT_BENCH.has(one.state) : kind === "review" ? !AT_BENCH.has(one.state) : kind === "overdue" ? (one.days_left ?? 0) < 0 : true;

/** What waits in every case that one may read, what is wanted first at the top; each number leads to its lines. */
export function BacklogView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(backlogQuery);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { lines, at_bench, in_review, overdue } = found.data;
  const kind = KINDS.find((one) => one === search["show"]) ?? "all";
  const counts = { all: lines.length, bench: at_bench, review: in_review, overdue };
  const shown = lines.filter((one) => fits(one, kind));
  return (
    <Stack maw="84rem" mx="auto" data-backlog>
      <DeskHead title={say("backlog")} help={say("backlog.help")} />
      {lines.length === 0 ? <Empty title={say("backlog.none")} /> : (
        <>
          <div role="group" aria-label={say("backlog")} style={{ display: "flex", gap: "0.5rem", flexWrap: "wrap" }}>
            {KINDS.map((one) => <button key={one} type="button" className={table.choice} style={{ inlineSize: "auto", fontWeight: one === kind ? 600 : 400 }} aria-pressed={one === kind} data-show={one} onClick={() => { go({ show: one === "all" ? undefined : one }); }}>{called(say, `backlog.${one}`)}: {format.number(counts[one])}</button>)}
          </div>
          {shown.length === 0 ? <Empty title={say("backlog.none-so")} /> : (
            <div className={table.frame} tabIndex={0} role="region" aria-label={say("backlog")}>
              <table className={table.table}>
                <thead><tr>{(["exhibit", "case", "seizure", "due_on", "age", "holder", "state"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
                <tbody>
                  {shown.map((one) => (
                    <tr key={one.examination} data-backlog-line={one.exhibit}>
                      <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `exhibit/${one.case}/${one.examination}` }} {...props} />}><Code>{one.exhibit}</Code></Anchor></th>
                      <td><Data>{one.case_title}</Data></td>
                      <td>{one.seizure === "" ? "–" : <Code>{one.seizure}</Code>}</td>
                      <td>{one.until === null ? say("backlog.no-day") : <DueTime until={one.until} />}</td>
                      <td>{one.age === null ? "–" : <>{format.countedText(say("backlog.age"), one.age)}<Text size="xs" c="dimmed">{one.received === null ? "" : format.date(one.received)}</Text></>}</td>
                      <td>{one.holder === "" ? say("backlog.nobody") : <Data>{one.holder}</Data>}</td>
                      <td><Badge variant="outline" tt="none">{called(say, `state.${one.state}`)}</Badge></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Stack>
  );
}
