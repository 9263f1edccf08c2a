import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";

import { useFormat, ZONE } from "@/core/format";
import { type At, readAt, writeAt } from "@/core/place";
import { type Conversation, dayOf, pageQuery, placeOf, type Utterance, SAID_AT_ONCE, wordsQuery } from "@/core/talk";
import { useCommands } from "@/core/useCommands";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { AddToChart } from "@/parts/AddToChart";
import { Beside } from "@/parts/Beside";
import { DateField } from "@/parts/DateField";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { NoteDialog } from "./NoteDialog";
import { UtteranceLine } from "./UtteranceLine";
import classes from "./Talk.module.css";

const PRINTED = 500;
const TRIES = 8;

/** Messages and calls between two parties or in a group: both directions, by day, each with the row it was read from. */
export function TalkView() {
  const { own = "", party = "" } = useSearch({ from: "/inside/conversation" });
  const latest = useQuery(pageQuery(own, party, null));
  if (latest.isPending) return <Loading />;
  if (latest.isError) return <ErrorNote error={latest.error} retry={() => void latest.refetch()} />;
  return <Opened key={`${own} ${party}`} talk={latest.data} />;
}

function Opened({ talk }: { talk: Conversation }) {
  const { t } = useLocale();
  const format = useFormat();
  const { at, print, side } = useSearch({ from: "/inside/conversation" });
  const navigate = useNavigate({ from: "/conversation" });
  const here = readAt(at);
  const [noted, note] = useState<Utterance | null>(null);
  const [kept, setKept] = useState(false);
  const names = useMemo(() => new Map(talk.participants.map((item) => [item.id, item.caption])), [talk.participants]);
  const zone = ZONE;
  const mine = side ?? (talk.group ? (talk.participants[0]?.id ?? "") : talk.own.id);
  const show = (place: At) => void navigate({ search: (before) => ({ ...before, at: writeAt(place) }), replace: true, resetScroll: false });
  const lines = print === "1" ? <Printed talk={talk} mine={mine} names={names} zone={zone} onShow={show} onNote={note} /> : <Lines talk={talk} mine={mine} names={names} zone={zone} here={at ?? ""} onShow={show} onNote={note} />;
  const about = talk.participants.slice(0, 2).map((item) => ({ entity: item.id, name: item.caption }));
  return (
    <Stack gap="sm">
      <Heading talk={talk} />
      <Text size="sm" c="dimmed" role="status" data-calls={talk.calls} data-messages={talk.messages} data-records={talk.records}>
        {format.counted("talk.count.messages", talk.messages)}{BESIDE}{format.counted("talk.count.calls", talk.calls)}
        {talk.records > talk.total && <>{BESIDE}{t("talk.records", { n: format.number(talk.records) })}</>}
        {talk.undated > 0 && <>{BESIDE}{format.counted("talk.count.undated", talk.undated)}</>}
        {talk.notices > 0 && <>{BESIDE}{format.counted("talk.count.notices", talk.notices)}</>}{BESIDE}{t("talk.zone")} <bdi>{format.zone(zone)}</bdi>
      </Text>
      {kept && (
        <Text size="sm" role="status">
          {t("talk.note.done")}
        </Text>
      )}
      {here === null ? lines : <Beside at={here}>{lines}</Beside>}
      {noted !== null && <NoteDialog quote={quoted(noted, names)} about={about} onClose={() => { note(null); }} onDone={() => { note(null); setKept(true); }} />}
    </Stack>
  );
}

function quoted(said: Utterance, names: ReadonlyMap<string, string>): string {
  const record = said.records[0];
  const place = record === undefined ? "" : `${record.source_name}${BESIDE}${record.place.label}`;
  return `${names.get(said.sender) ?? ""} ${said.at_text}: ${said.text}\n(${place})`;
}

