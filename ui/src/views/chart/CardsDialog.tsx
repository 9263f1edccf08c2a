import { Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";

import { type Card, eventCards, lineCards, valueCards } from "@/core/chart/cards";
import * as edit from "@/core/chart/edit";
import { endsOf, type Line, type Pair } from "@/core/chart/known";
import { entityOf } from "@/core/chart/seen";
import { ownLine } from "@/core/chart/seen";
import { BEHIND_AT_ONCE, behindQuery } from "@/core/chart/server";
import { later, type Span, WHOLE, wholeSpan } from "@/core/chart/times";
import { entityQuery, EVENTS_AT_ONCE, eventsQuery } from "@/core/entities";
import { useFormat, ZONE } from "@/core/format";
import { momentOf } from "@/core/moment";
import { atOf, pieces, writeAt } from "@/core/place";
import { sought } from "@/core/sought";
import { useWords } from "@/core/vocabulary";
import { isolated } from "@/design/direction";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { Dialog } from "@/parts/Dialog";
import { GradeMark, TypeMark } from "@/parts/Marks";
import { PlaceLabel } from "@/parts/PlaceLabel";
import { Step } from "@/parts/Step";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue, Value } from "@/parts/Value";
import classes from "./Chart.module.css";
import { captionOf } from "./look";
import type { Chart } from "./useChart";
import { Translations } from "./Translations";
import { Way } from "./Way";

interface Props {
  made: Chart;
  caseId: string;
  /** The item whose cards are shown; "" for those of `pair`. */
  id: string;
  pair: Pair | undefined;
  onClose: () => void;
}

/** Every record behind an item or a line in a list: when, what it says, how it is graded, and where it stands; each opens at its row. */
export function CardsDialog({ made, caseId, id, pair, onClose }: Props) {
  const { t } = useLocale();
  const [find, setFind] = useState("");
  const [every, setEvery] = useState(false);
  const { known, chart } = made.state;
  const inForce = made.filter.time !== null && !wholeSpan(made.filter.time) ? made.filter.time : null;
  const part = every || inForce === null ? WHOLE : inForce;
  const name = (one: string) => captionOf(one, known, chart.items.get(one));
  const title = (pair === undefined ? [id] : [pair.a, pair.b]).map((one, at) => (
    <span key={one}>
      {at > 0 && " – "}
      <PlainValue value={name(one)} />
    </span>
  ));
  return (
    <Dialog onClose={onClose} size="70rem" title={<>{t("chart.cards")}: {title}</>}>
      <Stack gap="sm" data-cards>
        <div className={classes.between}>
          <TextInput size="xs" w="18rem" dir="auto" aria-label={t("chart.table.filter")} placeholder={t("chart.table.filter")} leftSection={<Icon name="search" size={14} />} value={find} onChange={(event) => { setFind(event.currentTarget.value); }} data-autofocus />
          {pair === undefined && (
            <Step to="/entities/$id" params={{ id }}>
              {t("chart.open")}
            </Step>
          )}
        </div>
        {inForce !== null && <PartNote span={inForce} every={every} onEvery={setEvery} />}
        {pair === undefined ? <OfItem key={id} made={made} caseId={caseId} id={id} part={part} find={find} onClose={onClose} /> : pair.lines.map((line) => <OfLine key={line.id} made={made} line={line} part={part} find={find} />)}
      </Stack>
    </Dialog>
  );
}

