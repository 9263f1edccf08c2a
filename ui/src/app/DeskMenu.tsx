import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Fragment, useMemo } from "react";

import type { DeskCommand } from "@/core/commands";
import { type Desk, desksQuery, may, type OpenDesk, useOpenDesks } from "@/core/desks/open";
import { type Handlers, useCommands, useDeskCommands } from "@/core/useCommands";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

const NONE: OpenDesk[] = [];

/** The desks that are open to the person, each with its lines; not there while there are none. */
export function DeskMenu() {
  const { t, locale } = useLocale();
  const { data: desks = NONE } = useOpenDesks();
  const { data: installed = [] } = useQuery(desksQuery(locale));
  useCommandsOfDesks(desks);
  const shown = desks.map(({ desk, page, say }) => ({ desk, lines: linesOf(desk, page, say) })).filter(({ desk, lines }) => lines.length > 0 || !desk.general);
  const all = installed.some((desk) => desk.may_open);
  if (shown.length === 0 && !all) return null;
  return (
    <Menu position="bottom-start" width={280} hideDetached={false} withInitialFocusPlaceholder={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" c="inherit" fw={400} rightSection={<Icon name="down" size={12} />} data-desks>
          {t("nav.desks")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {shown.map(({ desk, lines }) => (
          <Fragment key={desk.name}>
            <Menu.Item fw={600} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: desk.name, _splat: "" }} {...props} />}><Data>{desk.title}</Data></Menu.Item>
            {lines.map((line) => (
              <Menu.Item key={line.to} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: desk.name, _splat: line.to }} {...props} />}><Data>{line.title}</Data></Menu.Item>
            ))}
          </Fragment>
        ))}
        {all && <Menu.Item renderRoot={(props) => <Link to="/desks" {...props} />}>{t("desks.all")}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The lines of a desk that the policies let the person follow. */
function linesOf(desk: Desk, page: OpenDesk["page"], say: OpenDesk["say"]): { to: string; title: string }[] {
  const own = (page?.menu ?? []).filter((line) => may(desk, line.shows)).map((line) => ({ to: line.to, title: say(line.name) }));
  const part = (folder: string) => (one: Desk["registers"][number]) => (one.may ? [{ to: `${folder}/${one.name}`, title: one.title }] : []);
  return [...own, ...desk.registers.flatMap(part("registers")), ...desk.forms.flatMap(part("forms"))];
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
