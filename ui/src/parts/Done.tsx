import { Alert, Group } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";

import { Icon } from "@/design/Icon";

/** What happened, in a sentence with what it is about linked, and what can be done next. The focus goes to it, so that it is read out. */
export function Done({ children, next }: { children: ReactNode; next?: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.focus(); }, []);
  return (
    <div ref={box} tabIndex={-1} data-done>
      <Alert role="status" variant="default" icon={<Icon name="check" />} title={children}>
        {next !== undefined && <Group gap="sm">{next}</Group>}
      </Alert>
    </div>
  );
}
