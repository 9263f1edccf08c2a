import { Button, Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { separator } from "@/i18n/separator";

import classes from "./Covert.module.css";
import { useSay } from "./words";

interface LogLine {
  readonly seq: number;
  readonly late: boolean;
  readonly written: string;
  readonly corrected_by: number;
}

/** A log, the newest line first: its number and `head`, its words, what stands `below` them, whether it was late or corrected; and the way to older lines. */
export function LogLines<T extends LogLine>({ lines, shown, before, onBefore, head, words, below }: { lines: number; shown: readonly T[]; before: number; onBefore: (before: number) => void; head: (line: T) => ReactNode; words: (line: T) => string; below?: (line: T) => ReactNode }) {
  const say = useSay();
  const format = useFormat();
  return (
    <>
      <section aria-labelledby="log">
        <Title order={2} size="h4" id="log">{say("log")}</Title>
        <ol style={{ listStyle: "none", padding: 0, margin: 0 }}>
          {shown.toReversed().map((line) => (
            <li key={line.seq} data-line={line.seq} className={classes.item} style={{ marginBlockEnd: "0.75rem" }}>
              <Text size="sm"><Code>{format.number(line.seq)}</Code>{separator()}{head(line)}</Text>
              <div className={classes.said}><Data>{words(line)}</Data></div>
              {below?.(line)}
              {line.late && <Text size="sm" fw={600}>{say("log.late", { when: format.date(line.written) })}</Text>}
              {line.corrected_by > 0 && <Text size="sm">{say("log.corrected", { n: format.number(line.corrected_by) })}</Text>}
            </li>
          ))}
        </ol>
      </section>
      {lines > shown.length && <Pages lines={lines} first={shown.at(0)?.seq ?? 0} last={shown.at(-1)?.seq ?? 0} before={before} onBefore={onBefore} />}
    </>
  );
}

/** Which lines are shown, and the way to older ones. `before` 0: the latest lines. */
function Pages({ lines, first, last, before, onBefore }: { lines: number; first: number; last: number; before: number; onBefore: (before: number) => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Group gap="sm" data-log-pages>
      <Text size="sm">{say("log.part", { first: format.number(first), last: format.number(last), n: format.number(lines) })}</Text>
      {before > 0 && <Button size="md" variant="default" onClick={() => { onBefore(0); }}>{say("log.latest")}</Button>}
      {first > 1 && <Button size="md" variant="default" onClick={() => { onBefore(first); }}>{say("log.older")}</Button>}
    </Group>
  );
}
