import { Modal, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";

import { analysesQuery } from "@/core/analyses/server";
import { type Key, keyName, matching, nameOf } from "@/core/commands";
import { stepped } from "@/core/keys";
import { useCommandList } from "@/core/useCommands";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Palette.module.css";

const recent: string[] = [];

/** What can be chosen: a command, or an analysis to ask. */
interface Entry {
  id: string;
  name: string;
  group: string;
  words: readonly string[];
  key: Key | undefined;
  run: () => void;
}

/** Every command that can be run now and every analysis, found by its name or another program's; those used last stand first. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useLocale();
  return (
    <Modal opened={opened} onClose={onClose} withCloseButton={false} attributes={{ content: { "aria-label": t("command.page.palette") } }} size="lg" padding="xs" yOffset="8vh">
      {opened && <List onClose={onClose} />}
    </Modal>
  );
}

function List({ onClose }: { onClose: () => void }) {
  const { t, locale } = useLocale();
  const navigate = useNavigate();
  const { available, run } = useCommandList();
  const analyses = useQuery(analysesQuery(locale));
  const [typed, setTyped] = useState("");
  const [at, go] = useState(0);
  const list = useId();
  const commands = available.map((command): Entry => ({ id: command.id, name: nameOf(command, t), group: t(`command-group.${command.group}`), words: command.words, key: command.keys[0], run: () => run(command.id) }));
  const asks = (analyses.data ?? []).map((item): Entry => ({ id: `analyse.${item.id}`, name: item.title, group: t("nav.analyse"), words: [...item.known_as, item.id], key: undefined, run: () => void navigate({ to: "/analyse", search: { analysis: item.id } }) }));
  const entries = [...commands, ...asks].filter((entry) => entry.id !== "page.palette");
  const found = matching(typed, typed === "" ? entries.toSorted((a, b) => rank(a) - rank(b)) : entries, (entry) => entry.name);
  const current = Math.min(at, found.length - 1);
  const choose = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    const before = recent.indexOf(entry.id);
    if (before >= 0) recent.splice(before, 1);
    recent.unshift(entry.id);
    onClose();
    setTimeout(entry.run, 0);
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
        {found.map((entry, index) => (
          <div key={entry.id} id={`${list}-${index}`} role="option" aria-selected={index === current} className={classes.option} data-command={entry.id} onMouseEnter={() => { go(index); }} onClick={() => { choose(entry); }}>
            <span>
              {entry.name} <span className={classes.group}>{entry.group}</span>
            </span>
            {entry.key !== undefined && <bdi dir="ltr" className={classes.key}>{keyName(entry.key)}</bdi>}
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

function rank({ id }: Entry): number {
  const at = recent.indexOf(id);
  return at < 0 ? recent.length : at;
}
