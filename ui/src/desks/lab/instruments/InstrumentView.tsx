import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { isolated } from "@/design/direction";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";

import { Control } from "../sequences/BenchView";
import classes from "../Lab.module.css";
import { type ControlChart, instrumentQuery, type Log, useMaintain } from "../server";
import { useSay } from "../words";

const [WIDE, HIGH] = [640, 170];
/** Room for the scale at the left, for the values of the limits at the right, and for the days below. */
const [SIDE, END, FOOT] = [34, 46, 26];

/** An instrument from day to day: control charts with Westgard's rules, its sequences, what was done to it. */
export function InstrumentView({ search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(instrumentQuery(search["instrument"] ?? "", locale));
  return (
    <Stack maw="80rem" mx="auto" data-instrument>
      <DeskHead title={say("instrument")} help={say("instrument.help")} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (found.data.instrument === "" ? <Text>{say("instrument.none")}</Text> : <Shown log={found.data} onInstrument={(instrument) => { go({ instrument }); }} />)}
    </Stack>
  );
}

function Shown({ log, onInstrument }: { log: Log; onInstrument: (name: string) => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <>
      <NativeSelect label={say("column.instrument")} maw="20rem" value={log.instrument} data={log.instruments.map((one) => ({ value: one, label: isolated(one) }))} onChange={(event) => { onInstrument(event.currentTarget.value); }} />
      <div className={classes.sides}>{log.charts.map((one) => <Chart key={one.name} chart={one} />)}</div>
      <section aria-labelledby="days">
        <Title order={2} id="days" mb="xs">{say("instrument.days")}</Title>
        <ul>
          {log.days.map((one) => (
            <li key={one.sequence}>{format.date(one.when)} <Data>{one.method}</Data> <Control inControl={one.in_control} />{one.breaches.map((breach, at) => <Text key={at} size="sm"><Data>{breach}</Data></Text>)}</li>
          ))}
        </ul>
      </section>
      <Work log={log} />
    </>
  );
}

function Chart({ chart }: { chart: ControlChart }) {
  const say = useSay();
  const format = useFormat();
  const reach = Math.max(3.5, ...chart.points.map((one) => Math.abs(one.off) + 0.5));
  const y = (off: number) => HIGH / 2 - (off / reach) * (HIGH / 2);
  const x = (at: number) => SIDE + 12 + (at / Math.max(chart.points.length - 1, 1)) * (WIDE - SIDE - END - 24);
  const every = Math.max(Math.ceil(chart.points.length / 5), 1);
  const broken = chart.points.filter((one) => one.rules.length > 0);
  return (
    <section aria-label={isolated(chart.title)} data-chart={chart.name}>
      <Title order={2} size="h4"><Data>{chart.title}</Data></Title>
      <Text size="sm">{say("instrument.limits", { mean: format.number(chart.mean), deviation: format.number(chart.deviation) })}</Text>
      <div dir="ltr">
        <svg className={classes.spectrum} viewBox={`0 0 ${WIDE.toString()} ${(HIGH + FOOT).toString()}`} role="img" aria-label={say("instrument.chart", { n: chart.points.length.toString(), of: broken.length.toString() })}>
          {[-3, -2, 0, 2, 3].map((one) => <g key={one}><line className={classes.axis} x1={SIDE} x2={WIDE - END} y1={y(one)} y2={y(one)} strokeDasharray={one === 0 ? undefined : "4 4"} /><text x={SIDE - 5} y={y(one) + 4} textAnchor="end">{one === 0 ? format.number(0) : `${one > 0 ? "+" : "−"}${format.number(Math.abs(one))} s`}</text><text x={WIDE - END + 5} y={y(one) + 4}>{format.number(Number((chart.mean + one * chart.deviation).toPrecision(5)))}</text></g>)}
          <polyline className={classes.axis} fill="none" points={chart.points.map((one, at) => `${x(at).toString()},${y(one.off).toString()}`).join(" ")} />
          {chart.points.map((one, at) => <circle key={at} className={one.rules.length > 0 ? classes.out : classes.in} cx={x(at)} cy={y(one.off)} r={4}><title>{`${format.date(one.when)} ${format.number(one.value)} ${one.rules.join(" ")}`}</title></circle>)}
          {chart.points.map((one, at) => at % every === 0 && (at === 0 || one.when.slice(0, 10) !== chart.points[at - every]?.when.slice(0, 10)) && <text key={at} x={x(at)} y={HIGH + FOOT - 8} textAnchor={at === 0 ? "start" : "middle"}>{format.date(one.when.slice(0, 10))}</text>)}
        </svg>
      </div>
      {broken.map((one, at) => <Text key={at} size="sm">{format.date(one.when)}: <Code>{format.number(one.value)}</Code> <Code>{one.rules.join(" ")}</Code></Text>)}
    </section>
  );
}

function Work({ log }: { log: Log }) {
  const say = useSay();
  const format = useFormat();
  const maintain = useMaintain();
  const [what, setWhat] = useState("");
  const [note, setNote] = useState("");
  return (
    <section aria-labelledby="work">
      <Title order={2} id="work" mb="xs">{say("maintenance")}</Title>
      <form onSubmit={(event) => { event.preventDefault(); maintain.mutate({ instrument: log.instrument, what, note }, { onSuccess: () => { setWhat(""); setNote(""); } }); }}>
        <Group align="flex-end">
          <TextInput label={say("maintenance.what")} dir="auto" required withAsterisk={false} maxLength={200} value={what} onChange={(event) => { setWhat(event.currentTarget.value); }} />
          <TextInput label={say("maintenance.note")} dir="auto" maxLength={2000} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} />
          <Button type="submit" loading={maintain.isPending}>{say("maintenance.write")}</Button>
        </Group>
      </form>
      {maintain.isError && <ErrorNote error={maintain.error} />}
      <ul>{log.maintenance.map((one, at) => <li key={at}>{format.date(one.when)} <Data>{one.what}</Data>{one.note !== "" && <> – <Data>{one.note}</Data></>} (<Data>{one.by}</Data>)</li>)}</ul>
    </section>
  );
}
