import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import due from "@/parts/Due.module.css";
import { DueTime } from "@/parts/DueTime";

import { Age } from "../forms/Age";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { useTime } from "../moment";
import type { Awaited, Clock, Resident } from "../server";
import { called, useSay } from "../words";
import { differs, linesOf, type Only, type Post, taskOf, waitsOf } from "./posts";
import { BESIDE } from "@/i18n/separator";

const STANDINGS = ["unlawful", "overdue", "unknown", "due"] as const;
const MOST = 100;

interface Given {
  post: Post;
  at: string;
  facility: string;
  clocks: readonly Clock[];
  noCell: readonly Resident[];
  arrivals: readonly Awaited[];
  uncounted: readonly string[];
  /** Only the lines of one of the numbers above; empty: all of the post. */
  only: Only | "";
}

/** What needs somebody now, in the order in which it presses: each a sentence with the person's name, until when in words, and one button. */
export function Tasks({ post, at, facility, clocks, noCell, arrivals, uncounted, only }: Given) {
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const time = useTime();
  const lines = linesOf(post, only, clocks);
  const waits = (name: ReturnType<typeof waitsOf>[number]) => waitsOf(post, only).includes(name);
  const free = waits("no-cell") ? noCell : [], coming = waits("arrivals") ? arrivals : [], open = waits("count") ? uncounted : [];
  const n = lines.length + free.length + coming.length + open.length;
  const nothing = n === 0;
  return (
    <section className={due["panel"]} aria-labelledby="needs-now" data-tasks>
      <Title order={2} size="h4" id="needs-now" tabIndex={-1}>{say("task.now")} <Text span inherit c="dimmed" data-n={n}>{format.number(n)}</Text></Title>
      <Text size="sm" c="dimmed">{say(only === "" ? "task.counts" : "task.only")}</Text>
      {nothing && <Text>{say("today.nothing")}</Text>}
      <ul className={due["list"]}>
        {lines.filter(differs).map((one) => <ClockTask key={one.record} one={one} at={at} />)}
        {lines.filter((one) => one.standing === "unlawful").slice(0, MOST).map((one) => <ClockTask key={`${one.clock} ${one.record}`} one={one} at={at} />)}
        {free.map((one) => <Task key={one.booking} name="no-cell" what={<><PersonLink person={one.person} name={one.name} /> <Age age={one.age} /> {say("task.no-cell")}</>} beside={<>{say("no-cell.since")} {time(one.since)}</>} button={may("move") ? <Go to="move" size="compact-md" search={{ person: one.person, sort: "cell" }} label={`${say("no-cell.place")}: ${one.name}`}>{say("no-cell.place")}</Go> : null} person={one.person} />)}
        {coming.map((one) => <Task key={one.number} name="arrival" what={<><Data>{one.name}</Data> {say("task.arrival")}</>} beside={<><DueTime until={one.due} at={at} /> <Data>{one.sent_by}</Data></>} button={may("admit") ? <Go to="intake" size="compact-md" variant="default" search={{ arrival: one.number }} label={`${say("intake.admit")}: ${one.name}`}>{say("intake.admit")}</Go> : null} person={one.number} />)}
        {open.map((code) => <Task key={code} name="count" what={say("task.count", { place: code })} beside={null} button={may("count") ? <Go to="count" size="compact-md" variant="default" search={{ facility }} label={`${say("task.begin-count")}: ${code}`}>{say("task.begin-count")}</Go> : null} person={code} />)}
        {[...STANDINGS.slice(1), "running"].flatMap((standing) => lines.filter((one) => one.standing === standing && !differs(one)).slice(0, MOST)).map((one) => <ClockTask key={`${one.clock} ${one.record}`} one={one} at={at} />)}
      </ul>
      {STANDINGS.some((standing) => lines.filter((one) => one.standing === standing).length > MOST) && <Text size="sm" c="dimmed">{say("today.more", { shown: format.number(MOST), n: format.number(lines.length) })}</Text>}
    </section>
  );
}

function Task({ name, what, beside, button, person }: { name: string; what: ReactNode; beside: ReactNode; button: ReactNode; person: string }) {
  return (
    <li className={due["line"]} data-task={name} data-about={person} {...(name === "no-cell" ? { "data-unplaced": person } : {})}>
      <div className={due["text"]}><div className={due["what"]}>{what}</div><div className={due["beside"]}>{beside}</div></div>
      {button}
    </li>
  );
}

/** One clock: what has to be done about whom, how it was counted, and until when. */
function ClockTask({ one, at }: { one: Clock; at: string }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const { to, search, word } = taskOf(one.clock, one.record, one.person, one.facility);
  return (
    <li className={due["line"]} data-clock={one.clock} data-standing={one.standing} data-about={one.person} data-record={one.record}>
      <div className={due["text"]}>
        <div className={due["what"]}>{one.person === "" ? <Code>{one.name || one.record}</Code> : <PersonLink person={one.person} name={one.name} />} {called(say, one.standing === "unlawful" ? "task.unlawful" : `task.${one.clock}`)}</div>
        <div className={due["beside"]}>
          <DueTime until={one.ends} unknown at={at} />
          {one.ends !== null && <span>{time(one.ends)}</span>}
          {one.lacks.length > 0 && <span>{say("intake.due", { n: format.number(one.lacks.length) })}</span>}
        </div>
        {one.lacks.length > 0 && <details><summary>{say("column.lacks")}</summary><Text size="sm">{one.lacks.map((name) => called(say, `step.${name}`)).join(say("comma"))}</Text></details>}
        {one.steps.length > 0 && (
          <details>
            <summary>{say("task.counted")}</summary>
            {one.steps.map((step, number) => <Text key={`${step.what} ${String(number)}`} size="sm">{called(say, `count.${step.what}`)} {step.amount > 0 && format.number(step.amount)}{step.day !== null && <>{BESIDE}{time(step.day)}</>}{step.order !== "" && <>{BESIDE}<Code>{step.order}</Code></>}</Text>)}
          </details>
        )}
      </div>
      <Go to={to} size="compact-md" variant="default" search={search} label={`${say(word)}: ${one.name || one.record}`}>{say(word)}</Go>
    </li>
  );
}
