import { Menu } from "@mantine/core";
import type { ReactNode } from "react";

import { type CommandId, commandOf, keyName } from "@/core/commands";
import { useCommandList } from "@/core/useCommands";
import { Icon, type IconName } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Chart.module.css";

/** A button for a command of the list: its name and key, off while it cannot be done. */
export function Tool({ id, icon, pressed, label, children }: { id: CommandId; icon?: IconName; pressed?: boolean; label?: string; children?: ReactNode }) {
  const { t } = useLocale();
  const { run, able } = useCommandList();
  const command = commandOf(id);
  const key = command.keys[0];
  const name = label ?? t(command.name);
  return (
    <button type="button" className={classes.tool} aria-label={children === undefined ? name : undefined} title={key === undefined ? name : `${name} (${keyName(key)})`} aria-pressed={pressed} disabled={!able(id)} onClick={() => { run(id); }} data-command={id}>
      {icon !== undefined && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

/** Several commands under one button. */
export function ToolMenu({ icon, label, ids, onOpen, children }: { icon: IconName; label: string; ids: readonly CommandId[]; onOpen?: () => void; children?: ReactNode }) {
  const { t } = useLocale();
  const { run, able } = useCommandList();
  return (
    <Menu position="bottom-start" withinPortal {...(onOpen === undefined ? {} : { onOpen })}>
      <Menu.Target>
        <button type="button" className={classes.tool} aria-label={label} title={label}>
          <Icon name={icon} size={18} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {ids.map((id) => {
          const key = commandOf(id).keys[0];
          return (
            <Menu.Item key={id} disabled={!able(id)} rightSection={key === undefined ? undefined : <bdi dir="ltr" className={classes.quiet}>{keyName(key)}</bdi>} onClick={() => { run(id); }} data-command={id}>
              {t(commandOf(id).name)}
            </Menu.Item>
          );
        })}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A command of a menu that is on or off; with `always` one that is on and cannot be turned off by itself, as one of several choices. */
export function Checked({ id, checked, always = false }: { id: CommandId; checked: boolean; always?: boolean }) {
  const { t } = useLocale();
  const { run, able } = useCommandList();
  return (
    <Menu.Item role="menuitemcheckbox" aria-checked={checked} closeMenuOnClick={false} disabled={!able(id) && !(always && checked)} leftSection={<span className={classes.check}>{checked && <Icon name="check" size={14} />}</span>} onClick={() => { run(id); }} data-command={id}>
      {t(commandOf(id).name)}
    </Menu.Item>
  );
}
