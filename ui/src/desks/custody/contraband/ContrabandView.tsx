import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { DateField } from "@/parts/DateField";
import { Rows } from "@/parts/Rows";
import { ErrorNote, Loading } from "@/parts/Notes";

import css from "../Custody.module.css";
import { FacilityPick } from "../residents/FacilityPick";
import { type Pattern, patternsQuery, type Route, type Uneven } from "../server";
import { called, useSay } from "../words";

const BY = ["place", "sort", "hours", "weekday", "ordered-by"] as const;
const DAYS = ["weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6", "weekday.7"] as const;

/** What searches found, by place, sort, hour, day and who ordered them, each beside how often was searched; how things came in; and whether searches fall evenly on people. */
export function ContrabandView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const facility = search["facility"] ?? "", since = search["since"] ?? "", until = search["until"] ?? "";
  const by = BY.find((one) => one === search["by"]) ?? "place";
  const found = useQuery(patternsQuery(facility, since, until));
  const told = found.data;
  return (
    <Stack maw="90rem" mx="auto" data-contraband>
      <DeskHead title={say("contraband")} help={say("contraband.help")} />
      <Group gap="sm" align="end">
        <FacilityPick value={facility} empty onValue={(code) => { go({ facility: code || undefined }); }} />
        <DateField label={say("contraband.since")} value={since || (told?.since ?? "")} onValue={(day) => { go({ since: day || undefined }); }} />
        <DateField label={say("contraband.until")} value={until || (told?.until ?? "")} onValue={(day) => { go({ until: day || undefined }); }} />
      </Group>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {told !== undefined && (
        <>
          <Text role="status">{say("contraband.counts", { searches: format.number(told.searches), finds: format.number(told.finds), loose: format.number(told.loose) })}</Text>
          <section aria-labelledby="of-patterns">
            <Title order={2} size="h4" id="of-patterns">{say("contraband.patterns")}</Title>
            <Group gap="xs" my="xs" role="group" aria-label={say("contraband.by")}>
              {BY.map((one) => <button key={one} type="button" className={css["choice"]} aria-pressed={one === by} onClick={() => { go({ by: one }); }}>{say(`contraband.by.${one}`)}</button>)}
            </Group>
            {told.patterns.length === 0 ? <Text>{say("contraband.nothing")}</Text> : <Patterns by={by} lines={told.patterns.filter((one) => one.grouped === by)} />}
          </section>
          <section aria-labelledby="of-routes">
            <Title order={2} size="h4" id="of-routes">{say("contraband.routes")}</Title>
            {told.routes.length === 0 ? <Text>{say("contraband.no-finds")}</Text> : <Routes lines={told.routes} />}
          </section>
          <section aria-labelledby="of-uneven">
            <Title order={2} size="h4" id="of-uneven">{say("contraband.uneven")}</Title>
            <Text size="sm" c="dimmed" maw="60rem">{say("contraband.uneven.help", { people: format.number(told.people), chance: format.number(told.by_chance) })}</Text>
            {told.uneven.length === 0 ? <Text>{say("contraband.even")}</Text> : <UnevenLines lines={told.uneven} />}
          </section>
        </>
      )}
    </Stack>
  );
}

/** A count that leads to the records it counts, where a register can be asked for so many. */
function Counted({ count, register, behind }: { count: number; register: "searches" | "finds"; behind: readonly string[] }) {
  const format = useFormat();
  if (behind.length === 0) return <>{format.number(count)}</>;
  const where = JSON.stringify({ number: behind });
  return <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: `registers/${register}` }} search={{ where }} {...props} />}>{format.number(count)}</Anchor>;
}

function Patterns({ by, lines }: { by: (typeof BY)[number]; lines: readonly Pattern[] }) {
  const say = useSay();
  const format = useFormat();
  const { t } = useLocale();
  const share = (value: number | null) => (value === null ? "–" : format.number(Math.round(value * 1000) / 10));
  const name = (value: string) => {
    if (value === "") return say("not-known");
    if (by === "sort") return called(say, `searched.${value}`);
    if (by === "weekday") return t(DAYS[Number(value) - 1] ?? "weekday.1");
    return by === "ordered-by" ? <Data>{value}</Data> : <Code>{value}</Code>;
  };
  return (
    <Rows label={say("contraband.patterns")} columns={[say(`contraband.by.${by}`), say("contraband.searches"), say("contraband.fruitful"), say("contraband.rate"), say("contraband.interval")]}>
      {lines.map((one) => (
        <tr key={one.value} data-pattern={one.value}>
          <th scope="row">{name(one.value)}</th>
          <td><Counted count={one.searches} register="searches" behind={one.behind} /></td>
          <td>{format.number(one.finds)}</td>
          <td>{share(one.searches === 0 ? null : one.finds / one.searches)}</td>
          <td><Interval low={one.low} high={one.high} told={say("contraband.between", { low: share(one.low), high: share(one.high) })} /></td>
        </tr>
      ))}
    </Rows>
  );
}

/** An interval of a share as a bar on a line from nothing to all, with its words beside it. */
function Interval({ low, high, told }: { low: number | null; high: number | null; told: string }) {
  if (low === null || high === null) return <>–</>;
  return (
    <span className={css["interval"]}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><line x1="0" x2="100" y1="4" y2="4" /><rect x={low * 100} y="1" width={Math.max(1, (high - low) * 100)} height="6" /></svg>
      <span>{told}</span>
    </span>
  );
}

function Routes({ lines }: { lines: readonly Route[] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Rows label={say("contraband.routes")} columns={[say("contraband.method"), say("contraband.what"), say("contraband.finds"), say("contraband.in-search")]}>
      {lines.map((one) => (
        <tr key={`${one.method} ${one.sort}`} data-route={one.method}>
          <th scope="row">{called(say, `came-in.${one.method}`)}</th>
          <td>{called(say, `found.${one.sort}`)}</td>
          <td><Counted count={one.finds} register="finds" behind={one.behind} /></td>
          <td>{format.number(one.searched)}</td>
        </tr>
      ))}
    </Rows>
  );
}

function UnevenLines({ lines }: { lines: readonly Uneven[] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Rows label={say("contraband.uneven")} columns={[say("column.person"), say("facility"), say("contraband.days"), say("contraband.searches"), say("contraband.share"), say("contraband.fruitful"), say("column.reason"), say("contraband.by.ordered-by")]}>
      {lines.map((one) => (
        <tr key={`${one.facility} ${one.person}`} data-uneven={one.person}>
          <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "person" }} search={{ person: one.person }} {...props} />}><Data>{one.name}</Data> <Code>{one.person}</Code></Anchor></th>
          <td><Code>{one.facility}</Code></td>
          <td>{format.number(one.days)}</td>
          <td><Counted count={one.searches} register="searches" behind={one.behind} /></td>
          <td>{format.number(one.even_share)}</td>
          <td>{format.number(one.finds)}</td>
          <td>{one.reasons.map((text) => <div key={text}><Data>{text}</Data></div>)}</td>
          <td>{one.ordered_by.map((text) => <div key={text}><Data>{text}</Data></div>)}</td>
        </tr>
      ))}
    </Rows>
  );
}
