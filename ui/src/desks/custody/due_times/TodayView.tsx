import { Alert, Anchor, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { ErrorNote, Loading } from "@/parts/Notes";

import css from "../Custody.module.css";
import { DayPart } from "../days/DayPart";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { useTime } from "../moment";
import { useFacilityName } from "../residents/FacilityPick";
import { arrivalsQuery, dayQuery, type House, residentsQuery, runningQuery } from "../server";
import { When } from "../When";
import { useSay } from "../words";
import { Beside } from "./Beside";
import { differs, DUTIES, type Only, type Post, POSTS, postOf } from "./posts";
import { Tasks } from "./Tasks";
import { BESIDE } from "@/i18n/separator";

/** Under which name the browser keeps the post. */
const KEPT = "tahqiq.custody.post";

/** What has to be done now at a facility, as one's post asks it: who is held beyond the limit first, then what is overdue, with the person by name, until when in words, and one button each. */
export function TodayView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const may = useMay();
  const named = useFacilityName();
  const [chosen, setChosen] = useState<Post | null>(null);
  const [only, setOnly] = useState<Only | "">("");
  const show = (name: Only) => {
    setOnly((before) => (before === name ? "" : name));
    document.getElementById("needs-now")?.focus();
  };
  const post = chosen ?? postOf(window.localStorage.getItem(KEPT), may);
  const facility = search["facility"] ?? "", at = search["at"] ?? "";
  const inside = useQuery(residentsQuery(facility, at));
  const told = inside.data;
  const house = facility === "" ? (told?.facility ?? "") : facility;
  const found = useQuery({ ...runningQuery(at, house), enabled: told !== undefined || house !== "" });
  const day = useQuery({ ...dayQuery(house, at), enabled: told !== undefined || house !== "" });
  const arrivals = useQuery({ ...arrivalsQuery(house), enabled: told !== undefined || house !== "" });
  const buttons = DUTIES[post].buttons.filter((one) => may(one.shows));
  return (
    <Stack maw="90rem" mx="auto" className={css["whole"]} data-today={post}>
      <Title order={1}>{told === undefined || told.facility === "" ? say("today.title") : say("today.at", { name: named(told.facility) })}</Title>
      {told !== undefined && <Text c="dimmed">{time(told.at)}{BESIDE}{say("residents.counts", { inside: format.number(told.inside), out: format.number(told.out.length), none: format.number(told.no_cell.length) })}</Text>}
      <Group align="flex-end">
        <div>
          <Text size="sm" fw={500} id="post">{say("post")}</Text>
          <SegmentedControl aria-labelledby="post" value={post} data={POSTS.map((one) => ({ value: one, label: say(`post.${one}`) }))} onChange={(value) => { const next = POSTS.find((one) => one === value) ?? "reception"; window.localStorage.setItem(KEPT, next); setChosen(next); }} />
        </div>
      </Group>
      <When facility={facility} at={at} go={go} />
      {(buttons.length > 0 || may("residents")) && <Group gap="sm" data-buttons>{buttons.map((one, no) => <Go key={one.to} to={one.to} search={facility === "" ? {} : { facility }} variant={no === 0 ? "filled" : "default"}>{say(one.name)}</Go>)}{may("residents") && <Go to="residents" search={{ ...(facility === "" ? {} : { facility }), ...(at === "" ? {} : { at }) }} variant="default">{say("today.print-roll")}</Go>}</Group>}
      {(found.isPending || inside.isPending) && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {inside.isError && <ErrorNote error={inside.error} retry={() => void inside.refetch()} />}
      {found.data !== undefined && told !== undefined && (
        <>
          {found.data.elsewhere.length > 0 && <Elsewhere houses={found.data.elsewhere} at={at} />}
          <Cards differing={found.data.clocks.filter(differs).length} counts={found.data.counts} clocks={found.data.clocks.filter((one) => one.clock === "intake").length} noCell={told.no_cell.length} uncounted={day.data?.uncounted.length ?? null} only={only} onOnly={show} />
          <div className={css["home"]}>
            <Tasks post={post} at={at} clocks={found.data.clocks} noCell={told.no_cell} arrivals={arrivals.data?.people ?? []} uncounted={day.data?.uncounted ?? []} facility={told.facility} only={only} />
            <Beside residents={told} />
          </div>
        </>
      )}
      <DayPart facility={facility} at={at} />
    </Stack>
  );
}

/** What is over in other facilities, each with the way to its own *Today*. */
function Elsewhere({ houses, at }: { houses: readonly House[]; at: string }) {
  const say = useSay();
  const format = useFormat();
  const named = useFacilityName();
  return (
    <Alert color="red" variant="light" title={say("elsewhere")} data-elsewhere>
      <ul>
        {houses.map((one) => (
          <li key={one.facility} data-house={one.facility}>
            <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "today" }} search={{ facility: one.facility, ...(at === "" ? {} : { at }) }} {...props} />}><Data>{named(one.facility)}</Data> <Code>{one.facility}</Code></Anchor>{": "}
            {say("elsewhere.counts", { unlawful: format.number(one.unlawful), overdue: format.number(one.overdue) })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Numbers, each of which leads to its lines: counts that differ where there are any, who is held beyond the limit, who has no cell, which admissions are open, which wings nobody counted. */
function Cards({ differing, counts, clocks, noCell, uncounted, only, onOnly }: { differing: number; counts: Readonly<Record<string, number>>; clocks: number; noCell: number; uncounted: number | null; only: Only | ""; onOnly: (name: Only) => void }) {
  const say = useSay();
  const format = useFormat();
  const cards: { name: Only; n: number | null; tone: string; text: string }[] = [
    ...(differing > 0 ? [{ name: "count-open" as const, n: differing, tone: "over", text: say("card.count-open") }] : []),
    { name: "unlawful", n: counts["unlawful"] ?? 0, tone: "over", text: say("standing.unlawful") },
    { name: "no-cell", n: noCell, tone: "over", text: say("residents.no-cell") },
    { name: "intake", n: clocks, tone: "near", text: say("clock.intake") },
    { name: "uncounted", n: uncounted, tone: "near", text: say("card.uncounted") },
  ];
  return (
    <div className={css["cards"]} role="group" aria-label={say("card.all")}>
      {cards.map((one) => <button type="button" key={one.name} aria-pressed={only === one.name} onClick={() => { onOnly(one.name); }} className={css["card"]} data-card={one.name} data-tone={one.n === null || one.n === 0 ? undefined : one.tone}><b>{one.n === null ? "–" : format.number(one.n)}</b>{one.text}</button>)}
    </div>
  );
}
