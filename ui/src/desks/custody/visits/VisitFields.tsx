import { Button, Group, NativeSelect, Radio, Stack, Text, TextInput, Title } from "@mantine/core";
import type { ReactNode, RefObject } from "react";

import { ErrorNote } from "@/parts/Notes";
import { MomentField } from "@/parts/MomentField";

import type { Wrong } from "../forms/errors";
import { HOUSE } from "../moment";
import { called, useSay } from "../words";

export const SORTS = ["family", "lawyer", "consular", "clergy", "official", "call"] as const;
export type Sort = (typeof SORTS)[number];
export type Hearing = "unknown" | "yes" | "no";
export const FIELDS = {
  "custody-visit-past": "at", "custody-visit-there": "at", "custody-not-held-then": "at", "custody-not-held": "person", "custody-no-person-file": "person", "custody-visitor-excluded": "visitor",
  "custody-lawyer-heard": "heard", "custody-visit-banned-until": "until", "moment-ahead": "at", "moment-field-ahead": "at", "moment-order": "ends", "moment-field-order": "ends",
};

/** A moment with its error. */
export function When({ name, label, value, onValue, wrong, required = false }: { name: string; label: string; value: string; onValue: (moment: string) => void; wrong: Wrong; required?: boolean }) {
  return <div data-at={name}><MomentField label={label} required={required} value={value} onValue={onValue} first={HOUSE} />{wrong[name] !== undefined && <Text size="sm" c="red.9" role="alert">{wrong[name]}</Text>}</div>;
}

/** Who comes and what they are to the person. */
export function VisitorFields({ sort, visitor, onSort, onVisitor, wrong }: { sort: Sort | ""; visitor: string; onSort: (sort: Sort | "") => void; onVisitor: (name: string) => void; wrong: Wrong }) {
  const say = useSay();
  return (
    <>
      <div data-at="visitor"><TextInput label={say("visits.visitor")} required dir="auto" value={visitor} error={wrong["visitor"]} onChange={(event) => { onVisitor(event.currentTarget.value); }} /></div>
      <div data-at="sort"><NativeSelect label={say("visits.sort")} required value={sort} error={wrong["sort"]} data={[{ value: "", label: say("choose") }, ...SORTS.map((one) => ({ value: one, label: called(say, `visit.${one}`) }))]} onChange={(event) => { onSort(SORTS.find((one) => one === event.currentTarget.value) ?? ""); }} /></div>
    </>
  );
}

/** Whether staff can hear it. */
export function HearingField({ value, onValue, wrong }: { value: Hearing; onValue: (heard: Hearing) => void; wrong: Wrong }) {
  const say = useSay();
  const answers: readonly Hearing[] = ["no", "yes", "unknown"];
  return <div data-at="heard"><Radio.Group label={say("visits.heard")} value={value} error={wrong["heard"]} onChange={(next) => { onValue(answers.find((one) => one === next) ?? "unknown"); }}><Group mt="xs">{answers.map((one) => <Radio key={one} value={one} label={say(one === "unknown" ? "not-known" : `for.${one}`)} />)}</Group></Radio.Group></div>;
}

/** The frame of a form on the page of visits. */
export function VisitForm({ title, form, error, busy, save, onSend, onBack, children }: { title: string; form: RefObject<HTMLFormElement | null>; error: unknown; busy: boolean; save: string; onSend: () => void; onBack: () => void; children: ReactNode }) {
  const say = useSay();
  return (
    <section aria-labelledby="visit-form" data-visit-form>
      <Title order={2} size="h4" id="visit-form">{title}</Title>
      <form ref={form} noValidate onSubmit={(event) => { event.preventDefault(); onSend(); }}>
        <Stack gap="sm" maw="44rem">
          {children}
          {error !== null && <ErrorNote error={error} />}
          <Group><Button type="submit" loading={busy}>{save}</Button><Button variant="subtle" onClick={onBack}>{say("person.answer.leave")}</Button></Group>
        </Stack>
      </form>
    </section>
  );
}
