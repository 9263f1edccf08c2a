import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";

import { byUrgency, heldQuery, madeQuery, taskBody, watchBody, wholeQuery } from "@/core/casework";
import { type CaseDocument, useSaveDocument } from "@/core/documents";
import { useFormat, ZONE } from "@/core/format";
import { cardCountQuery } from "@/core/cards";
import { useDeskParts, useOpenDesks } from "@/core/desks/open";
import { erasuresQuery } from "@/core/erasures";
import { commonInboxQuery } from "@/core/inbox";
import { active, jobsQuery } from "@/core/jobs";
import { usePerson } from "@/core/session";
import { type Case, useCases, type Source } from "@/core/sources";
import { newsQuery, seenUntil, worthLooking } from "@/core/watch";
import { Data } from "@/design/Text";
import { inUtc } from "@/i18n/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import due from "@/parts/Due.module.css";
import { DueLines } from "@/parts/DueLines";
import { DueTime } from "@/parts/DueTime";
import { Invited } from "@/parts/NoCase";
import { FetchedView } from "@/parts/FetchedView";
import { needsMapping, unreadable } from "@/parts/SourceState";
import { ErrorNote, Loading } from "@/parts/Notes";
import classes from "./Waiting.module.css";
import { useLastVisit } from "./visit";

const FEW = 6;
/** Documents that are looked at together. */
const AT_ONCE = 20;

/** What waits for the person, what is new, and the cases. */
export function Waiting({ sources }: { sources: Source[] }) {
  const { t } = useLocale();
  const cases = useCases();
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  if (cases.data.length === 0) return <WaitingAnyway />;
  return (
    <div className={classes["sides"]}>
      <section aria-labelledby="waiting" className={due["panel"]}>
        <Title order={2} id="waiting">{t("home.waiting")}</Title>
        <ForMe cases={cases.data} sources={sources} />
      </section>
      <Stack gap="md">
        <section aria-labelledby="changed" className={due["panel"]}>
          <Title order={2} id="changed">{t("home.new")}</Title>
          <New cases={cases.data} sources={sources} />
        </section>
        <section aria-labelledby="my-cases" className={due["panel"]}>
          <Title order={2} id="my-cases">{t("home.cases")}</Title>
          <ul className={classes["list"]}>
            {cases.data.slice(0, FEW).map((item) => (
              <li key={item.id}>
                <Anchor component={Link} to={`/cases/${item.id}`} size="sm"><Data>{item.title}</Data></Anchor>
              </li>
            ))}
          </ul>
          {cases.data.length > FEW && <Anchor component={Link} to="/cases" size="sm">{t("jobs.all")}</Anchor>}
        </section>
      </Stack>
    </div>
  );
}

/** What waits for somebody who belongs to no case. */
function WaitingAnyway() {
  const { t } = useLocale();
  return (
    <section aria-labelledby="waiting" className={due["panel"]}>
      <Title order={2} id="waiting">{t("home.waiting")}</Title>
      <ul className={due["list"]}>
        <InOrder entries={[]} />
        <Invited />
        <OfDesks />
      </ul>
      <Nothing />
    </section>
  );
}

/** Something that has to be done by a time. */
interface Entry {
  until: string;
  node: ReactNode;
}

/** What desks and cases want done, by when it is due: what is over first, what has no time of its own last. */
function InOrder({ entries }: { entries: readonly Entry[] }) {
  const { t, locale } = useLocale();
  const { data } = useQuery(commonInboxQuery(locale));
  const { data: desks } = useOpenDesks();
  const now = new Date().toISOString();
  const lines = (data?.items ?? []).map((item): Entry => ({ until: item.until === null ? (item.standing === "unknown" ? now : "") : inUtc(item.until), node: <DueLines key={`${item.desk} ${item.case} ${item.key}`} lines={[item]} /> }));
  return (
    <>
      {[...lines, ...entries].toSorted((a, b) => (a.until || "9999").localeCompare(b.until || "9999")).map(({ node }) => node)}
      {(data?.unread ?? []).map((name) => <li key={name} data-unread={name}>{t("home.unread", { name: desks?.find(({ desk }) => desk.name === name)?.desk.title ?? name })}</li>)}
    </>
  );
}

/** What desks say is waiting. */
function OfDesks() {
  return useDeskParts("home").map(({ id, part }) => <FetchedView key={id} id={`home:${id}`} view={part.view} props={{}} quiet />);
}

