import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useOpenDesks } from "@/core/desks/open";
import { Data } from "@/design/Text";

/** The title of a screen of a desk, with the way back to the desk. */
export function Head({ desk, title, help }: { desk: string; title: string; help?: string | undefined }) {
  const { data } = useOpenDesks();
  const own = data?.find((item) => item.desk.name === desk)?.desk;
  return (
    <Stack gap={4}>
      <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk, _splat: "" }} {...props} />}>
        <Data>{own?.title ?? desk}</Data>
      </Anchor>
      <Title order={1}>
        <Data>{title}</Data>
      </Title>
      {help !== undefined && help !== "" && (
        <Text c="dimmed">
          <Data>{help}</Data>
        </Text>
      )}
    </Stack>
  );
}