/** Which part of the time the cards are of, as on the chart, and the way to all of it. */
function PartNote({ span, every, onEvery }: { span: Span; every: boolean; onEvery: (every: boolean) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const bound = (text: string) => (text === "" ? "…" : format.exact(text));
  const until = span.until !== "" && span.by !== "hour" ? later(span.until, "day", -1).slice(0, 10) : span.until;
  return (
    <div className={classes.between} role="status" data-part={every ? "all" : "part"}>
      <Text size="sm">{every ? t("chart.cards.every") : t("chart.cards.part", { from: bound(span.by === "hour" ? span.from : span.from.slice(0, 10)), until: bound(until) })}</Text>
      <Button size="compact-sm" variant="default" onClick={() => { onEvery(!every); }} data-every>
        {t(every ? "chart.cards.part.only" : "chart.cards.part.all")}
      </Button>
    </div>
  );
}

type Part = Pick<Span, "from" | "until">;

function OfItem({ made, caseId, id, part, find, onClose }: { made: Chart; caseId: string; id: string; part: Part; find: string; onClose: () => void }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const [limit, setLimit] = useState(EVENTS_AT_ONCE);
  const apart = made.state.chart.items.get(id)?.apart === true;
  const entity = entityOf(id, made.state.known);
  const values = useQuery(entityQuery(entity));
  const events = useQuery(eventsQuery(entity, limit, momentOf(part.from, ZONE), momentOf(part.until, ZONE)));
  const said = useMemo(() => (values.data === undefined ? [] : valueCards(values.data, apart ? id : null)), [values.data, apart, id]);
  const happened = useMemo(() => eventCards(events.data?.events ?? [], entity), [events.data, entity]);
  const total = events.data?.total ?? 0;
  /** A box on the chart that points at the item, says the value and where it stands, and cites it. */
  const cite = (card: Card) => {
    const [record] = card.records;
    const item = made.state.chart.items.get(id);
    const statement = card.of?.statement;
    if (record === undefined || item === undefined || card.of === null || statement === undefined) return;
    const place = pieces(record.place).map((piece) => (piece.kind === "word" ? t(`place.${piece.word}`, { n: format.digits(String(piece.number)) }) : piece.text)).join(t("review.comma")) || t("place.whole");
    const lines = [`${words.propertyLabel(card.schema, card.prop)}: ${isolated(card.value)}`, isolated(record.source_name), record.grade === null ? place : `${place} (${isolated(record.grade)})`];
    const cites = { entity: card.of.entity, statement };
    made.change("chart.step.text", (now) => edit.write(now, crypto.randomUUID().slice(0, 8), { x: item.x + 0.8, y: item.y - 1.6, text: lines.join("\n").slice(0, 500), kind: "source", of: id, cites }));
    onClose();
  };
  return (
    <>
      {values.isPending && <Loading />}
      {values.isError && <ErrorNote error={values.error} retry={() => void values.refetch()} />}
      {said.length > 0 && <Cards title={format.counted("chart.cards.values", said.length)} cards={said} find={find} caseId={caseId} onCite={(card) => { cite(card); }} />}
      {events.isError && <ErrorNote error={events.error} retry={() => void events.refetch()} />}
      {happened.length > 0 && <Cards title={format.counted("events.count", total)} cards={happened} find={find} caseId={caseId} />}
      {total > happened.length && happened.length > 0 && (
        <More shown={happened.length} total={total} {...(limit < EVENTS_MOST ? { onMore: () => { setLimit(Math.min(EVENTS_MOST, limit * 3)); } } : {})} />
      )}
      {values.isSuccess && events.isSuccess && said.length + happened.length === 0 && <p role="status">{t("chart.cards.none")}</p>}
    </>
  );
}

/** As many events as the server tells of one thing at once. */
const EVENTS_MOST = 1000;
const BEHIND_MOST = 2000;

function OfLine({ made, line, part, find }: { made: Chart; line: Line; part: Part; find: string }) {
  const words = useWords();
  const [limit, setLimit] = useState(BEHIND_AT_ONCE * 4);
  const rests = ["fact", "fitted", "edge", "property"].includes(line.kind);
  const shown = useMemo(() => [...made.state.chart.items.keys()], [made.state.chart.items]);
  const found = useQuery({ ...behindQuery(ownLine(made.seen, made.state.known, line), shown, limit, part), enabled: rests });
  const cards = useMemo(() => lineCards(found.data?.told ?? []), [found.data]);
  const title = words.link(line.kind, line.label, endsOf(line, made.state.known));
  const format = useFormat();
  if (!rests) return null;
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <>
      <Cards
        title={`${title}${BESIDE}${format.counted("chart.cards.records", found.data.records)}`}
        cards={cards}
        find={find}
        way={(card) => card.out !== null && <Way made={made} a={card.out ? line.a : line.b} b={card.out ? line.b : line.a} />}
      />
      {found.data.total > cards.length && <More shown={cards.length} total={found.data.total} {...(limit < BEHIND_MOST ? { onMore: () => { setLimit(Math.min(BEHIND_MOST, limit * 3)); } } : {})} />}
    </>
  );
}

