import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { Code, Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { PrintPapers } from "@/parts/PrintPapers";

import css from "../Custody.module.css";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { useTime } from "../moment";
import type { Held, PersonFile } from "../server";
import { called, useSay } from "../words";
import { isHeld } from "./held";
import { BESIDE } from "@/i18n/separator";

/** Where somebody is: in a place since when, without a cell yet, on the way, or released by which order. */
export function Whereabouts({ file }: { file: PersonFile }) {
  const say = useSay();
  const time = useTime();
  const held = file.bookings.some(isHeld);
  const [last] = file.bookings.filter((one) => one.released !== null).sort((one, other) => (other.released ?? "").localeCompare(one.released ?? ""));
  const [move] = file.moves;
  if (file.no_cell) return <Text>{say("person.no-cell")}</Text>;
  if (!held && last?.released != null) return <Text data-released>{say("person.released", { at: time(last.released) })} {last.release_order !== "" && <>{say("person.released.order")} <Code>{last.release_order}</Code></>}</Text>;
  if (file.place === "") return <Text>{say("person.nowhere")}</Text>;
  return <Text>{say("person.here")} <Data>{file.place}</Data> {time(file.since)}{move?.under_way === true && <>{BESIDE}{say("person.under-way")}</>}</Text>;
}

/** Why it cannot be counted until when the orders hold somebody, and the way to what is missing. */
export function Uncounted({ held, person }: { held: Held; person: string }) {
  const say = useSay();
  const may = useMay();
  const open = held.steps.some((one) => one.what === "no-end");
  return (
    <span data-uncounted>
      {say("not-counted")}: {say(open ? "person.order.no-end" : "person.order.none")}{" "}
      {isHeld(held) && may("order") && <DeskLink to="operations/order" search={{ person, ...(open ? {} : { number: held.order, authority: held.order_authority, article: held.order_article }) }}>{say("person.order.enter")}</DeskLink>}
    </span>
  );
}

/** What was written down at the admission: the order, the lawyer, injuries, property, next of kin; with the way to correct it, and the property list and the receipt on paper. */
export function AdmissionPart({ held, kin }: { held: Held; kin: string }) {
  const say = useSay();
  const time = useTime();
  const may = useMay();
  const text = (value: string) => (value === "" ? null : <Data>{value}</Data>);
  const lines: readonly (readonly [string, ReactNode])[] = [
    [say("step.order"), held.order === "" ? null : <><Code>{held.order}</Code> {held.order_issued !== null && time(held.order_issued)}</>],
    [say("step.order_authority"), text(held.order_authority)],
    [say("step.order_article"), text(held.order_article)],
    ...(held.court === null || held.released !== null ? [] : [[say("step.court"), time(held.court)] as const]),
    [say("step.lawyer"), text(held.lawyer)],
    [say("step.injuries"), held.injuries === null ? null : <>{say(held.injuries ? "for.yes" : "for.no")} {text(held.injuries_noted)}</>],
    [say("person.property"), held.property_items.length === 0 ? null : <>{held.property_items.map((one, at) => <span key={one}>{at > 0 && say("comma")}<Data>{one}</Data></span>)}</>],
    [say("step.next_of_kin"), text(kin)],
  ];
  return (
    <div data-admission={held.number}>
      <dl className={css["facts"]}>{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value ?? <Text span size="sm" c="dimmed">{say("person.unanswered")}</Text>}</dd></div>)}</dl>
      <Group gap="xs">
        {may("admission-correct") && <Go to="operations/admission-correct" size="compact-sm" variant="default" search={{ booking: held.number, to: "person" }}>{say("person.correct")}</Go>}
      </Group>
      <PrintPapers papers={[["property", "person.property.sheet"], ["receipt", "person.receipt"]].map(([print = "", word = ""]) => ({ address: `/api/v1/desks/custody/prints/${print}/${held.record}`, label: called(say, word) }))} method="POST" caseId="" />
    </div>
  );
}
