import { Menu } from "@mantine/core";

import { type CommandId, commandOf, keyName } from "@/core/commands";
import { useCommandList } from "@/core/useCommands";
import { useLocale } from "@/i18n/LocaleContext";

import type { MenuAt } from "./canvasProps";
import classes from "./Chart.module.css";

const OF_ITEM: readonly CommandId[] = ["chart.cards", "look.open", "chart.expand", "chart.path", "chart.link", "chart.text", "chart.photo", "chart.same", "chart.parts", "chart.apart", "chart.hide", "chart.pin", "chart.group", "chart.collapse", "chart.open-group", "chart.set", "chart.ungroup", "select.linked"];
const OF_PAPER: readonly CommandId[] = ["chart.item", "chart.text", "chart.add", "chart.show", "select.all", "look.fit"];

/** What can be done where the pointer or the keyboard is: only what works there now. */
export function ChartMenu({ at, onClose }: { at: MenuAt; onClose: () => void }) {
  const { t, direction } = useLocale();
  const { run, able } = useCommandList();
  const ids = (at.id === null ? OF_PAPER : OF_ITEM).filter(able);
  return (
    <Menu opened onClose={onClose} position="bottom-start" withinPortal shadow="none" returnFocus trapFocus>
      <Menu.Target>
        <span style={{ position: "fixed", insetInlineStart: direction === "rtl" ? window.innerWidth - at.x : at.x, insetBlockStart: at.y, inlineSize: 1, blockSize: 1 }} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown data-chart-menu>
        {ids.map((id) => {
          const key = commandOf(id).keys[0];
          return (
            <Menu.Item key={id} onClick={() => { run(id); }} rightSection={key === undefined ? undefined : <bdi dir="ltr" className={classes.quiet}>{keyName(key)}</bdi>} data-command={id}>
              {t(commandOf(id).name)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
