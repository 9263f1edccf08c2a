import { Badge, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useRef } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { separator } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Covert.module.css";
import { type Hands, ItemPane } from "./ItemPane";
import { actOf } from "./product";
import { type Item, type ItemState, itemsQuery, ordersQuery, STATES } from "../server";
import { called, useSay } from "../words";

/** The product desk: listen, transcribe and minimise, item after item, with the keyboard alone. */
export function ProductView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const orders = useQuery(ordersQuery);
  const number = search["number"] ?? "";
  if (orders.isPending) return <Loading />;
  if (orders.isError) return <ErrorNote error={orders.error} retry={() => void orders.refetch()} />;
  return (
    <Stack maw="90rem" mx="auto" data-product>
      <DeskHead title={say("product")} help={say("product.help")} />
      {orders.data.orders.length === 0 && <Text>{say("product.none")}</Text>}
      <ul style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {orders.data.orders.map((one) => (
          <li key={one.number} data-order={one.number} style={{ marginBlockEnd: "0.5rem" }}>
            <Group gap="sm">
              <Button size="compact-md" variant={one.number === number ? "filled" : "default"} aria-pressed={one.number === number} onClick={() => { go({ number: one.number }); }}><Code>{one.number}</Code></Button>
              <Text span size="sm"><Data>{one.issuer}</Data> <Code>{one.reference}</Code> {called(say, `state.${one.state}`)}{one.until !== null && `${separator()}${say("sources.until", { when: format.date(one.until) })}`}</Text>
              <Text span size="sm" fw={600}>{say("product.unheard", { n: format.number(one.unheard), of: format.number(one.items) })}</Text>
            </Group>
          </li>
        ))}
      </ul>
      {number !== "" && <Items key={number} number={number} search={search} go={go} />}
    </Stack>
  );
}

function Items({ number, search, go }: { number: string } & Pick<DeskPlace, "search" | "go">) {
  const say = useSay();
  const format = useFormat();
  const state: ItemState | "" = STATES.find((one) => one === search["state"]) ?? "";
  const page = search["page"] ?? "";
  const found = useQuery(itemsQuery(number, state, page));
  const hands = useRef<Hands>(null);
  const frame = useRef<HTMLDivElement>(null);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { items, states, held } = found.data;
  const at = items.findIndex((one) => one.item === search["item"]);
  const chosen = search["item"] ?? "";
  const put = (more: Readonly<Record<string, string | undefined>>) => { go({ number, state: state === "" ? undefined : state, page: page === "" ? undefined : page, item: chosen === "" ? undefined : chosen, ...more }); };
  const step = (by: number) => {
    const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    put({ item: next.item });
    frame.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest("input, textarea, select, button, a") !== null) return;
    const act = actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === "next") step(1);
    else if (act === "previous") step(-1);
    else hands.current?.do(act);
  };
  return (
    <div ref={frame} className={classes.desk} tabIndex={0} role="group" aria-label={say("product.keys.where")} onKeyDown={keys} data-items={number}>
      <Stack gap="xs">
        <NativeSelect label={say("product.state")} value={state} data={[{ value: "", label: `${say("technique.all")} (${format.number(Object.values(states).reduce((sum, count) => sum + count, 0))})` }, ...STATES.filter((one) => (states[one] ?? 0) > 0 || one === state).map((one) => ({ value: one, label: `${say(`item.${one}`)} (${format.number(states[one] ?? 0)})` }))]} onChange={(event) => { go({ number, state: event.currentTarget.value === "" ? undefined : event.currentTarget.value }); }} />
        {held > 0 && <Text size="sm" fw={600}>{say("product.held", { n: format.number(held) })}</Text>}
        <div className={`${table.frame ?? ""} ${table.bounded ?? ""}`} tabIndex={0} role="region" aria-label={say("product.items")}>
          <table className={table.table}>
            <thead><tr>{(["when", "kind", "state"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>
              {items.map((one) => <Line key={one.item} item={one} chosen={one.item === chosen} onChoose={() => { put({ item: one.item }); frame.current?.focus(); }} />)}
            </tbody>
          </table>
        </div>
        <Group gap="xs">
          {page !== "" && <Button size="compact-md" variant="default" onClick={() => { go({ number, state: state === "" ? undefined : state }); }}>{say("product.first")}</Button>}
          {found.data.page !== "" && <Button size="compact-md" variant="default" onClick={() => { put({ page: found.data.page, item: undefined }); }}>{say("product.more")}</Button>}
        </Group>
        <Text size="sm" c="dimmed">{say("product.keys")}</Text>
      </Stack>
      {chosen === "" ? <Text>{say("product.choose")}</Text> : <ItemPane key={chosen} id={chosen} listed={items[at]} ref={hands} onBack={() => frame.current?.focus()} />}
    </div>
  );
}

function Line({ item, chosen, onChoose }: { item: Item; chosen: boolean; onChoose: () => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <tr data-item={item.item} data-state={item.state} aria-current={chosen}>
      <th scope="row"><Button size="compact-md" variant={chosen ? "filled" : "subtle"} onClick={onChoose} aria-label={`${say("product.open")}: ${format.date(item.at)}`}>{format.date(item.at)}</Button></th>
      <td><Data>{item.kind}</Data></td>
      <td>{say(`item.${item.state}`)} {item.held !== "" && <Badge variant="outline" color="gray">{say("quarantine.held")}</Badge>}</td>
    </tr>
  );
}
