import { Button, Group, Stack, Text, TextInput } from "@mantine/core";

import { useFormat } from "@/core/format";
import { NumberField } from "@/parts/NumberField";

import { useSay } from "../words";

export interface Part {
  readonly name: string;
  /** As plain decimal text; empty: not weighed. */
  readonly grams: string;
}
export const NO_PART: Part = { name: "", grams: "" };

/** Thousandths of a gram, so that sums are exact. */
const thousandths = (grams: string): number => Math.round(Number(grams) * 1000);

/** What is left of an exhibit without its parts and the loss, in grams; "" where something was not weighed. */
export const leftOf = (quantity: string, parts: readonly Part[], lost: string): string => {
  const named = parts.filter((one) => one.name.trim() !== "");
  if (quantity === "" || named.length === 0 || named.some((one) => one.grams === "")) return "";
  return ((thousandths(quantity) - thousandths(lost === "" ? "0" : lost) - named.reduce((sum, one) => sum + thousandths(one.grams), 0)) / 1000).toString();
};

/** The parts of a split as rows, and what they leave of what there was. */
export function PartRows({ parts, quantity, lost, error, onParts }: { parts: readonly Part[]; quantity: string; lost: string; error: string | undefined; onParts: (parts: readonly Part[]) => void }) {
  const say = useSay();
  const format = useFormat();
  const left = leftOf(quantity, parts, lost);
  const put = (at: number, more: Partial<Part>) => { onParts(parts.map((one, place) => (place === at ? { ...one, ...more } : one))); };
  return (
    <Stack gap="xs" role="group" aria-label={say("handle.parts")} data-parts>
      {parts.map((one, at) => (
        <Group key={at} align="flex-end" gap="sm">
          <TextInput label={say("handle.part.name")} required={at === 0} dir="auto" maxLength={60} value={one.name} onChange={(event) => { put(at, { name: event.currentTarget.value.replaceAll("=", "") }); }} />
          <NumberField label={say("handle.part.grams")} decimals min={0.001} maw="10rem" value={one.grams} onValue={(grams) => { put(at, { grams }); }} />
          {parts.length > 1 && <Button variant="default" aria-label={say("handle.part.remove", { n: format.number(at + 1) })} onClick={() => { onParts(parts.filter((_, place) => place !== at)); }}>×</Button>}
        </Group>
      ))}
      <Group gap="sm">
        <Button size="compact-md" variant="default" onClick={() => { onParts([...parts, NO_PART]); }}>{say("handle.part.add")}</Button>
        {left !== "" && <Text size="sm" data-left={left}>{Number(left) < 0 ? say("handle.left.over", { n: format.number(quantity) }) : say("handle.left.known", { n: format.number(quantity), left: format.number(left) })}</Text>}
      </Group>
      {error !== undefined && <Text size="sm" c="red" role="alert">{error}</Text>}
    </Stack>
  );
}
