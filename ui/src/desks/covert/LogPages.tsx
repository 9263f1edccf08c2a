import { Button, Group, Text } from "@mantine/core";

import { useFormat } from "@/core/format";

import { useSay } from "./words";

/** Which lines of a log are shown, and the way to older ones. `before` 0: the latest lines. */
export function LogPages({ lines, shown, before, onBefore }: { lines: number; shown: readonly { readonly seq: number }[]; before: number; onBefore: (before: number) => void }) {
  const say = useSay();
  const format = useFormat();
  const first = shown.at(0)?.seq ?? 0;
  if (lines <= shown.length) return null;
  return (
    <Group gap="sm" data-log-pages>
      <Text size="sm">{say("log.part", { first: format.number(first), last: format.number(shown.at(-1)?.seq ?? 0), n: format.number(lines) })}</Text>
      {before > 0 && <Button size="md" variant="default" onClick={() => { onBefore(0); }}>{say("log.latest")}</Button>}
      {first > 1 && <Button size="md" variant="default" onClick={() => { onBefore(first); }}>{say("log.older")}</Button>}
    </Group>
  );
}