/** Said where the list before it is empty. */
function Nothing() {
  const { t, locale } = useLocale();
  const format = useFormat();
  const later = useQuery(commonInboxQuery(locale)).data?.later ?? 0;
  return (
    <div className={due["nothing"]} data-nothing>
      <Text fw={600}>{t("home.waiting.none")}</Text>
      <Text size="sm" c="dimmed">{later > 0 && <>{format.counted("home.later", later)}. </>}{t("home.waiting.next")}</Text>
    </div>
  );
}

function ForMe({ cases, sources }: { cases: Case[]; sources: Source[] }) {
  const { t } = useLocale();
  const format = useFormat();
  const person = usePerson();
  const review = useQuery(cardCountQuery);
  const tasks = useQueries({ queries: cases.map((item) => wholeQuery(item.id, "task")) });
  const ordered = person.roles.includes("supervisor") ? sources.filter((source) => source.authority !== "") : [];
  const held = useQueries({ queries: ordered.map((source) => heldQuery(source.id)) });
  const waiting = ordered.filter((_, index) => { const found = held[index]?.data; return found !== undefined && !found.released && found.statements + found.facts > 0; });
  const mine = tasks.flatMap((item) => item.data ?? []).filter((task) => { const told = taskBody(task); return !told.done && (told.to === "" || told.to === person.login); }).sort((a, b) => byUrgency(taskBody(a), taskBody(b)));
  const count = review.data?.total ?? 0;
  const jobs = useQuery(jobsQuery);
  const sealed = jobs.data === undefined || jobs.data.some(active) ? [] : sources.filter((source) => source.state === "sealed");
  const todo = sources.filter((source) => needsMapping(source) || unreadable(source) || source.state === "failed");
  const alerts = useAlerts(cases, sources);
  const orders = useQuery(erasuresQuery);
  const erasures = person.roles.includes("supervisor") ? (orders.data ?? []).filter((item) => item.state === "pending" && !item.mine) : [];
  const latest = sources.reduce((found, source) => (source.published_at > found ? source.published_at : found), "");
  return (
    <Stack gap={4}>
      <ul className={due["list"]}>
        <InOrder entries={mine.slice(0, FEW).map((task) => ({ until: taskBody(task).due, node: <Task key={task.id} task={task} /> }))} />
        <Invited />
        <OfDesks />
        {alerts.map((watch) => (
          <Alert key={watch.id} watch={watch} latest={latest} />
        ))}
        {sealed.length > 0 && (
          <li>
            <Anchor component={Link} to={`/intake?ids=${sealed.slice(0, AT_ONCE).map((source) => source.id).join(".")}`} size="sm" data-waiting="sealed">
              {format.counted("home.sealed", sealed.length)}
            </Anchor>
          </li>
        )}
        {todo.length > 0 && (
          <li>
            <Anchor component={Link} to="/?show=todo#sources-title" size="sm" data-waiting="todo">
              {format.counted("home.todo", todo.length)}
            </Anchor>
          </li>
        )}
        {count > 0 && (
          <li>
            <Anchor component={Link} to="/review" size="sm" data-waiting="review">
              {format.counted("home.review", count)}
            </Anchor>
          </li>
        )}
        {[...new Set(erasures.map((item) => item.case))].map((caseId) => (
          <li key={caseId}>
            <Anchor component={Link} to={`/cases/${caseId}?tab=decisions`} size="sm" data-waiting="erasure">
              {t("home.erasures", { n: format.number(erasures.filter((item) => item.case === caseId).length) })}
            </Anchor>
          </li>
        ))}
        {waiting.map((source) => (
          <li key={source.id}>
            <Anchor component={Link} to={`/cases/${source.case}?tab=decisions`} size="sm" data-waiting="held">
              {t("home.held")}: <Data>{source.name}</Data>
            </Anchor>
          </li>
        ))}
      </ul>
      {review.isSuccess && <Nothing />}
      {mine.length > FEW && <Text size="sm">{format.counted("mapping.more", mine.length - FEW)}</Text>}
    </Stack>
  );
}

function Task({ task }: { task: CaseDocument }) {
  const until = taskBody(task).due;
  return (
    <li className={due["line"]}>
      <div className={due["text"]}>
        <Anchor component={Link} to={`/cases/${task.case}`} className={due["what"]} data-waiting="task"><Data>{task.title}</Data></Anchor>
        {until !== "" && <div className={due["beside"]}><DueTime until={until} /></div>}
      </div>
    </li>
  );
}

