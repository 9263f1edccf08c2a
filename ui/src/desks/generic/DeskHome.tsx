import { Alert, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { may, useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { Loading } from "@/parts/Notes";

import { Operations } from "./OperationView";
import { useSay } from "./words";

interface Line {
  to: string;
  name: string;
  help?: string;
}

/** What a desk is for, its screens, and what the person may ask of it. */
export function DeskHome({ desk: name }: DeskPlace) {
  const say = useSay();
  const { data } = useOpenDesks();
  const open = data?.find((item) => item.desk.name === name);
  if (open === undefined) return <Loading />;
  const { desk } = open;
  const own = (open.page?.menu ?? []).filter((line) => may(desk, line.shows)).map((line) => ({ to: line.to, name: open.say(line.name) }));
  const further = [...(desk.inbox ? [{ to: "inbox", name: say("inbox") }] : []), ...(desk.rules > 0 ? [{ to: "rules", name: say("rules") }] : [])];
  const operations = desk.operations.filter((item) => item.may);
  return (
    <Stack maw="60rem" mx="auto" data-desk={name}>
      <Title order={1}>
        <Data>{desk.title}</Data>
      </Title>
      <Text>
        <Data>{desk.help}</Data>
      </Text>
      {desk.mistake !== "" && <Alert variant="default" icon={<Icon name="warning" />} title={desk.mistake} />}
      <Lines desk={name} title={say("menu")} lines={[...own, ...further]} />
      <Lines desk={name} title={say("registers")} lines={desk.registers.filter((one) => one.may).map((one) => ({ to: `registers/${one.name}`, name: one.title, help: one.help }))} />
      <Lines desk={name} title={say("forms")} lines={desk.forms.filter((one) => one.may).map((one) => ({ to: `forms/${one.name}`, name: one.title, help: one.help }))} />
      {operations.length > 0 && (
        <section aria-labelledby="operations">
          <Title order={2} size="h4" id="operations" mb="xs">{say("operations")}</Title>
          <Operations desk={name} operations={operations} />
        </section>
      )}
    </Stack>
  );
}

function Lines({ desk, title, lines }: { desk: string; title: string; lines: Line[] }) {
  if (lines.length === 0) return null;
  return (
    <nav aria-label={title}>
      <Title order={2} size="h4">{title}</Title>
      <ul>
        {lines.map((line) => (
          <li key={line.to}>
            <Link to="/desks/$desk/$" params={{ desk, _splat: line.to }}><Data>{line.name}</Data></Link>
            {line.help !== undefined && line.help !== "" && <Text size="sm" c="dimmed"><Data>{line.help}</Data></Text>}
          </li>
        ))}
      </ul>
    </nav>
  );
}
