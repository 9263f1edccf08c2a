import { ActionIcon, Group, Text } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef } from "react";

import { type Block, isText } from "@/core/briefing/document";
import { type Change, move, remove } from "@/core/briefing/edit";
import type { Audience } from "@/core/briefing/server";
import { useFormat } from "@/core/format";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Briefing.module.css";
import { ShownBlock } from "./ShownBlock";
import { TextBlock } from "./TextBlock";

interface Props {
  caseId: string;
  block: Block;
  at: number;
  count: number;
  audience: Audience;
  focus: boolean;
  change: Change;
}

/** One block: what it is, its place, and its fields. A new one takes the focus. */
export function BlockCard({ caseId, block, at, count, audience, focus, change }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const box = useRef<HTMLElement>(null);
  const wanted = useRef(focus);
  useEffect(() => {
    if (wanted.current) box.current?.querySelector<HTMLElement>("textarea, select, input")?.focus();
    wanted.current = false;
  }, []);
  const name = t("briefing.block", { n: format.number(at + 1), kind: t(`briefing.kind.${block.kind}`) });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || (event.code !== "ArrowUp" && event.code !== "ArrowDown") || (event.target as HTMLElement).tagName === "SELECT") return;
    event.preventDefault();
    change((made) => move(made, block.key, event.code === "ArrowUp" ? -1 : 1));
  };
  return (
    <section ref={box} className={classes.block} aria-label={name} onKeyDown={onKeyDown} data-block={block.kind}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="sm" fw={600}>{name}</Text>
        <Group gap={2} wrap="nowrap">
          <ActionIcon variant="subtle" aria-label={t("briefing.up", { block: name })} disabled={at === 0} onClick={() => { change((made) => move(made, block.key, -1)); }}>
            <span className={classes.turned}><Icon name="down" size={16} /></span>
          </ActionIcon>
          <ActionIcon variant="subtle" aria-label={t("briefing.down", { block: name })} disabled={at === count - 1} onClick={() => { change((made) => move(made, block.key, 1)); }}>
            <Icon name="down" size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" aria-label={t("briefing.remove", { block: name })} onClick={() => { change((made) => remove(made, block.key)); }}>
            <Icon name="close" size={16} />
          </ActionIcon>
        </Group>
      </Group>
      {isText(block.kind) ? <TextBlock caseId={caseId} block={block} name={name} audience={audience} change={change} /> : <ShownBlock caseId={caseId} block={block} change={change} />}
    </section>
  );
}
