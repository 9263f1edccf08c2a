import { Anchor, Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { BESIDE } from "@/i18n/separator";
import { Onward } from "@/parts/Onward";

import { type Examined, isOpen, whoIs } from "../server";
import { called, useSay } from "../words";
import { PicksPart } from "./PicksPart";

/** A moment as custody writes it into its sentences. */
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d/g;

/** The beginning of an act's id, as custody names it; the page says the act's number in the list. */
const ACT = /\b[0-9a-f]{8}\b/;

const place = (told: Examined, id: string): string => {
  const at = told.steps.findIndex((one) => one.id.startsWith(id));
  return at === -1 ? id : (at + told.first).toString();
};

export interface Paged {
  readonly told: Examined;
  readonly caseId: string;
  /** Only acts before this one are shown; 0: the latest. */
  readonly before: number;
  readonly onBefore: (before: number) => void;
}

type Act = Examined["steps"][number];

/** Who held the exhibit, its seals, weights and parts, a page of acts at a time; and the units that were picked. */
export function CustodyPart({ told, caseId, before, onBefore, onUnit }: Paged & { readonly onUnit: (unit: number) => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby="custody">
      <Group gap="sm" mb="xs">
        <Title order={2} id="custody">{say("custody")}</Title>
        {isOpen(told) && (["handle", "pick"] as const).map((name) => <Anchor key={name} size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `operations/${name}` }} search={{ case: caseId, examination: told.examination, version: told.version.toString(), to: `exhibit/${caseId}/${told.examination}`, ...(name === "pick" && told.intake.packages != null ? { units: told.intake.packages.toString() } : {}) }} {...props} />}>{say(`exhibit.${name}`)}</Anchor>)}
      </Group>
      {told.acts > told.steps.length && (
        <Group gap="sm" data-custody-pages>
          <Text size="sm">{say("custody.part", { first: format.number(told.first), last: format.number(told.first + told.steps.length - 1), n: format.number(told.acts) })}</Text>
          {before > 0 && <Button size="md" variant="default" onClick={() => { onBefore(0); }}>{say("custody.latest")}</Button>}
          {told.first > 1 && <Button size="md" variant="default" onClick={() => { onBefore(told.first); }}>{say("custody.older")}</Button>}
        </Group>
      )}
      <ol start={told.first}>
        {told.steps.map((one) => (
          <li key={one.id}>{called(say, `doing.${one.what}`)}: <Data>{whoIs(told, one.by)}</Data>{one.taker !== "" && <> <Onward /> <Data>{whoIs(told, one.taker)}</Data></>} {one.seal !== "" && <Code>{one.seal}</Code>}<Amounts act={one} />{one.why !== "" && <>{BESIDE}<Data>{one.why}</Data></>}{BESIDE}{format.date(one.happened)}</li>
        ))}
      </ol>
      {told.odd.map((one, at) => <Text key={at} size="sm">{format.sentence(one.replace(MOMENT, format.date).replace(ACT, (id) => place(told, id)))}</Text>)}
      <PicksPart told={told} caseId={caseId} onUnit={onUnit} />
    </section>
  );
}

/** What an act weighed, used up, took out and left, each with its unit. */
function Amounts({ act }: { act: Act }) {
  const say = useSay();
  const format = useFormat();
  const amount = (value: string) => act.unit === "g" ? say("grams", { n: format.number(value) }) : `${format.number(value)} ${act.unit}`;
  return (
    <>
      {act.parts.map((part) => {
        const [name = "", grams = ""] = part.split("=");
        return <span key={part}>{BESIDE}<Data>{name}</Data>{grams !== "" && <> <bdi>{amount(grams)}</bdi></>}</span>;
      })}
      {act.amount !== "" && <>{act.parts.length > 0 ? BESIDE : " "}<bdi>{act.what === "split" ? say("custody.left", { n: amount(act.amount) }) : amount(act.amount)}</bdi></>}
      {act.lost !== "" && <>{BESIDE}<bdi>{say("custody.lost", { n: amount(act.lost) })}</bdi></>}
    </>
  );
}
