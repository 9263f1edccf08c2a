import { Modal, Text, TextInput } from "@mantine/core";
import { useId, useState } from "react";

import { type Command, keyName, matching } from "@/core/commands";
import { stepped } from "@/core/keys";
import { useCommandList } from "@/core/useCommands";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Palette.module.css";

const recent: string[] = [];

/** Every command that can be run now, found by its name or another program's; those used last stand first. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useLocale();
  return (
    <Modal opened={opened} onClose={onClose} withCloseButton={false} attributes={{ content: { "aria-label": t("command.page.palette") } }} size="lg" padding="xs" yOffset="8vh">
      {opened && <List onClose={onClose} />}
    </Modal>
  );
}

function List({ onClose }: { onClose: () => void }) {
  const { t } = useLocale();
  const { available, run } = useCommandList();
  const [typed, setTyped] = useState("");
  const [at, go] = useState(0);
  const list = useId();
  const ranked = [...available].sort((a, b) => rank(a) - rank(b));
  const found = matching(typed, typed === "" ? ranked : available, (command) => t(command.name)).filter((command) => command.id !== "page.palette");
  const current = Math.min(at, found.length - 1);
  const choose = (command: Command | undefined) => {
    if (command === undefined) return;
    const before = recent.indexOf(command.id);
    if (before >= 0) recent.splice(before, 1);
    recent.unshift(command.id);
    onClose();
    setTimeout(() => run(command.id), 0);
  };
  return (
    <>
      <TextInput
        data-autofocus
        data-palette
        dir="auto"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found.length > 0 ? `${list}-${current}` : undefined}
        aria-label={t("palette.label")}
        placeholder={t("palette.label")}
        leftSection={<Icon name="command" size={16} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          go(0);
        }}
        onKeyDown={(event) => {
          const next = event.key === "ArrowDown" || event.key === "ArrowUp" ? stepped(event, current, found.length) : null;
          if (next !== null) {
            go(next);
            document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
          } else if (event.key === "Enter") choose(found[current]);
          else return;
          event.preventDefault();
        }}
      />
      <div id={list} role="listbox" aria-label={t("palette.label")} className={classes.list}>
        {found.map((command, index) => (
          <div key={command.id} id={`${list}-${index}`} role="option" aria-selected={index === current} className={classes.option} data-command={command.id} onMouseEnter={() => { go(index); }} onClick={() => { choose(command); }}>
            <span>
              {t(command.name)} <span className={classes.group}>{t(`command-group.${command.group}`)}</span>
            </span>
            {command.keys[0] !== undefined && <bdi dir="ltr" className={classes.key}>{keyName(command.keys[0])}</bdi>}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <Text size="sm" c="dimmed" p="xs" role="status">
          {t("palette.none")}
        </Text>
      )}
    </>
  );
}

function rank(command: Command): number {
  const at = recent.indexOf(command.id);
  return at < 0 ? recent.length : at;
}
