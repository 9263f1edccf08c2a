import { Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";

import { substancesQuery } from "../server";
import { called, useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

interface Props {
  caseId: string;
  examination: string;
  substance: string;
  /** Somebody said that it is on no list. */
  unlisted: boolean;
  error: string | undefined;
  onSubstance: (substance: string, unlisted: boolean) => void;
}

/** Chooses a substance as one types, in Latin or Arabic letters; a name of one's own only after saying that it is on no list. */
export function SubstanceChoice({ caseId, examination, substance, unlisted, error, onSubstance }: Props) {
  const say = useSay();
  const { locale } = useLocale();
  const [text, setText] = useState("");
  const [typed] = useDebouncedValue(text.trim() === substance ? "" : text.trim().slice(0, 200), 200);
  const found = useQuery({ ...substancesQuery(caseId, examination, typed), placeholderData: keepPreviousData });
  const all = found.data?.substances ?? [];
  const offered = new Set(all.map((one) => one.name));
  return (
    <Stack gap={4} w="20rem">
      {unlisted ? (
        <TextInput label={say("column.substance")} dir="auto" required withAsterisk={false} maxLength={200} data-substance data-unlisted value={substance} error={error} onChange={(event) => { onSubstance(event.currentTarget.value, true); }} />
      ) : (
        <Select
          label={say("column.substance")}
          required
          withAsterisk={false}
          error={error}
          placeholder={say("substance.type")}
          nothingFoundMessage={found.isFetching ? say("substance.looking") : say("substance.none")}
          searchable
          clearable
          allowDeselect={false}
          limit={50}
          data={[...new Set([...offered, ...(substance === "" ? [] : [substance])])]}
          filter={({ options }) => options.filter((option) => "value" in option && offered.has(option.value))}
          renderOption={({ option }) => {
            const one = all.find((each) => each.name === option.value);
            const names = one === undefined || one.also === "" ? [option.label] : locale === "ar" ? [one.also, one.name] : [one.name, one.also];
            return <Group gap="xs"><Data>{names[0]}</Data><Text size="xs" c="dimmed">{names[1] !== undefined && <><Data>{names[1]}</Data>{BESIDE}</>}{one !== undefined && called(say, `substance.where.${one.where}`)}</Text></Group>;
          }}
          value={substance === "" ? null : substance}
          searchValue={text}
          onSearchChange={setText}
          onChange={(chosen) => { onSubstance(chosen ?? "", false); }}
          clearButtonProps={{ "aria-label": say("substance.clear") }}
          data-substance
        />
      )}
      <Checkbox size="sm" label={say("substance.unlisted")} data-not-listed checked={unlisted} onChange={(event) => { onSubstance(event.currentTarget.checked ? text.trim() : "", event.currentTarget.checked); setText(""); }} />
      {unlisted && <Text size="sm">{say("substance.unlisted.help")}</Text>}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
    </Stack>
  );
}
