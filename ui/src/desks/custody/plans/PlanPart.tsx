import { Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Code, Data } from "@/design/Text";
import { separator } from "@/i18n/separator";
import table from "@/parts/Table.module.css";

import { useTime } from "../moment";
import type { HeldPlan } from "../server";
import { called, useSay } from "../words";

/** The individual plan of somebody: what is aimed at, attendance day by day, and what each review came to, with the ways to the forms. Nothing is summed up into a figure. */
export function PlanPart({ person, plan, held }: { person: string; plan: HeldPlan | null; held: boolean }) {
  const say = useSay();
  const time = useTime();
  const { goals = [], programmes = [], attended = [], reviews = [] } = plan ?? {};
  const to = (operation: "plan" | "attendance" | "plan-review" | "alert") => <Button variant="default" size="compact-md" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: `operations/${operation}` }} search={{ person }} {...props} />}>{say(`plan.do.${operation}`)}</Button>;
  return (
    <section data-plan>
      <Title order={3} size="h4">{say("plan")}</Title>
      {plan === null ? <Text>{say("plan.none")}</Text> : (
        <>
          <Text>{say("plan.made")} {time(plan.made)} <Data>{plan.by}</Data>{separator()}<b>{say("plan.review")} {time(plan.review)}</b> <Code>{plan.booking}</Code></Text>
          <dl>
            {([["view", [plan.view]], ["goals", goals], ["work", [plan.work]], ["education", [plan.education]], ["programmes", programmes], ["release", [plan.release]], ["family", [plan.family]]] as const).map(([name, told]) => (
              <div key={name}><dt><b>{say(`plan.${name}`)}</b></dt>{told.some((one) => one !== "") ? told.map((one) => <dd key={one}><Data>{one}</Data></dd>) : <dd>{say("plan.empty")}</dd>}</div>
            ))}
          </dl>
          {attended.length > 0 && (
            <div className={table.frame} tabIndex={0} role="region" aria-label={say("plan.attended")}>
              <table className={table.table}>
                <thead><tr>{(["when", "programme", "came", "by"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
                <tbody>{attended.map((one) => <tr key={`${one.day} ${one.programme}`}><td>{time(one.day)}</td><th scope="row"><Data>{one.programme}</Data></th><td>{called(say, `came.${one.came}`)}</td><td><Data>{one.by}</Data></td></tr>)}</tbody>
              </table>
            </div>
          )}
          {reviews.length > 0 && <><Title order={4} size="h5">{say("plan.reviews")}</Title><ul>{reviews.map((one) => <li key={`${one.day} ${one.by}`}>{time(one.day)} <Data>{one.by}</Data>: <Data>{one.text}</Data> — {say("plan.view")}: <Data>{one.view}</Data></li>)}</ul></>}
        </>
      )}
      {held && <Group>{to("plan")}{plan !== null && <>{to("attendance")}{to("plan-review")}</>}{to("alert")}</Group>}
    </section>
  );
}