function Heading({ talk }: { talk: Conversation }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <Group justify="space-between" align="flex-start">
      <div>
        <Title order={1}>
          {talk.group ? <PlainValue value={talk.other.caption} /> : <><PlainValue value={talk.own.caption} /> – <PlainValue value={talk.other.caption} /></>}
        </Title>
        <Text size="sm" component="div">
          {t("talk.participants")}:{" "}
          {talk.participants.map((item, index) => (
            <span key={item.id}>
              {index > 0 && BESIDE}
              <Link to="/entities/$id" params={{ id: item.id }}>
                <PlainValue value={item.caption} />
              </Link>{" "}
              {item.numbers.filter((number) => number !== item.caption).map((number) => <span key={number}><PlainValue value={number} /> </span>)}
              ({format.number(item.events)})
            </span>
          ))}
        </Text>
      </div>
      <AddToChart ids={talk.participants.map((item) => item.id)} />
    </Group>
  );
}

interface LinesProps {
  talk: Conversation;
  mine: string;
  names: ReadonlyMap<string, string>;
  zone: string;
  here?: string;
  onShow: (place: At) => void;
  onNote: (said: Utterance) => void;
}

/** The whole thread; only what is in sight is fetched and drawn. */
function Lines({ talk, mine, names, zone, here = "", onShow, onNote }: LinesProps) {
  const { t } = useLocale();
  const format = useFormat();
  const { words = "" } = useSearch({ from: "/inside/conversation" });
  const navigate = useNavigate({ from: "/conversation" });
  const box = useRef<HTMLDivElement>(null);
  const [typed, type] = useState(words);
  const [sought, seek] = useState("");
  const [hit, setHit] = useState(0);
  const searched = useQuery(wordsQuery(talk.own.id, talk.other.id, words));
  const found = useMemo(() => new Set(searched.data?.found ?? []), [searched.data]);
  const list = useVirtualizer({ count: talk.total, getScrollElement: () => box.current, estimateSize: () => 64, overscan: 8 });
  const seen = list.getVirtualItems();
  const pages = [...new Set(seen.flatMap((item) => [Math.floor(item.index / SAID_AT_ONCE), Math.floor(Math.max(0, item.index - 1) / SAID_AT_ONCE)]))];
  const fetched = useQueries({ queries: pages.map((page) => pageQuery(talk.own.id, talk.other.id, page)) });
  const at = (index: number): Utterance | undefined => fetched[pages.indexOf(Math.floor(index / SAID_AT_ONCE))]?.data?.events[index % SAID_AT_ONCE];
  const failed = fetched.find((item) => item.isError);
  const [wanted, want] = useState<{ index: number; tries: number }>({ index: talk.total - 1, tries: TRIES });
  const go = (index: number) => { want({ index, tries: TRIES }); };
  useEffect(() => {
    // Heights are known only once lines are drawn: what is wanted is brought into sight again until they are.
    if (wanted.tries === 0 || wanted.index < 0) return;
    list.scrollToIndex(wanted.index, { align: wanted.index === talk.total - 1 ? "end" : "center" });
    const timer = setTimeout(() => { want({ index: wanted.index, tries: wanted.tries - 1 }); }, 120);
    return () => { clearTimeout(timer); };
  }, [list, talk.total, wanted]);
  const places = searched.data?.found ?? [];
  const first = places[0];
  useEffect(() => {
    if (first !== undefined) want({ index: first, tries: TRIES });
  }, [first]);
  const step = (by: number) => {
    if (places.length === 0) return;
    const next = (hit + by + places.length) % places.length;
    setHit(next);
    go(places[next] ?? 0);
  };
  useCommands({ "talk.search": { run: () => box.current?.parentElement?.querySelector<HTMLInputElement>("[data-talk-words]")?.focus() }, "talk.print": { run: () => void navigate({ search: (before) => ({ ...before, print: "1" }) }) } });
  return (
    <Stack gap="xs">
      <form
        className={classes.bar}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setHit(0);
          void navigate({ search: (before) => ({ ...before, words: typed.trim() === "" ? undefined : typed.trim() }), replace: true, resetScroll: false });
        }}
      >
        <TextInput size="xs" label={t("talk.words")} dir="auto" data-talk-words value={typed} onChange={(event) => { type(event.currentTarget.value); }} />
        <Button size="xs" type="submit" variant="default" loading={searched.isFetching}>
          {t("talk.look")}
        </Button>
        {words !== "" && searched.data !== undefined && (
          <Group gap={4}>
            <Text size="xs" role="status">
              {format.counted("talk.found", places.length)}
              {searched.data.looked < talk.total && <> {t("talk.looked", { n: format.number(searched.data.looked) })}</>}
            </Text>
            {places.length > 0 && (
              <>
                <Button size="compact-xs" variant="default" onClick={() => { step(-1); }}>
                  {t("page.before")}
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => { step(1); }}>
                  {t("page.after")}
                </Button>
              </>
            )}
          </Group>
        )}
        {talk.months.length > 1 && (
          <NativeSelect
            size="xs"
            label={t("talk.month")}
            data={[{ value: "", label: "–" }, ...talk.months.map((item) => ({ value: String(item.offset), label: format.exact(item.month) }))]}
            onChange={(event) => { if (event.currentTarget.value !== "") go(Number(event.currentTarget.value)); }}
          />
        )}
        <DateField
          size="xs"
          label={t("talk.day")}
          data-talk-day
          value={sought}
          onValue={(day) => {
            seek(day);
            if (day !== "") void placeOf(talk.own.id, talk.other.id, day, zone).then(go);
          }}
        />
        {talk.participants.length > 1 && (
          <NativeSelect
            size="xs"
            label={t("talk.side")}
            value={mine}
            data={talk.participants.map((item) => ({ value: item.id, label: item.caption }))}
            onChange={(event) => void navigate({ search: (before) => ({ ...before, side: event.currentTarget.value }), replace: true, resetScroll: false })}
          />
        )}
        <Button size="xs" variant="default" onClick={() => void navigate({ search: (before) => ({ ...before, print: "1" }) })}>
          {t("talk.print")}
        </Button>
      </form>
      {failed?.error && <ErrorNote error={failed.error} />}
      <div ref={box} className={classes.scroll} tabIndex={0} role="region" aria-label={t("talk.title")}>
        <div role="list" style={{ position: "relative", blockSize: list.getTotalSize() }}>
          {seen.map((item) => {
            const said = at(item.index);
            const before = item.index === 0 ? undefined : at(item.index - 1);
            const day = said === undefined ? "" : dayOf(said, zone);
            return (
              <div
                key={item.key}
                ref={list.measureElement}
                data-index={item.index}
                role="listitem"
                aria-setsize={talk.total}
                aria-posinset={item.index + 1}
                style={{ position: "absolute", insetInline: 0, insetBlockStart: 0, transform: `translateY(${item.start}px)` }}
              >
                {said === undefined ? (
                  <div className={classes.waiting} />
                ) : (
                  <UtteranceLine
                    said={said}
                    day={item.index === 0 || (before !== undefined && dayOf(before, zone) !== day) ? day : ""}
                    mine={mine}
                    name={names.get(said.sender) ?? ""}
                    found={found.has(item.index)}
                    here={said.records.some((record) => here.startsWith(`${record.source}.${record.place.part}.${record.place.row}.`))}
                    zone={zone}
                    onShow={onShow}
                    onNote={onNote}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </Stack>
  );
}

/** The latest part of the thread all at once, for paper: how much of it stands here is said. */
function Printed({ talk, mine, names, zone, onShow, onNote }: LinesProps) {
  const { t } = useLocale();
  const format = useFormat();
  const navigate = useNavigate({ from: "/conversation" });
  const page = useQuery(pageQuery(talk.own.id, talk.other.id, null, PRINTED));
  if (page.isPending) return <Loading />;
  if (page.isError) return <ErrorNote error={page.error} />;
  const { events, total } = page.data;
  return (
    <Stack gap="xs">
      <Group className={classes.bar}>
        <Button size="xs" onClick={() => { window.print(); }}>
          {t("talk.print")}
        </Button>
        <Button size="xs" variant="default" onClick={() => void navigate({ search: (before) => ({ ...before, print: undefined }) })}>
          {t("talk.print.back")}
        </Button>
      </Group>
      <Text size="sm">{t("talk.printed", { n: format.number(events.length), total: format.number(total) })}</Text>
      <div role="list">
        {events.map((said, index) => {
          const before = events[index - 1];
          const day = dayOf(said, zone);
          return (
            <div key={said.id} role="listitem">
              <UtteranceLine said={said} day={before === undefined || dayOf(before, zone) !== day ? day : ""} mine={mine} name={names.get(said.sender) ?? ""} found={false} here={false} zone={zone} onShow={onShow} onNote={onNote} />
            </div>
          );
        })}
      </div>
    </Stack>
  );
}
