import { Alert, Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffectEvent, useLayoutEffect, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { pressed, stepped, typing } from "@/core/keys";
import { Data } from "@/design/Text";
import { DeskLink, HomeLink } from "@/desks/kit/DeskLink";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import sitting from "@/parts/Sitting.module.css";

import { following, possible } from "./decide";
import { HitPane } from "./HitPane";
import { PrintSheet } from "./PrintSheet";
import { type Hit, hitQuery, queueQuery, referredQuery } from "../server";
import { called, flightName, useSay, useTitled } from "../words";
import { BESIDE } from "@/i18n/separator";

/** The officers' queue: who waits on one side, why and what speaks for and against on the other, all of it from the keyboard. */
export function QueueView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const away = search["show"] === "referred";
  const found = useQuery(away ? referredQuery : queueQuery);
  const [done, setDone] = useState<Done | null>(null);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { hits, waiting, older, since, referred } = found.data;
  return (
    <Stack maw="90rem" mx="auto" data-queue={waiting}>
      <Stack gap={4}>
        <HomeLink />
        <Title order={1}>{say("queue")}</Title>
        <Text c="dimmed">{say("queue.help")}</Text>
        <Text role="status">{say(away ? "queue.referred" : "queue.waiting", { n: format.number(waiting) })} {away ? <DeskLink to="queue">{say("queue")}</DeskLink> : referred > 0 && <DeskLink to="queue" search={{ show: "referred" }}>{say("queue.referred", { n: format.number(referred) })}</DeskLink>}</Text>
        {older > 0 && <Text size="sm" data-older={older}>
          {say("queue.before", { n: format.number(older), day: format.date(since) })} <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "passengers", _splat: "registers/hits" }} {...props} />}>{say("queue.older")}</Anchor>
        </Text>}
      </Stack>
      <div role="status" data-done={done?.step}>{done !== null && <Happened done={done} />}</div>
      {hits.length === 0 && (search["hit"] ?? "") === "" ? <Empty title={say("queue.none")} /> : <Sitting hits={hits} chosen={search["hit"] ?? ""} choose={(hit) => { go({ hit, show: search["show"] }); }} onDone={setDone} />}
    </Stack>
  );
}

/** A step that was taken with a hit. */
interface Done {
  id: string;
  name: string;
  step: string;
}

/** What happened with a hit, the hit itself, and what comes next. */
function Happened({ done }: { done: Done }) {
  const say = useSay();
  return <><Text data-happened={done.id}><Data>{called(say, `done.${done.step}`)}</Data> <DeskLink to="queue" search={{ hit: done.id }}>{done.name === "" ? say("record") : <Data>{done.name}</Data>}</DeskLink></Text>{done.step === "agree" && <PrintSheet hit={done.id} />}</>;
}

function Sitting({ hits, chosen, choose, onDone }: { hits: readonly Hit[]; chosen: string; choose: (id: string) => void; onDone: (done: Done) => void }) {
  const say = useSay();
  const titled = useTitled();
  const format = useFormat();
  const ids = hits.map((one) => one.id);
  const [before, setBefore] = useState<readonly string[]>(ids);
  const [step, setStep] = useState("");
  /** The hit with which something was done last, until the officer goes to another. */
  const [next, setNext] = useState("");
  const apart = chosen !== "" && !ids.includes(chosen) && !before.includes(chosen);
  const other = useQuery(hitQuery(apart ? chosen : ""));
  const now = chosen === "" ? ids[0] ?? "" : apart ? chosen : following(before, chosen, ids);
  const at = Math.max(0, ids.indexOf(now));
  const hit = apart ? other.data?.hit : hits[at];
  const look = (id: string) => { setNext(""); setBefore(ids); setStep(""); choose(id); };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (typing(event.target) || event.defaultPrevented || event.repeat) return;
    const next = stepped(event, at, ids.length);
    const way = hit === undefined ? undefined : possible(hit.state, hit.ended, hit.exact).find((one) => pressed(event, one.code, one.sign));
    if (next !== null) look(ids[next] ?? "");
    else if (way !== undefined) { setBefore(ids); setStep(way.step); }
    else return;
    event.preventDefault();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => { onKey(event); };
    window.addEventListener("keydown", listen);
    return () => { window.removeEventListener("keydown", listen); };
  }, []);
  return (
    <>
      <Text size="sm" c="dimmed">{say("keys")}</Text>
      <div className={sitting.sitting}>
        <nav aria-label={say("queue.list")}>
          <ol className={sitting.list}>
            {hits.map((one) => (
              <li key={one.id}>
                <button type="button" className={sitting.line} aria-current={one.id === now} data-hit={one.id} onClick={() => { look(one.id); }}>
                  <Group gap="xs" justify="space-between">
                    <Text span fw={600}><Data>{one.traveller === "" ? "–" : one.traveller}</Data></Text>
                    <Badge variant="outline" tt="none" style={{ flexShrink: 0 }}>{called(say, `state.${one.state}`)}</Badge>
                    {one.ended && <Badge variant="filled" color="red.9" tt="none" data-entry-ended>{say("entry.ended")}</Badge>}
                  </Group>
                  <Text span size="sm" display="block">{called(say, `why.${one.why}`)}{BESIDE}<Data>{titled(one.of_list, one.titles)}</Data></Text>
                  <Text span size="sm" display="block"><Data>{flightName(one.flight ?? "", format.date)}</Data></Text>
                </button>
              </li>
            ))}
          </ol>
        </nav>
        {apart && other.isPending && <Loading />}
        {apart && other.isError && <ErrorNote error={other.error} retry={() => void other.refetch()} />}
        {hit !== undefined && <div>{next !== "" && next !== hit.id && <Alert variant="light" mb="sm" role="status" title={say("queue.next")} data-next-hit><Data>{hit.traveller === "" ? "–" : hit.traveller}</Data> <Data>{flightName(hit.flight ?? "", format.date)}</Data></Alert>}<HitPane key={hit.id} hit={hit} step={step} onStep={setStep} onDone={(taken) => { setNext(hit.id); onDone({ id: hit.id, name: hit.traveller, step: taken }); }} /></div>}
      </div>
    </>
  );
}
