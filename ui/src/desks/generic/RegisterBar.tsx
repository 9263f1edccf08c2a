import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { DateField } from "@/parts/DateField";
import table from "@/parts/Table.module.css";
import { ErrorNote } from "@/parts/Notes";

import { type RegisterQuestion, type Column, type Facet, type Given, type Register, useDropView, useKeepView, type View } from "./server";
import { endIn, isJust, rangeWith, whereWith } from "./where";
import { useSay } from "./words";

interface Bar {
  place: DeskPlace;
  register: Register;
  asked: RegisterQuestion;
}

/** The ways to look that come with the desk or were kept, and keeping the present one. */
export function Views({ place, register, asked }: Bar) {
  const say = useSay();
  const drop = useDropView(place.desk, register.name);
  const show = (view: Pick<View, "where" | "order" | "descending">) => {
    const where: Given = view.where;
    place.go({ where: Object.keys(where).length === 0 ? undefined : JSON.stringify(where), order: view.order || undefined, direction: view.order === "" ? undefined : view.descending ? "down" : "up" });
  };
  const here = JSON.stringify(asked.where);
  return (
    <Group gap="xs" role="group" aria-label={say("register.views")}>
      <Button size="compact-sm" variant={here === "{}" ? "filled" : "default"} onClick={() => { show({ where: {}, order: "", descending: false }); }}>{say("register.all")}</Button>
      {register.views.map((view) => (
        <Group gap={2} key={view.id || view.name}>
          <Button size="compact-sm" variant={here === JSON.stringify(view.where) ? "filled" : "default"} onClick={() => { show(view); }}><Data>{view.title}</Data></Button>
          {view.own && (
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label={say("register.drop", { name: view.title })} onClick={() => { drop.mutate(view.id); }}>
              <Icon name="close" size={14} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Keep place={place} register={register} asked={asked} />
      {drop.isError && <ErrorNote error={drop.error} />}
    </Group>
  );
}

function Keep({ place, register, asked }: Bar) {
  const say = useSay();
  const keep = useKeepView(place.desk, register.name);
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [shared, setShared] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom-start" withinPortal={false}>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" onClick={() => { setOpen(!open); }}>{say("register.keep")}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep.mutate({ title, where: asked.where, order: asked.order, descending: asked.descending ?? false, shared }, { onSuccess: () => { setOpen(false); setTitle(""); } });
          }}
        >
          <Stack gap="xs">
            <TextInput label={say("register.keep.name")} dir="auto" required withAsterisk={false} maxLength={120} value={title} onChange={(event) => { setTitle(event.currentTarget.value); }} />
            <Checkbox label={say("register.keep.shared")} checked={shared} onChange={(event) => { setShared(event.currentTarget.checked); }} />
            <Button type="submit" size="compact-sm" loading={keep.isPending} disabled={title.trim() === ""}>{say("register.keep.do")}</Button>
            {keep.isError && <ErrorNote error={keep.error} />}
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A field for each column that is filtered by a value of its own; what is counted is chosen among the counts. */
export function Filters({ place, register, asked }: Bar) {
  const say = useSay();
  const filtered = register.columns.filter((one) => one.filter && !one.facet);
  if (filtered.length === 0) return null;
  const set = (column: string, value: Given[string] | undefined) => { place.go({ where: whereWith(asked.where, column, value) }); };
  return (
    <Group gap="sm" align="end" role="group" aria-label={say("register.filters")}>
      {filtered.map((one) => <Filter key={one.name} column={one} asked={asked} set={set} />)}
    </Group>
  );
}

function Filter({ column, asked, set }: { column: Column; asked: RegisterQuestion; set: (column: string, value: Given[string] | undefined) => void }) {
  const say = useSay();
  const given = asked.where[column.name];
  const [text, setText] = useState(typeof given === "string" ? given : "");
  if (column.key === "time" || column.key === "day")
    return (["from", "to"] as const).map((end) => (
      <DateField key={end} label={say(`register.${end}`, { name: column.label })} value={endIn(asked.where, column.name, end)} onValue={(day) => { set(column.name, rangeWith(asked.where, column.name, end, day)); }} />
    ));
  const submit = () => { set(column.name, text.trim() === "" ? undefined : text.trim()); };
  return (
    <TextInput
      label={<Data>{column.label}</Data>}
      dir="auto"
      maxLength={200}
      value={text}
      onChange={(event) => { setText(event.currentTarget.value); }}
      onBlur={submit}
      onKeyDown={(event) => { if (event.key === "Enter") submit(); }}
    />
  );
}

/** How many rows there are by the values of a column, each a filter. */
export function Facets({ place, register, asked, facets }: Bar & { facets: Facet[] }) {
  const say = useSay();
  const format = useFormat();
  const keyOf = (name: string) => register.columns.find((one) => one.name === name)?.key;
  const worded = (key: Column["key"] | undefined, value: string, label: string) => (key === "integer" ? format.number(Number(value)) : key === "day" ? format.date(value) : label);
  if (facets.length === 0) return null;
  return (
    <Group gap="xl" align="start" role="group" aria-label={say("register.counts")}>
      {facets.map((facet) => (
        <div key={facet.column} style={{ minInlineSize: "12rem" }} data-facet={facet.column}>
          <Text size="sm" fw={600} id={`facet-${facet.column}`}><Data>{register.columns.find((one) => one.name === facet.column)?.label ?? facet.column}</Data></Text>
          <ul className={table.choices} aria-labelledby={`facet-${facet.column}`}>
            {facet.counts.slice(0, 8).map(({ value, label, count }) => {
              const here = isJust(asked.where, facet.column, value);
              return (
                <li key={value ?? ""}>
                  <button type="button" className={table.choice} aria-pressed={here} onClick={() => { place.go({ where: whereWith(asked.where, facet.column, here ? undefined : value) }); }}>
                    <Data>{value === null ? label : worded(keyOf(facet.column), value, label)}</Data>
                    <span>{format.number(count)}</span>
                  </button>
                </li>
              );
            })}
          </ul>
          {facet.counts.length + facet.more > 8 && <Text size="xs" c="dimmed">{say("register.counts.more", { n: format.number(facet.counts.length + facet.more - 8) })}</Text>}
        </div>
      ))}
    </Group>
  );
}
