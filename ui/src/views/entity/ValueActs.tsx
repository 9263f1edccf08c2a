import { Button } from "@mantine/core";
import { useState } from "react";

import { useDeskParts } from "@/core/desks/open";
import type { Statement } from "@/core/entities";
import { keyName } from "@/core/commands";
import { type Handlers, useCommandList, useCommands } from "@/core/useCommands";
import { FetchedView } from "@/parts/FetchedView";

/** What desks let one do with a recorded value, each a button; its dialog stays until it closes itself. */
export function ValueActs({ statement }: { statement: Statement }) {
  const acts = useDeskParts("value");
  const [open, setOpen] = useState("");
  return (
    <>
      {acts.map(({ id, name }) => (
        <Button key={id} size="compact-xs" variant="default" onClick={() => { setOpen(id); }} data-value-act={id}>
          {name}
        </Button>
      ))}
      <Dialog id={open} statement={statement} onClose={() => { setOpen(""); }} />
    </>
  );
}

/** The same by their commands, with the value that `focused` finds when one is run: the dialog that is open, and which keys there are. */
export function useValueCommands(focused: () => Statement | null, able: boolean) {
  const acts = useDeskParts("value");
  const { ofDesks } = useCommandList();
  const [open, setOpen] = useState<{ id: string; statement: Statement } | null>(null);
  const handlers: Handlers = {};
  for (const { id, part } of acts)
    handlers[part.command] = {
      able,
      run: () => {
        const statement = focused();
        if (statement !== null) setOpen({ id, statement });
      },
    };
  useCommands(handlers);
  const keys = acts.flatMap(({ id, name, part }) => (ofDesks.find((command) => command.id === part.command)?.keys ?? []).slice(0, 1).map((key) => ({ id, key: keyName(key), name })));
  return { keys, dialog: open === null ? null : <Dialog id={open.id} statement={open.statement} onClose={() => { setOpen(null); }} /> };
}

function Dialog({ id, statement, onClose }: { id: string; statement: Statement; onClose: () => void }) {
  const found = useDeskParts("value").find((act) => act.id === id);
  return found === undefined ? null : <FetchedView id={`${id}/value`} view={found.part.view} props={{ statement, onClose }} />;
}
