import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat, ZONE } from "@/core/format";
import { pressed, typing } from "@/core/keys";
import { Code } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { moved } from "@/i18n/format";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { Done } from "@/parts/Done";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Covert.module.css";
import { type Planned, useClose, type Week, weekQuery } from "../server";
import { useSay } from "../words";
import { PlanForm } from "./PlanForm";

const later = (day: string, days: number): string => {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
};

/** The week of one's own sources: what is planned, what is due, what came of it. */
export function CalendarView({ search, go }: DeskPlace) {
  const found = useQuery(weekQuery(search["day"] ?? ""));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return <Shown week={found.data} go={go} />;
}

function Shown({ week, go }: { week: Week; go: DeskPlace["go"] }) {
  const say = useSay();
  const { locale } = useLocale();
  // Each plan is a form of its own: what was saved before does not stand in the way of the next.
  const [planning, setPlanning] = useState(0);
  const [saved, setSaved] = useState(false);
  const plan = () => { setSaved(false); setPlanning((before) => Math.abs(before) + 1); };
  const leave = () => { setSaved(false); setPlanning((before) => -Math.abs(before)); };
  const [closed, setClosed] = useState<Planned | null>(null);
  const { days, codes, before } = week;
  const first = days[0]?.day ?? "";
  const to = (by: number) => { go({ day: later(first, by) }); };
  const keys = (event: KeyboardEvent) => {
    if (typing(event.target) || event.defaultPrevented) return;
    const ahead = locale === "en" ? 1 : -1;
    if (pressed(event, "ArrowRight", "ArrowRight")) to(7 * ahead);
    else if (pressed(event, "ArrowLeft", "ArrowLeft")) to(-7 * ahead);
    else if (pressed(event, "KeyT", "t")) go({});
    else if (pressed(event, "KeyN", "n") && codes.length > 0) plan();
    else return;
    event.preventDefault();
  };
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const heard = (event: KeyboardEvent) => { latest.current(event); };
    window.addEventListener("keydown", heard);
    return () => { window.removeEventListener("keydown", heard); };
  }, []);
  const nothing = days.every((one) => one.planned.length + one.due.length === 0);
  return (
    <Stack maw="90rem" mx="auto" data-calendar={first}>
      <DeskHead title={say("calendar")} help={say("calendar.help")} />
      <Group gap="xs">
        <Button size="compact-md" variant="default" data-week="before" onClick={() => { to(-7); }}>{say("calendar.before")}</Button>
        <Button size="compact-md" variant="default" data-week="this" onClick={() => { go({}); }}>{say("calendar.this")}</Button>
        <Button size="compact-md" variant="default" data-week="after" onClick={() => { to(7); }}>{say("calendar.after")}</Button>
        {codes.length > 0 && <Button size="compact-md" data-plan aria-expanded={planning > 0 && !saved} onClick={() => { if (planning > 0 && !saved) leave(); else plan(); }}>{say("calendar.plan")}</Button>}
      </Group>
      {planning > 0 && <PlanForm key={planning} codes={codes} onSaved={() => { setSaved(true); }} onDone={leave} onWeek={(day) => { leave(); go({ day }); }} />}
      {closed !== null && (
        <Done key={closed.meeting} next={closed.outcome === "done" && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: `contact/${closed.code}` }} {...props} />}>{say("calendar.report")}</Anchor>}>
          {say("calendar.closed")} {say(`planned.${closed.what as "meeting"}`)} <Code>{closed.code}</Code>, {say(`outcome.${closed.outcome}`)}
        </Done>
      )}
      {codes.length === 0 ? <Empty title={say("calendar.nobody")} /> : nothing && <Empty title={say("calendar.empty")} />}
      {before.length > 0 && (
        <section aria-labelledby="open">
          <Title order={2} size="h4" id="open">{say("calendar.open")}</Title>
          <Stack gap="xs">{before.map((one) => <Plan key={one.meeting} plan={one} whole onClosed={setClosed} />)}</Stack>
        </section>
      )}
      {codes.length > 0 && <div className={classes["week"]}>{days.map((one) => <Day key={one.day} day={one} onClosed={setClosed} />)}</div>}
    </Stack>
  );
}

const WEEKDAYS = ["weekday.7", "weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6"] as const;

function Day({ day, onClosed }: { day: Week["days"][number]; onClosed: (plan: Planned) => void }) {
  const { t } = useLocale();
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby={`day-${day.day}`} data-day={day.day} aria-current={day.today ? "date" : undefined}>
      <Title order={2} size="h5" id={`day-${day.day}`}>{t(WEEKDAYS[new Date(`${day.day}T12:00:00Z`).getUTCDay()] ?? "weekday.1")} {format.date(day.day)}{day.today && <>{BESIDE}{say("calendar.today")}</>}</Title>
      <Stack gap="xs">
        {day.planned.map((one) => <Plan key={one.meeting} plan={one} onClosed={onClosed} />)}
        {day.due.map((one) => <Text key={`${one.what} ${one.number}`} size="sm" data-due={one.what}>{say(`calendar.${one.what}`)} <Code>{one.number}</Code>{BESIDE}<Code>{one.code}</Code></Text>)}
      </Stack>
    </section>
  );
}

function Plan({ plan, whole = false, onClosed }: { plan: Planned; whole?: boolean; onClosed: (plan: Planned) => void }) {
  const say = useSay();
  const format = useFormat();
  const close = useClose();
  const send = (outcome: "done" | "missed" | "cancelled") => { close.mutate({ meeting: plan.meeting, outcome }, { onSuccess: onClosed }); };
  const outcomes = plan.overdue ? (["done", "missed", "cancelled"] as const) : (["cancelled"] as const);
  return (
    <div data-planned={plan.what} data-outcome={plan.outcome}>
      <Text size="sm" fw={plan.overdue ? 600 : 400}>{whole ? format.date(plan.at) : format.digits(moved(plan.at, ZONE).slice(11, 16))} {say(`planned.${plan.what as "meeting"}`)} <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: `contact/${plan.code}` }} {...props} />}><Code>{plan.code}</Code></Anchor></Text>
      {plan.suspended && <Text size="xs" fw={600} data-suspended>{say("calendar.suspended")}</Text>}
      {plan.outcome === "planned" ? (
        <Group gap={4}>{outcomes.map((one) => <Button key={one} size="compact-xs" variant="default" loading={close.isPending} aria-label={`${one === "cancelled" ? say("outcome.do.cancelled") : say(`outcome.${one}`)}: ${plan.code}`} onClick={() => { send(one); }}>{one === "cancelled" ? say("outcome.do.cancelled") : say(`outcome.${one}`)}</Button>)}</Group>
      ) : <Text size="xs" c="dimmed">{say(`outcome.${plan.outcome}`)}</Text>}
      {close.isError && <ErrorNote error={close.error} />}
    </div>
  );
}
