import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { Code, Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { PrintPapers } from "@/parts/PrintPapers";

import css from "../Custody.module.css";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PlaceName } from "../forms/PlaceName";
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
  if (move?.sort === "transfer" && move.under_way) return <Text>{say("person.sent", { at: time(move.left ?? move.since) })} <Data>{move.place}</Data></Text>;
  if (file.place === "") return <Text>{say("person.nowhere")}</Text>;
  return <Text>{say("person.here")} <PlaceName place={file.place} whole />{BESIDE}{time(file.since)}{move?.under_way === true && <>{BESIDE}{say("person.under-way")}</>}</Text>;
}

/** What the intake says of the order, as the form of an order asks it; it covers from its day on. */
const ofIntake = (held: Held): Record<string, string> => ({
  number: held.order, authority: held.order_authority, article: held.order_article, ...(held.order === "" ? {} : { sort: "detention" }), ...(held.order_issued === null ? {} : { issued: held.order_issued, begins: held.order_issued }),
});

/** Why it cannot be counted until when the orders hold somebody, and the way to what is missing. */
export function Uncounted({ held, person }: { held: Held; person: string }) {
  const say = useSay();
  const may = useMay();
  const open = held.steps.some((one) => one.what === "no-end");
  return (
    <span data-uncounted>
      {say("not-counted")}: {say(open ? "person.order.no-end" : held.order === "" ? "person.order.none" : "person.order.of-intake", { order: held.order })}{" "}
      {isHeld(held) && may("order") && <DeskLink to="operations/order" search={{ person, ...(open ? {} : ofIntake(held)) }}>{say(open || held.order === "" ? "person.order.enter" : "person.order.fill")}</DeskLink>}
    </span>
  );
}

/** What was written down at the admission: the order, the lawyer, injuries, property, next of kin; with the way to correct it, and the property list and the receipt on paper. */
export function AdmissionPart({ held, kin, person }: { held: Held; kin: string; person: string }) {
  const say = useSay();
  const time = useTime();
  const may = useMay();
  const text = (value: string) => (value === "" ? null : <Data>{value}</Data>);
  const lines: readonly (readonly [string, ReactNode])[] = [
    [say("step.order"), held.order === "" ? null : <><Code>{held.order}</Code>{held.order_issued !== null && BESIDE}{held.order_issued !== null && time(held.order_issued)}</>],
    [say("step.order_authority"), text(held.order_authority)],
    [say("step.order_article"), text(held.order_article)],
    ...(held.court === null || held.released !== null ? [] : [[say("step.court"), time(held.court)] as const]),
    [say("step.lawyer"), text(held.lawyer)],
    [say("intake.arrest"), held.arrested === null && held.arrested_where === "" && held.arrested_by === "" ? null : <>{[held.arrested !== null && time(held.arrested), text(held.arrested_where), text(held.arrested_by)].filter((one) => one !== null && one !== false).map((one, at) => <span key={at}>{at > 0 && say("comma")}{one}</span>)}</>],
    [say("step.injuries"), held.injuries === null ? null : <>{say(held.injuries ? "for.yes" : "for.no")}{held.injuries_noted !== "" && <>{say("comma")}{text(held.injuries_noted)}</>}</>],
    [say("step.ill_treatment"), held.ill_treatment === null ? null : say(held.ill_treatment ? "for.yes" : "for.no")],
    ...(held.injuries === true || held.ill_treatment === true ? [[say("step.referred"), held.referred === null ? null : time(held.referred)] as const] : []),
    [say("step.screening_asked"), held.screening_asked === null ? null : time(held.screening_asked)],
    [say("step.family_told"), held.family_told === null ? (held.family_declined === true ? say("person.declined") : null) : time(held.family_told)],
    [say("step.informed"), held.informed === null ? null : <>{time(held.informed)}{held.informed_how !== null && <>{BESIDE}{called(say, `person.informed.${held.informed_how}`)}</>}{held.informed_language !== "" && <>{BESIDE}{text(held.informed_language)}</>}</>],
    [say("person.property"), held.property_items.length === 0 ? null : <>{held.property_items.map((one, at) => <span key={one}>{at > 0 && say("comma")}<Data>{one}</Data></span>)}</>],
    [say("step.next_of_kin"), text(kin)],
  ];
  return (
    <div data-admission={held.number}>
      <dl className={css["facts"]}>{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value ?? <Text span size="sm" c="dimmed">{say("person.unanswered")}</Text>}</dd></div>)}</dl>
      <Group gap="xs">
        {may("admission-correct") && <Go to="operations/admission-correct" size="compact-sm" variant="default" search={{ person, booking: held.number }}>{say("person.correct")}</Go>}
      </Group>
      <PrintPapers papers={[...(held.released === null ? [] : [["release", "release.paper"], ["returned", "release.returned"]]), ["property", "person.property.sheet"], ["receipt", "person.receipt"]].map(([print = "", word = ""]) => ({ address: `/api/v1/desks/custody/prints/${print}/${held.record}`, label: called(say, word) }))} method="POST" caseId="" />
    </div>
  );
}
