import { Group, NativeSelect, Text } from "@mantine/core";

import type { CellResidents, WingResidents } from "../server";
import { called, useSay } from "../words";

/** For whom a cell may be, beside the wing's own word. */
const CHOICES = { sex: ["female", "male", "any"], ages: ["adult", "child", "any"], status: ["untried", "convicted", "civil", "any"] } as const;
const NAMES = ["sex", "ages", "status"] as const;

/** For whom a cell is: as the wing (`wing`), one of the choices, or nothing chosen yet. */
export type ForWhom = Readonly<Record<(typeof NAMES)[number], string>>;
export const NOT_CHOSEN: ForWhom = { sex: "", ages: "", status: "" };

/** What a cell says itself. */
export const saidBy = (cell: CellResidents): ForWhom => ({ sex: cell.sex ?? "wing", ages: cell.ages ?? "wing", status: cell.status ?? "wing" });

/** The choices as the desk takes them: empty means as the wing. */
export function given(chosen: ForWhom): { sex: "" | "female" | "male" | "any"; ages: "" | "adult" | "child" | "any"; status: "" | "untried" | "convicted" | "civil" | "any" } {
  const of = <T extends string>(name: keyof ForWhom, all: readonly T[]): T | "" => all.find((one) => one === chosen[name]) ?? "";
  return { sex: of("sex", CHOICES.sex), ages: of("ages", CHOICES.ages), status: of("status", CHOICES.status) };
}

/** Asks for whom a cell is: women or men, adults or children, in which standing. What the wing says stands beside it; nothing is chosen beforehand. */
export function ForWhomFields({ wing, value, wrong, onValue }: { wing: WingResidents; value: ForWhom; wrong: Readonly<Record<string, string>>; onValue: (value: ForWhom) => void }) {
  const say = useSay();
  return (
    <Group align="flex-start" role="group" aria-label={say("cell.for")}>
      {NAMES.map((name) => (
        <div key={name} data-at={name}>
          <NativeSelect
            label={say(`cell.for.${name}`)}
            required
            w="14rem"
            value={value[name]}
            error={wrong[name]}
            data={[
              ...(value[name] === "" ? [{ value: "", label: say("choose") }] : []),
              { value: "wing", label: wing[name] === "" ? say("cell.as-wing") : `${say("cell.as-wing")}: ${called(say, `for.${wing[name]}`)}` },
              ...CHOICES[name].map((one) => ({ value: one, label: called(say, `for.${one}`) })),
            ]}
            onChange={(event) => { onValue({ ...value, [name]: event.currentTarget.value }); }}
          />
        </div>
      ))}
    </Group>
  );
}

/** For whom a cell is, in words: what it says itself, or else its wing. */
export function ForWhomWords({ cell, wing }: { cell: CellResidents; wing: WingResidents }) {
  const say = useSay();
  const words = NAMES.map((name) => cell[name] ?? wing[name]).filter((one) => one !== "" && one !== "any");
  return words.length === 0 ? null : <Text size="xs" c="dimmed">{words.map((one) => called(say, `for.${one}`)).join(say("comma"))}</Text>;
}
