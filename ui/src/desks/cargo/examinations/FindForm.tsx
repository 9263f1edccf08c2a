import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";

import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { type KeptOutcome, useFind } from "../server";
import { HOWS, nextExhibit, unexamined, WHATS_FOUND } from "./sheet";
import { called, useSay } from "../words";

/** Adds something that was found, or corrects one (`corrected`, its number from 1) or takes it away; where the sheet was signed, only when the officer knows that the signature falls away. */
export function FindForm({ kept, where, onUnsigned, corrected = 0, onClose }: { kept: KeptOutcome; where: readonly string[]; onUnsigned: () => void; corrected?: number; onClose?: () => void }) {
  const say = useSay();
  const { t } = useLocale();
  const find = useFind();
  const [open, setOpen] = useState(corrected > 0);
  const [given, setGiven] = useState({ what: "", goods: "", quantity: "", unit: "kg", where: "", how: "", exhibit: nextExhibit(kept.body), ...kept.body.finds[corrected - 1], examined: false });
  const [knows, setKnows] = useState(false);
  const signed = kept.body.signed_by !== "";
  const looked = where.filter((one) => !unexamined(one, kept.body));
  const options = (all: readonly string[]) => all.map((one) => ({ value: one, label: called(say, `where.${one}`) }));
  const choose = { value: "", label: t("choose") };
  const set = (more: Partial<typeof given>) => { setGiven({ ...given, ...more }); };
  const save = (withdrawn: boolean) => {
    void find.mutateAsync({ ...given, withdrawn, find: corrected, outcome: kept.outcome, version: kept.version } as Parameters<typeof find.mutate>[0]).then(() => { if (signed) onUnsigned(); onClose?.(); }, () => undefined);
  };
  if (!open) return <Button variant="default" size="compact-md" onClick={() => { setOpen(true); }} data-add-find>{say("sheet.find.add")}</Button>;
  return (
    <form onSubmit={(event) => { event.preventDefault(); save(false); }} data-find-form={corrected}>
      <Stack gap="sm">
        {signed && <Checkbox label={say("sheet.find.signed")} required checked={knows} onChange={(event) => { setKnows(event.currentTarget.checked); }} data-signed />}
        <Group align="end">
          <NativeSelect label={say("find.what")} required value={given.what} onChange={(event) => { set({ what: event.currentTarget.value }); }} data={[choose, ...WHATS_FOUND.map((one) => ({ value: one, label: called(say, `what.${one}`) }))]} />
          <TextInput label={say("find.goods")} value={given.goods} onChange={(event) => { set({ goods: event.currentTarget.value }); }} dir="auto" maxLength={300} />
          <NumberField label={say("find.quantity")} value={given.quantity} onValue={(quantity) => { setGiven((before) => ({ ...before, quantity })); }} onUnit={(unit) => { setGiven((before) => ({ ...before, unit: unit.slice(0, 20) })); }} decimals min={0} maw="8rem" />
          <TextInput label={say("find.unit")} value={given.unit} onChange={(event) => { set({ unit: event.currentTarget.value }); }} dir="auto" maxLength={20} maw="6rem" />
        </Group>
        <Group align="end">
          <NativeSelect label={say("find.where")} required value={given.where} onChange={(event) => { set({ where: event.currentTarget.value, examined: false }); }} data={[choose, { group: say("find.where.looked"), items: options(looked) }, { group: say("find.where.other"), items: options(where.filter((one) => !looked.includes(one))) }]} />
          <NativeSelect label={say("find.how")} required value={given.how} onChange={(event) => { set({ how: event.currentTarget.value }); }} data={[choose, ...HOWS.map((one) => ({ value: one, label: called(say, `how.${one}`) }))]} />
          <TextInput label={say("find.exhibit")} description={say("find.exhibit.help")} value={given.exhibit} onChange={(event) => { set({ exhibit: event.currentTarget.value }); }} dir="auto" maxLength={60} />
          <Button type="submit" loading={find.isPending}>{say(corrected > 0 ? "find.correct.save" : "find.save")}</Button>
          {corrected > 0 && <Button variant="default" disabled={find.isPending || (signed && !knows)} onClick={() => { save(true); }}>{say("find.withdraw")}</Button>}
          {corrected > 0 && <Button variant="subtle" onClick={onClose}>{say("find.leave")}</Button>}
        </Group>
        {unexamined(given.where, kept.body) && <Checkbox label={say("find.examined")} description={say("find.examined.help")} required checked={given.examined} onChange={(event) => { set({ examined: event.currentTarget.checked }); }} data-examined />}
        {find.isError && <ErrorNote error={find.error} />}
      </Stack>
    </form>
  );
}
