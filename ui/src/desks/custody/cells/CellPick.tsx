import { Group, Select, type SelectProps, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";

import { type Cell, cellsQuery, type Newcomer, newcomerCellsQuery } from "../server";
import { useSay } from "../words";
import { NothingFits } from "./NothingFits";

interface Choice {
  value: string;
  onValue: (cell: string) => void;
}

/** Chooses a cell for somebody who has a file: those that break nothing; the others say why they cannot be chosen. The cell in which they are is none to move to. An empty `facility` is the one in which they are held. */
export function CellPick({ person, own = "", facility = "", required = true, error, ...choice }: Choice & { person: string; own?: string; facility?: string; required?: boolean; error?: string | undefined }) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const found = useQuery(cellsQuery(person, facility, locale));
  if (found.isError) return <ErrorNote error={found.error} />;
  const cells = (found.data?.cells ?? []).filter((one) => one.cell !== own);
  return (
    <Stack gap="xs">
      <Cells {...choice} cells={cells} label={say("cell.pick")} description={found.data === undefined ? undefined : say("cells.fit", { fit: format.number(cells.filter((one) => one.fits).length), n: format.number(cells.length) })} required={required} clearable={!required} clearButtonProps={{ "aria-label": say("pick.clear") }} error={error} data-cell-pick />
      {found.data !== undefined && <NothingFits found={found.data} />}
    </Stack>
  );
}

/** Chooses a cell of a facility for somebody who is being admitted. It may stay empty. */
export function FreeCellPick({ who, disabled, ...choice }: Choice & { who: Newcomer; disabled: boolean }) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(newcomerCellsQuery(who, locale));
  if (found.isError) return <ErrorNote error={found.error} />;
  return (
    <Stack gap="xs">
      <Cells {...choice} cells={found.data?.cells ?? []} label={say("intake.place")} description={say("intake.place.help")} clearable clearButtonProps={{ "aria-label": say("pick.clear") }} disabled={disabled} maw="24rem" data-free-cell />
      {found.data !== undefined && !disabled && <NothingFits found={found.data} />}
    </Stack>
  );
}

type Looks = Partial<Omit<SelectProps, "data" | "value" | "onChange" | "renderOption">>;

/** The cells, those that fit first; to choose the chosen one again keeps it. A code that is typed and left is the choice: nothing typed is lost, and the server says why a cell cannot be. */
function Cells({ cells, value, onValue, ...looks }: Choice & { cells: readonly Cell[]; description: ReactNode } & Looks) {
  const say = useSay();
  const format = useFormat();
  const [text, setText] = useState("");
  const listed = value === "" || cells.some((one) => one.cell === value);
  const sorted = [...cells.filter((one) => one.fits), ...cells.filter((one) => !one.fits)];
  return (
    <Select
      {...looks}
      searchable
      allowDeselect={false}
      placeholder={say("pick.cell")}
      nothingFoundMessage={say("pick.no-cell")}
      limit={200}
      searchValue={text}
      onSearchChange={setText}
      onBlur={() => { const typed = text.trim(); if (typed === "" && looks.clearable === true && value !== "") onValue(""); if (typed !== "" && typed !== value) onValue(cells.find((one) => one.cell.toLowerCase() === typed.toLowerCase())?.cell ?? typed); }}
      error={looks.error ?? (listed || cells.length === 0 ? undefined : say("pick.not-listed", { text: value }))}
      data={[...sorted.map((one) => ({ value: one.cell, label: one.cell, disabled: !one.fits && one.cell !== value })), ...(listed ? [] : [{ value, label: value, disabled: false }])]}
      renderOption={({ option }) => {
        const one = cells.find((each) => each.cell === option.value);
        return (
          <div>
            <Group gap="xs"><Code>{option.value}</Code>{one !== undefined && <Text size="xs">{one.capacity === null ? say("residents.wing-unknown", { n: format.number(one.occupied) }) : say("residents.of", { n: format.number(one.occupied), of: format.number(one.capacity) })}</Text>}</Group>
            {one !== undefined && !one.fits && <Text size="xs">{one.breaks.map((check) => <span key={check.sentence}><ServerSentence text={check.sentence} /> </span>)}</Text>}
          </div>
        );
      }}
      value={value === "" ? null : value}
      onChange={(chosen) => { onValue(chosen ?? ""); }}
    />
  );
}
