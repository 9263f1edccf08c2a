import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { separator } from "@/i18n/separator";
import { DueTime } from "@/parts/DueTime";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import table from "@/parts/Table.module.css";

import { type Handler, handlersQuery } from "../server";
import { called, useSay } from "../words";

const LISTS = ["sources", "overdue", "payments", "risks"] as const;
type List = (typeof LISTS)[number];

/** The handlers of a controller; each number opens the list that it counts, below its line. */
export function HandlersView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(handlersQuery);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { handlers, unhandled } = found.data;
  const list = LISTS.find((one) => one === search["show"]);
  const open = search["handler"] ?? "";
  const toggle = (handler: string, name: List) => { go(open === handler && list === name ? {} : { handler, show: name }); };
  return (
    <Stack maw="80rem" mx="auto" data-handlers>
      <DeskHead title={say("handlers")} help={say("handlers.help")} />
      {handlers.length === 0 ? <Empty title={say("handlers.none")} /> : (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("handlers")}>
          <table className={table.table}>
            <thead><tr>{(["handler", "last", ...LISTS] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>
              {handlers.map((one) => (
                <Fragment key={one.handler}>
                  <tr data-handler={one.handler}>
                    <th scope="row"><Data>{one.name}</Data></th>
                    <td>{one.last === null ? say("handlers.never") : format.date(one.last)}</td>
                    {LISTS.map((name) => <td key={name}><button type="button" className={table.choice} style={{ textDecoration: "underline" }} data-count={name} aria-expanded={open === one.handler && list === name} aria-label={`${say(`column.${name}`)}: ${format.number(one[name].length)}, ${one.name}`} onClick={() => { toggle(one.handler, name); }}>{format.number(one[name].length)}</button></td>)}
                  </tr>
                  {open === one.handler && list !== undefined && <tr data-behind={list}><td colSpan={6}><Behind handler={one} list={list} /></td></tr>}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {unhandled.length > 0 && (
        <section aria-labelledby="unhandled">
          <Title order={2} size="h4" id="unhandled">{say("handlers.unhandled")}: {format.number(unhandled.length)}</Title>
          <Sources sources={unhandled} />
        </section>
      )}
    </Stack>
  );
}

function Behind({ handler, list }: { handler: Handler; list: List }) {
  const say = useSay();
  const format = useFormat();
  if (handler[list].length === 0) return <Text size="sm">{say("handlers.empty")}</Text>;
  if (list === "payments")
    return (
      <ul>
        {handler.payments.map((one) => <li key={one.payment}><Code>{one.code}</Code>{separator()}{say("amount", { n: format.number(one.amount) })}{separator()}<Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: one.waits === "receipt" ? "receipts" : "decisions" }} {...props} />}>{called(say, `waits.${one.waits}`)}</Anchor></li>)}
      </ul>
    );
  if (list === "risks") return <ul>{handler.risks.map((one) => <li key={one.number}><Code>{one.code}</Code>{separator()}<Code>{one.number}</Code> <DueTime until={one.until} /></li>)}</ul>;
  return <Sources sources={handler[list]} />;
}

function Sources({ sources }: { sources: Handler["sources"] }) {
  const say = useSay();
  const format = useFormat();
  return <ul>{sources.map((one) => <li key={one.code}><Code>{one.code}</Code>{separator()}{called(say, `source-state.${one.state}`)}{separator()}{one.last === null ? say("handlers.never") : format.date(one.last)}</li>)}</ul>;
}
