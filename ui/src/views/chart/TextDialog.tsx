import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useState } from "react";

import { type ChartDocument, type Position, TEXT_KINDS, type Text } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "@/parts/Dialog";
import type { Chart } from "./useChart";

const MOST = 500;

interface Props {
  made: Chart;
  /** The text that is changed; "" for a new one. */
  id: string;
  /** Where a new one stands, and the item it is about ("" for none). */
  at: Position;
  of: string;
  onClose: () => void;
}

/** Writes a title, a text or a note on the chart, or changes one that stands there. */
export function TextDialog({ made, id, at, of, onClose }: Props) {
  const { t } = useLocale();
  const before = made.state.chart.texts.get(id);
  const [text, setText] = useState(before?.text ?? "");
  const [kind, setKind] = useState<Text["kind"]>(before?.kind ?? (of === "" ? "text" : "note"));
  const put = (change: (now: ChartDocument) => ChartDocument) => {
    made.change("chart.step.text", change);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t(before === undefined ? "command.chart.text" : "chart.text.edit")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === "") return;
          const about = before?.of ?? (of === "" ? undefined : of);
          const place = before ?? { x: at[0], y: at[1] };
          put((now) => edit.write(now, before === undefined ? crypto.randomUUID().slice(0, 8) : id, { x: place.x, y: place.y, text: text.trim(), kind, ...(about === undefined ? {} : { of: about }), ...(before?.cites === undefined ? {} : { cites: before.cites }) }));
        }}
      >
        <Stack>
          <Textarea data-autofocus dir="auto" autosize minRows={3} label={t("chart.text")} value={text} maxLength={MOST} readOnly={kind === "source"} onChange={(event) => { setText(event.currentTarget.value); }} />
          <NativeSelect label={t("chart.text.kind")} value={kind} disabled={kind === "source"} data={TEXT_KINDS.filter((one) => (one === "source") === (kind === "source")).map((one) => ({ value: one, label: t(`chart.text.${one}`) }))} onChange={(event) => { setKind(TEXT_KINDS.find((one) => one === event.currentTarget.value) ?? "text"); }} />
          <Group justify="flex-end">
            {before !== undefined && (
              <Button variant="default" onClick={() => { put((now) => edit.unwrite(now, id)); }} data-remove-text>
                {t("chart.text.remove")}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t("dialog.cancel")}
            </Button>
            <Button type="submit" disabled={text.trim() === ""}>
              {t("dialog.ok")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
