import { Button, Menu } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { Fragment, useMemo } from "react";

import type { DeskCommand } from "@/core/commands";
import { may, type OpenDesk, useOpenDesks } from "@/core/desks/open";
import { type Handlers, useCommands, useDeskCommands } from "@/core/useCommands";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

const NONE: OpenDesk[] = [];

/** The desks that are open to the person, each with its lines; not there while there are none. */
export function DeskMenu() {
  const { t } = useLocale();
  const { data: desks = NONE } = useOpenDesks();
  useCommandsOfDesks(desks);
  const shown = desks.map(({ desk, page, say }) => ({ desk, say, lines: (page?.menu ?? []).filter((line) => may(desk, line.shows)) })).filter(({ desk, lines }) => lines.length > 0 || !desk.general);
  if (shown.length === 0) return null;
  return (
    <Menu position="bottom-start" width={280} hideDetached={false} withInitialFocusPlaceholder={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" rightSection={<Icon name="down" size={12} />} data-desks>
          {t("nav.desks")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {shown.map(({ desk, say, lines }) => (
          <Fragment key={desk.name}>
            <Menu.Item fw={600} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: desk.name, _splat: "" }} {...props} />}>{desk.title}</Menu.Item>
            {lines.map((line) => (
              <Menu.Item key={line.to} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: desk.name, _splat: line.to }} {...props} />}>{say(line.name)}</Menu.Item>
            ))}
            {[...desk.registers.map((one) => ({ to: `registers/${one.name}`, title: one.title })), ...desk.forms.map((one) => ({ to: `forms/${one.name}`, title: one.title }))].map((line) => (
              <Menu.Item key={line.to} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: desk.name, _splat: line.to }} {...props} />}><Data>{line.title}</Data></Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Makes the commands of open desks known, and goes where those with an address go. */
function useCommandsOfDesks(desks: readonly OpenDesk[]): void {
  const navigate = useNavigate();
  const commands = useMemo(() => desks.flatMap(({ page, say }) => (page?.commands ?? []).map(({ id, name, group, words, keys }): DeskCommand => ({ id, said: say(name), group, words, keys }))), [desks]);
  const going: Handlers = {};
  for (const { desk, page } of desks) for (const { id, to } of page?.commands ?? []) if (to !== undefined) going[id] = { run: () => void navigate({ to: "/desks/$desk/$", params: { desk: desk.name, _splat: to } }) };
  useDeskCommands(commands);
  useCommands(going);
}
