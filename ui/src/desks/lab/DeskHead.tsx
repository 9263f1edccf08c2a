import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useSay } from "./words";

/** The title of a screen of this desk, what it is for, and the way back. */
export function DeskHead({ title, help, back, children }: { title: ReactNode; help: string; back?: { to: string; case?: string; name: ReactNode }; children?: ReactNode }) {
  const say = useSay();
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "" }} {...props} />}>{say("desk")}</Anchor>
        {back !== undefined && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: back.to }} search={{ case: back.case }} {...props} />}>{back.name}</Anchor>}
      </Group>
      <Title order={1}>{title}</Title>
      <Text c="dimmed">{help}</Text>
      {children}
    </Stack>
  );
}
