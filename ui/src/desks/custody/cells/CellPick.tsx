import { Group, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";

import { cellsQuery, residentsQuery } from "../server";
import { useSay } from "../words";
import { cellsOf } from "./cells";

/** Chooses a cell for somebody who has a file: those that break nothing; the others say why they cannot be chosen. */
export function CellPick({ person, value, onValue, error }: { person: string; value: string; onValue: (cell: string) => void; error?: string | undefined }) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const found = useQuery(cellsQuery(person, "", locale));
  if (found.isError) return <ErrorNote error={found.error} />;
  const cells = found.data?.cells ?? [];
  const sorted = [...cells.filter((one) => one.fits), ...cells.filter((one) => !one.fits)];
  return (
    <Select
      label={say("cell.pick")}
      description={found.data === undefined ? undefined : say("cells.fit", { fit: format.number(found.data.fit), n: format.number(cells.length) })}
      required
      searchable
      error={error}
      placeholder={say("pick.cell")}
      nothingFoundMessage={say("pick.no-cell")}
      limit={200}
      data={sorted.map((one) => ({ value: one.cell, label: one.cell, disabled: !one.fits && one.cell !== value }))}
      renderOption={({ option }) => {
        const one = cells.find((each) => each.cell === option.value);
        return (
          <div>
            <Group gap="xs"><Code>{option.value}</Code>{one !== undefined && <Text size="xs">{one.capacity === null ? say("residents.wing-unknown", { n: format.number(one.occupied) }) : say("residents.of", { n: format.number(one.occupied), of: format.number(one.capacity) })}</Text>}</Group>
            {one !== undefined && !one.fits && <Text size="xs">{one.breaks.map((check) => <Data key={check.sentence}>{check.sentence} </Data>)}</Text>}
          </div>
        );
      }}
      value={value === "" ? null : value}
      onChange={(chosen) => { onValue(chosen ?? ""); }}
      data-cell-pick
    />
  );
}

/** Chooses a cell of a facility before there is a file: those in use with a place free. It may stay empty. */
export function FreeCellPick({ facility, value, onValue, disabled }: { facility: string; value: string; onValue: (cell: string) => void; disabled: boolean }) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery({ ...residentsQuery(facility, ""), enabled: facility !== "" });
  const free = cellsOf(found.data).filter((one) => one.capacity === null || one.people.length < one.capacity);
  return (
    <Select
      label={say("intake.place")}
      description={say("intake.place.help")}
      searchable
      clearable
      disabled={disabled}
      placeholder={say("pick.cell")}
      nothingFoundMessage={say("pick.no-cell")}
      limit={200}
      maw="24rem"
      data={free.map((one) => ({ value: one.code, label: one.code }))}
      renderOption={({ option }) => {
        const one = free.find((each) => each.code === option.value);
        return <Group gap="xs"><Code>{option.value}</Code>{one?.capacity != null && <Text size="xs">{say("residents.of", { n: format.number(one.people.length), of: format.number(one.capacity) })}</Text>}</Group>;
      }}
      value={value === "" ? null : value}
      onChange={(chosen) => { onValue(chosen ?? ""); }}
      clearButtonProps={{ "aria-label": say("pick.clear") }}
      data-free-cell
    />
  );
}
