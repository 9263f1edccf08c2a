import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";

import { ErrorNote } from "@/parts/Notes";

import { type KeptOutcome, useFind } from "../server";
import { HOWS, WHATS_FOUND } from "./sheet";
import { called, useSay } from "../words";

/** Adds something that was found. */
export function FindForm({ kept, where }: { kept: KeptOutcome; where: readonly string[] }) {
  const say = useSay();
  const find = useFind();
  const [open, setOpen] = useState(false);
  const [given, setGiven] = useState({ what: "drugs", goods: "", quantity: "", unit: "kg", where: where[0] ?? "elsewhere", how: "loose", exhibit: "" });
  const set = (more: Partial<typeof given>) => { setGiven({ ...given, ...more }); };
  if (!open) return <Button variant="default" size="compact-md" onClick={() => { setOpen(true); }} data-add-find>{say("sheet.find.add")}</Button>;
  return (
    <form onSubmit={(event) => { event.preventDefault(); find.mutate({ ...given, outcome: kept.outcome, version: kept.version } as Parameters<typeof find.mutate>[0]); }} data-find-form>
      <Stack gap="sm">
        <Group align="end">
          <NativeSelect label={say("find.what")} value={given.what} onChange={(event) => { set({ what: event.currentTarget.value }); }} data={WHATS_FOUND.map((one) => ({ value: one, label: called(say, `what.${one}`) }))} />
          <TextInput label={say("find.goods")} value={given.goods} onChange={(event) => { set({ goods: event.currentTarget.value }); }} dir="auto" maxLength={300} />
          <TextInput label={say("find.quantity")} value={given.quantity} onChange={(event) => { set({ quantity: event.currentTarget.value }); }} dir="ltr" inputMode="decimal" pattern="\d{0,12}([.]\d{1,6})?" maw="8rem" />
          <TextInput label={say("find.unit")} value={given.unit} onChange={(event) => { set({ unit: event.currentTarget.value }); }} dir="auto" maxLength={20} maw="6rem" />
        </Group>
        <Group align="end">
          <NativeSelect label={say("find.where")} value={given.where} onChange={(event) => { set({ where: event.currentTarget.value }); }} data={where.map((one) => ({ value: one, label: called(say, `where.${one}`) }))} />
          <NativeSelect label={say("find.how")} value={given.how} onChange={(event) => { set({ how: event.currentTarget.value }); }} data={HOWS.map((one) => ({ value: one, label: called(say, `how.${one}`) }))} />
          <TextInput label={say("find.exhibit")} description={say("find.exhibit.help")} value={given.exhibit} onChange={(event) => { set({ exhibit: event.currentTarget.value }); }} dir="auto" maxLength={60} />
          <Button type="submit" loading={find.isPending}>{say("find.save")}</Button>
        </Group>
        {find.isError && <ErrorNote error={find.error} />}
      </Stack>
    </form>
  );
}