/** The watches of the person's cases that are worth looking at: something was published since. */
function useAlerts(cases: Case[], sources: Source[]): CaseDocument[] {
  const watches = useQueries({ queries: cases.map((item) => wholeQuery(item.id, "watch")) });
  const published = sources.map((source) => source.published_at);
  return watches.flatMap((item) => item.data ?? []).filter((watch) => worthLooking(watchBody(watch), published));
}

/** One watch; nothing is shown while nothing new answers it. */
function Alert({ watch, latest }: { watch: CaseDocument; latest: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const save = useSaveDocument();
  const told = watchBody(watch);
  const news = useQuery(newsQuery(watch, told, latest));
  if (news.isError) return <li><ErrorNote error={news.error} /></li>;
  if (news.data === undefined || news.data.fresh.length + news.data.more.length === 0) return null;
  const { fresh, more, until, unseen } = news.data;
  const seen = () => { save.mutate({ case: watch.case, id: watch.id, version: watch.version, kind: "watch", title: watch.title, body: seenUntil(told, until) }); };
  return (
    <li data-alert>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="start">
        <Text size="sm">
          <Anchor component={Link} to={`/search?${new URLSearchParams(told.type === "" ? { q: told.q } : { q: told.q, type: told.type }).toString()}`} size="sm" fw={600}>
            {t("home.alert")}: <Data>{watch.title}</Data>
          </Anchor>
          <br />
          {fresh.length > 0 && format.counted("home.alert.fresh", fresh.length)}
          {fresh.length > 0 && more.length > 0 && separator()}
          {more.length > 0 && format.counted("home.alert.more", more.length)}
          {[...fresh, ...more].slice(0, FEW).map((item) => (
            <Fragment key={item.id}>
              <br />
              <Anchor component={Link} to={`/entities/${item.id}`} size="sm" data-news>
                <Data>{item.caption}</Data>
              </Anchor>
            </Fragment>
          ))}
          {unseen > 0 && <><br />{format.counted("home.alert.unseen", unseen)}</>}
        </Text>
        <Button size="compact-xs" variant="default" loading={save.isPending} onClick={seen} style={{ flexShrink: 0 }}>
          {t("home.alert.seen")}
        </Button>
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
    </li>
  );
}

function New({ cases, sources }: { cases: Case[]; sources: Source[] }) {
  const { t } = useLocale();
  const format = useFormat();
  const person = usePerson();
  const before = useLastVisit(person.id);
  const made = useQueries({ queries: cases.map((item) => madeQuery(item.id)) });
  const came = sources.filter((source) => (source.published_at || source.deposited_at) > before).sort((a, b) => (b.published_at || b.deposited_at).localeCompare(a.published_at || a.deposited_at));
  const changed = made.flatMap((item) => item.data ?? []).filter((item) => item.at > before && item.by !== person.id && before !== "").sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Stack gap={4}>
      <Text size="xs" c="dimmed">
        {before === "" ? t("home.first-visit") : t("home.since", { date: format.date(`${before.slice(0, 16)}Z`, ZONE) })}
      </Text>
      <ul className={classes.list}>
        {came.slice(0, FEW).map((source) => (
          <li key={source.id} data-new="source">
            <Anchor component={Link} to={`/sources/${source.id}`} size="sm">
              <Data>{source.name}</Data>
            </Anchor>
          </li>
        ))}
        {came.length > FEW && <li>
            <Anchor component={Link} to="/" hash="sources-title" size="sm">
              {format.counted("jobs.more", came.length - FEW)}
            </Anchor>
          </li>}
        {changed.slice(0, FEW).map((item) => (
          <li key={`${item.id} ${item.version}`} data-new="document">
            <Anchor component={Link} to={item.kind === "chart" ? `/chart?case=${item.case}&id=${item.id}` : `/cases/${item.case}?tab=activity`} size="sm">
              <Data>{item.title}</Data>
            </Anchor>
            <Text span size="xs" c="dimmed">
              {" "}
             {separator()}<Data>{item.by_name}</Data>
            </Text>
          </li>
        ))}
      </ul>
      {came.length + changed.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("home.new.none")}
        </Text>
      )}
    </Stack>
  );
}
