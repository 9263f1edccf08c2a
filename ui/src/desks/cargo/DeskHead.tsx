import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useSay } from "./words";

/** The title of a screen of this desk, what it is for, and the way back. */
export function DeskHead({ title, help, back, children }: { title: ReactNode; help: string; back?: { to: string; name: string }; children?: ReactNode }) {
  const say = useSay();
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "" }} {...props} />}>{say("desk")}</Anchor>
        {back !== undefined && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: back.to }} {...props} />}>{back.name}</Anchor>}
      </Group>
      <Title order={1}>{title}</Title>
      <Text c="dimmed">{help}</Text>
      {children}
    </Stack>
  );
}
