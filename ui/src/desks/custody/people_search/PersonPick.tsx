import { Group, Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Code, Data } from "@/design/Text";

import { type FoundPerson, peopleQuery } from "../server";
import { useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

interface Props {
  label: string;
  /** The number of the file, or empty. */
  value: string;
  onValue: (person: string) => void;
  /** Only who is held in this facility; empty: all. */
  facility?: string;
  /** Only who is held now. */
  held?: boolean;
  /** Who is not offered, by number. */
  without?: string;
  required?: boolean;
  error?: string | undefined;
}

/** Chooses a person as one types: by any part of the name or by the number, the name first and the number small. */
export function PersonPick({ label, value, onValue, facility = "", held = false, without = "", required = false, error }: Props) {
  const say = useSay();
  const [text, setText] = useState("");
  const [typed] = useDebouncedValue(text.trim(), 200);
  const [picked, setPicked] = useState<FoundPerson | null>(null);
  const [left, setLeft] = useState("");
  const found = useQuery({ ...peopleQuery(typed === "" ? value : typed, facility, held && typed !== ""), placeholderData: keepPreviousData });
  const people = (found.data?.people ?? []).filter((one) => one.person !== without);
  const all = picked === null || people.some((one) => one.person === picked.person) ? people : [picked, ...people];
  return (
    <Select
      label={label}
      required={required}
      error={left === "" ? error : say("pick.not-listed", { text: left })}
      description={value === "" ? undefined : <Code>{value}</Code>}
      placeholder={say("pick.person")}
      nothingFoundMessage={typed === "" ? say("pick.person") : found.isPending ? say("pick.looking") : say("pick.nobody")}
      searchable
      clearable
      allowDeselect={false}
      data={all.map((one) => ({ value: one.person, label: one.name }))}
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const one = all.find((each) => each.person === option.value);
        return <Group gap="xs"><Data>{option.label}</Data><Text size="xs" c="dimmed"><Code>{option.value}</Code>{one !== undefined && one.facility !== "" && <>{BESIDE}<Code>{one.facility}</Code></>}</Text></Group>;
      }}
      value={value === "" ? null : value}
      searchValue={text}
      onSearchChange={setText}
      onBlur={() => { setLeft(value === "" ? text.trim() : ""); }}
      onChange={(chosen) => { setLeft(""); setPicked(all.find((one) => one.person === chosen) ?? null); onValue(chosen ?? ""); }}
      clearButtonProps={{ "aria-label": say("pick.clear") }}
      data-person-pick
    />
  );
}
