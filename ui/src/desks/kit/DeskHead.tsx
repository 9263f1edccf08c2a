import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { DeskLink, HomeLink } from "./DeskLink";

/** The title of a screen of a desk, what it is for, the way back to the desk and to the screen above it. */
export function DeskHead({ title, help, back, children }: { title: ReactNode; help?: ReactNode; back?: { to: string; case?: string; name: ReactNode }; children?: ReactNode }) {
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <HomeLink />
        {back !== undefined && <DeskLink to={back.to} search={{ case: back.case }}>{back.name}</DeskLink>}
      </Group>
      <Title order={1}>{title}</Title>
      {help !== undefined && <Text c="dimmed">{help}</Text>}
      {children}
    </Stack>
  );
}
