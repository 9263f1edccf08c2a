import { Combobox, Group, Loader, Pill, PillsInput, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { type Candidate, lookupQuery } from "@/core/desks/finds";
import { Code, Data } from "@/design/Text";

import { useSay } from "./words";

/** What is looked up, at which desk, about which case. */
export interface Sought {
  desk: string;
  lookup: string;
  caseId: string;
}

interface Field {
  id: string;
  "data-field": string;
  label: ReactNode;
  description?: ReactNode;
  disabled: boolean;
  required: boolean;
  error: string | undefined;
}

/** What may be meant by a text; what was found before stays until the answer is there. */
function useCandidates({ desk, lookup, caseId }: Sought, text: string, enabled = true) {
  const [typed] = useDebouncedValue(text.trim(), 200);
  return useQuery({ ...lookupQuery(desk, lookup, caseId, typed), placeholderData: keepPreviousData, enabled });
}

/** The list under a field: the name first, the number small, and what tells people of one name apart. */
function Found({ sought, text, open, onPick, children }: { sought: Sought; text: string; open: ReturnType<typeof useCombobox>; onPick: (one: Candidate) => void; children: ReactNode }) {
  const say = useSay();
  const found = useCandidates(sought, text, open.dropdownOpened);
  const candidates = found.data?.candidates ?? [];
  const none = found.isPending ? say("lookup.looking") : text.trim() === "" ? say("lookup.type") : say("lookup.none");
  return (
    <Combobox store={open} onOptionSubmit={(value) => { const one = candidates.find((each) => each.value === value); if (one !== undefined) onPick(one); open.closeDropdown(); }}>
      {children}
      <Combobox.Dropdown>
        <Combobox.Options data-candidates>
          {candidates.map((one) => (
            <Combobox.Option key={one.value} value={one.value}>
              <Group gap="xs"><Data>{one.name || one.value}</Data><Text size="xs" c="dimmed" component="span"><Code>{one.value}</Code>{one.beside !== "" && <> <bdi dir="auto">{one.beside}</bdi></>}</Text></Group>
            </Combobox.Option>
          ))}
          {candidates.length === 0 && <Combobox.Empty>{found.isFetching ? <Loader size="xs" aria-label={say("lookup.looking")} /> : none}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Names one thing that is there: found as one types; a name or number that was not chosen is sent as it was typed, and the server says what it means. */
export function LookupField({ sought, value, onValue, description, ...field }: Field & { sought: Sought; value: string; onValue: (value: string) => void }) {
  const say = useSay();
  const open = useCombobox();
  const [typed, setTyped] = useState<string | null>(null);
  const named = useNamed(sought, typed === null ? value : "");
  return (
    <Found sought={sought} text={typed ?? ""} open={open} onPick={(one) => { setTyped(null); onValue(one.value); }}>
      <Combobox.Target>
        <TextInput
          {...field}
          description={<>{description}{named !== "" && <> <Code>{value}</Code></>}</>}
          dir="auto"
          autoComplete="off"
          maxLength={200}
          placeholder={say("lookup.type")}
          value={typed ?? (named || value)}
          data-lookup={sought.lookup}
          onClick={() => { open.openDropdown(); }}
          onBlur={() => { open.closeDropdown(); }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onValue(event.currentTarget.value);
            open.openDropdown();
            open.resetSelectedOption();
          }}
        />
      </Combobox.Target>
    </Found>
  );
}

/** Names several things that are there, each chosen as in a field for one. */
export function LookupList({ sought, values, onValues, ...field }: Field & { sought: Sought; values: string[]; onValues: (values: string[]) => void }) {
  const say = useSay();
  const open = useCombobox();
  const [typed, setTyped] = useState("");
  const { required, ...shown } = field;
  const add = (value: string) => {
    if (value.trim() !== "" && !values.includes(value)) onValues([...values, value.trim()]);
    setTyped("");
  };
  return (
    <Found sought={sought} text={typed} open={open} onPick={(one) => { add(one.value); }}>
      <Combobox.DropdownTarget>
        <PillsInput {...shown} withAsterisk={required} data-lookup={sought.lookup}>
          <Pill.Group>
            {values.map((value) => <Chosen key={value} sought={sought} value={value} onRemove={() => { onValues(values.filter((one) => one !== value)); }} />)}
            <Combobox.EventsTarget>
              <PillsInput.Field
                dir="auto"
                autoComplete="off"
                maxLength={200}
                required={required && values.length === 0}
                placeholder={say("lookup.type")}
                value={typed}
                onClick={() => { open.openDropdown(); }}
                onBlur={() => { open.closeDropdown(); add(typed); }}
                onChange={(event) => { setTyped(event.currentTarget.value); open.openDropdown(); open.resetSelectedOption(); }}
                onKeyDown={(event) => {
                  if (event.key === "Backspace" && typed === "") onValues(values.slice(0, -1));
                  if (event.key === "Enter" && typed !== "" && open.getSelectedOptionIndex() < 0) { event.preventDefault(); add(typed); }
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
    </Found>
  );
}

function Chosen({ sought, value, onRemove }: { sought: Sought; value: string; onRemove: () => void }) {
  const say = useSay();
  const named = useNamed(sought, value);
  return <Pill withRemoveButton onRemove={onRemove} removeButtonProps={{ "aria-label": say("lookup.off", { name: named || value }), tabIndex: 0 }}><Data>{named || value}</Data></Pill>;
}

/** What the thing with a value is called; "" where it has no name, or the value is only words that were typed. */
function useNamed({ desk, lookup, caseId }: Sought, value: string): string {
  const found = useQuery({ ...lookupQuery(desk, lookup, caseId, value), enabled: value !== "" });
  return found.data?.candidates.find((one) => one.value === value)?.name ?? "";
}
