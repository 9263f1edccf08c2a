import { Button, Group, Stack, Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import type { Outbox } from "./useOutbox";
import { useSay } from "./words";

/** Lines that the program has not taken yet: those that wait for the network, and those that it refused. */
export function OutboxList<L>({ outbox, text }: { outbox: Outbox<L>; text: (line: L) => string }) {
  const say = useSay();
  const format = useFormat();
  if (outbox.waiting.length === 0) return null;
  return (
    <section aria-label={say("outbox")} data-outbox={outbox.waiting.length} data-away={outbox.away}>
      <Text fw={600} role="status">{say(outbox.away ? "outbox.away" : "outbox.sending", { n: format.number(outbox.waiting.length) })}</Text>
      <ul style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {outbox.waiting.map((one) => (
          <li key={one.id} data-waiting={one.id}>
            <Stack gap={4}>
              <Text size="sm"><Data>{text(one.line)}</Data></Text>
              {one.error !== undefined && (
                <Group>
                  <ErrorNote error={one.error} />
                  <Button size="compact-md" variant="default" onClick={() => { outbox.drop(one.id); }}>{say("outbox.drop")}</Button>
                </Group>
              )}
            </Stack>
          </li>
        ))}
      </ul>
    </section>
  );
}