/** How many of all are shown; with a way to the rest while there is one. */
function More({ shown, total, onMore }: { shown: number; total: number; onMore?: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  if (onMore === undefined) return <p className={classes.quiet}>{t("chart.of-total", { n: format.number(shown), total: format.number(total) })}</p>;
  return (
    <Button size="compact-sm" variant="default" onClick={onMore} data-more>
      {t("chart.behind.more", { n: format.number(shown), total: format.number(total) })}
    </Button>
  );
}

const textOf = (card: Card): string => [card.at, card.value, card.prop, ...card.parties.map((party) => party.name), ...card.records.flatMap((record) => [record.source_name, record.grade ?? ""])].join(" ");

function Cards({ title, cards, find, caseId = "", way, onCite }: { title: string; cards: readonly Card[]; find: string; caseId?: string; way?: (card: Card) => ReactNode; onCite?: (card: Card) => void }) {
  const { t } = useLocale();
  const fits = sought(find);
  const shown = cards.filter((card) => fits(textOf(card)));
  return (
    <section>
      <h3 style={{ margin: "0 0 0.35rem" }}>{title}</h3>
      <div className={`${table.frame ?? ""} ${table.bounded ?? ""}`} role="region" aria-label={title} tabIndex={0}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("chart.cards.when")}</th>
              <th scope="col">{t("chart.cards.what")}</th>
              <th scope="col">{t("chart.cards.value")}</th>
              <th scope="col">{t("chart.cards.where")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((card) => (
              <tr key={card.key} data-card>
                <td className={table.when}>
                  <When card={card} />
                </td>
                <td>
                  <What card={card} />
                  {way !== undefined && <div>{way(card)}</div>}
                  {card.parties.map((party) => (
                    <div key={party.id}>
                      <PlainValue value={party.name} />
                    </div>
                  ))}
                </td>
                <td className={table.name}>
                  <CardText card={card} />
                  {card.of !== null && caseId !== "" && <Translations caseId={caseId} of={card.of} />}
                </td>
                <td>
                  <Records card={card} />
                  {onCite !== undefined && card.of?.statement !== undefined && (
                    <Button size="compact-xs" variant="default" onClick={() => { onCite(card); }} data-cite>
                      {t("chart.text.cite")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p role="status">{t("chart.table.none")}</p>}
      </div>
    </section>
  );
}

function When({ card }: { card: Card }) {
  const { t } = useLocale();
  const format = useFormat();
  if (card.at !== "") return format.exact(card.at);
  return card.prop === "" ? t("events.no-time") : null;
}

function What({ card }: { card: Card }) {
  const words = useWords();
  if (card.prop === "") return card.schema === "" ? null : <TypeMark schema={card.schema} />;
  return words.propertyLabel(card.schema, card.prop);
}

function CardText({ card }: { card: Card }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <>
      {card.prop !== "" ? <Value schema={card.schema} prop={card.prop} value={card.value} /> : card.value !== "" && <PlainValue value={card.value} />}
      {card.seconds > 0 && <> {t("chart.cards.seconds", { n: format.number(card.seconds) })}</>}
    </>
  );
}

/** Where a card is recorded, each place with its grade. */
function Records({ card }: { card: Card }) {
  return (
    <ul className={classes.plain}>
      {card.records.map((record, at) => (
        <li key={`${record.source} ${record.place.label} ${at}`}>
          <Anchor component={Link} to={`/sources/${record.source}?at=${writeAt(atOf(record))}`} size="sm" style={{ overflowWrap: "anywhere" }} data-source>
            <PlainValue value={record.source_name} />{BESIDE}<PlaceLabel place={record.place} />
          </Anchor>{" "}
          <GradeMark grade={record.grade} />
        </li>
      ))}
    </ul>
  );
}
