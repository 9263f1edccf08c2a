import { Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { may, useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { Data } from "@/design/Text";
import { useDeskWords } from "@/i18n/words";
import { Loading } from "@/parts/Told";

import { words } from "./words";

/** What a desk is for, its screens, and what the person may ask of it. */
export function DeskHome({ desk: name }: DeskPlace) {
  const say = useDeskWords(words);
  const { data } = useOpenDesks();
  const open = data?.find((item) => item.desk.name === name);
  if (open === undefined) return <Loading />;
  const lines = (open.page?.menu ?? []).filter((line) => may(open.desk, line.shows));
  return (
    <Stack maw="60rem" mx="auto">
      <Title order={1}>
        <Data>{open.desk.title}</Data>
      </Title>
      <Text>
        <Data>{open.desk.help}</Data>
      </Text>
      {lines.length > 0 && (
        <nav aria-label={say("menu")}>
          <ul>
            {lines.map((line) => (
              <li key={line.to}>
                <Link to="/desks/$desk/$" params={{ desk: name, _splat: line.to }}>{open.say(line.name)}</Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <section aria-labelledby="operations">
        <Title order={2} id="operations">{say("operations")}</Title>
        <dl>
          {open.desk.operations.filter((item) => item.may).map((item) => (
            <div key={item.name} style={{ marginBlockEnd: "0.6rem" }} data-operation={item.name}>
              <dt style={{ fontWeight: 600 }}><Data>{item.title}</Data></dt>
              <dd style={{ margin: 0 }}><Data>{item.help}</Data></dd>
            </div>
          ))}
        </dl>
      </section>
    </Stack>
  );
}
