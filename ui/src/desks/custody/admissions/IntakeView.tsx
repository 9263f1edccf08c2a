import { Button, Checkbox, Group, Radio, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { LeaveGuard } from "@/parts/LeaveGuard";
import { ErrorNote } from "@/parts/Notes";

import { ExpectedPeople } from "../arrivals/ExpectedPeople";
import { FreeCellPick } from "../cells/CellPick";
import css from "../Custody.module.css";
import { Done } from "@/parts/Done";
import { dayAt } from "../court_days/days";
import { useErrors, type Wrong } from "../forms/errors";
import { Go } from "../forms/Go";
import { PersonLink } from "../forms/PersonLink";
import { nowInHouse } from "../moment";
import { matchQuery, useAdmit } from "../server";
import { called, useSay } from "../words";
import { admission, ASKED, faults, type Filled, left, newcomer, STEPS, stepOf } from "./intake";
import { Field } from "./IntakeField";
import { BESIDE } from "@/i18n/separator";

/** Admission step by step. Candidates stand beside one another and a person decides; what nobody knows stays open, is listed, and becomes due. */
export function IntakeView({ search }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const [at, setAt] = useState(0);
  const [filled, setFilled] = useState<Filled>({});
  const [asked, setAsked] = useState({ name: "", born: "", document: "" });
  const [decided, setDecided] = useState("");
  const [arrival, setArrival] = useState("");
  const [looked, setLooked] = useState(false);
  const candidates = useQuery(matchQuery(asked.name, asked.born, asked.document));
  const admit = useAdmit();
  const set = (name: string, value: string) => { setFilled((before) => ({ ...before, [name]: value })); };
  const step = STEPS[at] ?? "person";
  const given = admission(filled, decided, candidates.data?.candidates.map((one) => one.number) ?? [], arrival);
  const file = candidates.data?.candidates.find((one) => one.number === decided);
  const open = left(filled).filter((name) => file === undefined || !(name === "mother" || name === "born" || name === "document") || file[name] === "");
  const errors = useErrors({});
  const sending = useRef(false);
  const send = () => {
    if (given === null || sending.current) return;
    sending.current = true;
    admit.mutate(given, { onSettled: () => { sending.current = false; } });
  };
  const another = () => {
    setAt(0);
    setFilled({});
    setAsked({ name: "", born: "", document: "" });
    setDecided("");
    setArrival("");
    setLooked(false);
    admit.reset();
  };
  const next = () => {
    const held = step === "match" && candidates.data?.candidates.some((one) => one.number === decided && one.held) === true;
    const undecided: Wrong = step === "match" && decided === "" ? { decision: say("intake.decision.needed") } : held ? { decision: say("intake.held.now") } : {};
    const found = faults(step, filled, nowInHouse(), dayAt);
    if (!errors.check({ ...undecided, ...Object.fromEntries(Object.entries(found).map(([name, word]) => [name, say(word)])) })) return;
    if (step === "person") setDecided("");
    if (step === "person") setAsked({ name: filled["name"] ?? "", born: filled["born"] ?? "", document: filled["document"] ?? "" });
    setAt(Math.min(at + 1, STEPS.length - 1));
  };
  return (
    <form ref={errors.form} noValidate data-intake onSubmit={(event) => { event.preventDefault(); next(); }}>
    <Stack maw="70rem" mx="auto">
      <LeaveGuard typed={Object.values(filled).some((one) => one !== "") && admit.data === undefined} />
      <DeskHead title={say("intake")} help={say("intake.help")} />
      <Text role="status">{say("intake.step", { at: format.number(at + 1), n: format.number(STEPS.length) })}</Text>
      <Title order={2} size="h3">{say(`intake.${step}`)}</Title>
      {step === "match" ? (
        <Stack>
          {candidates.isError && <ErrorNote error={candidates.error} />}
          {asked.born === "" && asked.document === "" && <Text>{say("intake.thin")}</Text>}
          <Text>{say(candidates.data?.candidates.length === 0 ? "intake.nobody" : "intake.decide")}</Text>
          <div className={css["sides"]}>
            {(candidates.data?.candidates ?? []).map((one) => (
              <section key={one.number} className={css["side"]} data-candidate={one.number}>
                <Text fw={600}><PersonLink person={one.number} name={one.name} apart /></Text>
                <Text size="sm">{one.also.map((name) => <Data key={name}>{name} </Data>)}<Data>{one.mother}</Data> {one.born !== "" && format.date(one.born)} <Code>{one.document}</Code></Text>
                <Text size="sm">{one.why.map((why) => called(say, `why.${why}`)).join(say("comma"))}{one.held && <>{BESIDE}{say("intake.held")}</>}</Text>
              </section>
            ))}
          </div>
          <div data-at="decision"><Radio.Group label={say("intake.decision")} value={decided} onChange={setDecided} error={errors.wrong["decision"]} required>
            <Stack gap="xs" mt="xs">
              {(candidates.data?.candidates ?? []).map((one) => <Radio key={one.number} value={one.number} label={say("intake.known", { number: one.number })} />)}
              <Radio value="new" label={say("intake.new")} />
            </Stack>
          </Radio.Group></div>
        </Stack>
      ) : step === "review" ? (
        <Stack>
          <Text>{say(open.length === 0 ? "intake.complete" : "intake.open")}</Text>
          {open.length > 0 && (
            <>
              <ul data-open>{open.map((name) => <li key={name}><Button variant="subtle" size="compact-md" disabled={admit.data !== undefined} onClick={() => { setAt(stepOf(name)); }}>{called(say, `step.${name}`)}</Button></li>)}</ul>
              <Checkbox checked={looked} disabled={admit.data !== undefined} label={say("intake.looked")} onChange={(event) => { setLooked(event.currentTarget.checked); }} />
            </>
          )}
          <FreeCellPick who={newcomer(filled, decided)} value={filled["place"] ?? ""} disabled={admit.data !== undefined} onValue={(place) => { set("place", place); }} />
          {admit.isError && <ErrorNote error={admit.error} />}
          {admit.data !== undefined && <Done next={<>{(filled["place"] ?? "") === "" && <Go to="move" size="sm" search={{ person: admit.data.person, sort: "cell" }}>{say("intake.choose-cell")}</Go>}<Go to="person" size="sm" variant="default" search={{ person: admit.data.person }}>{say("intake.file")}</Go></>}><PersonLink person={admit.data.person} name={filled["name"] ?? ""} /> {say("intake.done")} {admit.data.again && say("intake.again")} {say("intake.due", { n: format.number(admit.data.due.length) })}{(filled["picture"] ?? "") === "" && <> {say("photo.none")}</>}</Done>}
        </Stack>
      ) : (
        <Stack>
          {step === "person" && <ExpectedPeople chosen={arrival} wanted={search["arrival"] ?? ""} onChosen={(number, told) => { setArrival(number); setFilled((before) => ({ ...before, ...told })); }} />}
          <div className={css["sides"]}>{ASKED[step].map((one) => <div key={one.name} data-at={one.name}><Field asked={one} value={filled[one.name] ?? ""} wrong={errors.wrong[one.name]} onValue={(value) => { set(one.name, value); }} /></div>)}</div>
        </Stack>
      )}
      <Group>
        <Button variant="default" disabled={at === 0 || admit.data !== undefined} onClick={() => { errors.clear(); setAt(at - 1); }}>{say("intake.back")}</Button>
        {admit.data !== undefined ? <Button onClick={another}>{say("intake.another")}</Button> : step === "review" ? (
          <>
            <Button disabled={given === null || (open.length > 0 && !looked)} loading={admit.isPending} onClick={send}>{say("intake.admit")}</Button>
            {given !== null && open.length > 0 && !looked && <Text size="sm" c="dimmed">{say("intake.admit.why")}</Text>}
          </>
        ) : (
          <Button type="submit">{say("intake.next")}</Button>
        )}
      </Group>
    </Stack>
    </form>
  );
}
