import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useSay } from "./words";

/** The title of a screen of this desk, what it is for, and the way back to the desk. */
export function DeskHead({ title, help }: { title: string; help: string }) {
  const say = useSay();
  return (
    <Stack gap={4}>
      <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "passengers", _splat: "" }} {...props} />}>{say("desk")}</Anchor>
      <Title order={1}>{title}</Title>
      <Text c="dimmed">{help}</Text>
    </Stack>
  );
}

/** A way to another place of the desk. */
export function To({ to, search, children }: { to: string; search?: Record<string, string>; children: React.ReactNode }) {
  return <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "passengers", _splat: to }} search={search ?? {}} {...props} />}>{children}</Anchor>;
}
