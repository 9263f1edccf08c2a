import { Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { moveFocus } from "@/core/keys";
import { typedQuery } from "@/core/search";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { FoundLine } from "@/parts/FoundLine";
import { ErrorNote } from "@/parts/Notes";
import classes from "./Chart.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
  shown: ReadonlySet<string>;
  onAdd: (ids: readonly string[]) => void;
}

/** Search without leaving the chart; Enter adds, the dialog stays open for more. */
export function AddDialog({ opened, onClose, shown, onAdd }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [text, setText] = useState("");
  const [q] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({ ...typedQuery(q), placeholderData: keepPreviousData });
  const hits = q === "" ? [] : (found.data?.hits ?? []);
  const fresh = hits.filter((hit) => !shown.has(hit.id));
  return (
    <Modal opened={opened} onClose={onClose} title={t("command.chart.add")} size="lg" closeButtonProps={{ "aria-label": t("dialog.close") }}>
      <Stack gap="sm" onKeyDown={(event) => moveFocus(event, "[data-add]")}>
        <TextInput
          data-autofocus
          dir="auto"
          aria-label={t("search.label")}
          placeholder={t("search.placeholder")}
          leftSection={<Icon name="search" size={16} />}
          value={text}
          onChange={(event) => { setText(event.currentTarget.value); }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") {
              event.currentTarget.closest("[role=dialog]")?.querySelector<HTMLElement>("[data-add]")?.focus();
              event.preventDefault();
            }
            if (event.key === "Enter" && fresh[0] !== undefined) onAdd([fresh[0].id]);
          }}
        />
        {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {q !== "" && found.data && (
          <div className={classes.between}>
            <Text size="sm" c="dimmed" role="status">
              {found.data.truncated ? t("search.truncated", { n: format.number(found.data.total) }) : format.counted("search.count", found.data.total)}
            </Text>
            {fresh.length > 1 && (
              <Button size="compact-sm" variant="default" onClick={() => { onAdd(fresh.map((hit) => hit.id)); }}>
                {format.counted("chart.add-these", fresh.length)}
              </Button>
            )}
          </div>
        )}
        {q !== "" && found.data && found.data.behind > 0 && <Text size="sm">{t("search.incomplete", { n: format.number(found.data.behind) })}</Text>}
        {q !== "" && !found.isPlaceholderData && found.data?.hits.length === 0 && <Text size="sm">{t("search.none.next")}</Text>}
        <ul className={classes.rows}>
          {hits.map((hit) => (
            <li key={hit.id} className={classes.between}>
              <FoundLine hit={hit} />
              <Button size="compact-sm" variant="default" data-add disabled={shown.has(hit.id)} onClick={() => { onAdd([hit.id]); }}>
                {shown.has(hit.id) ? t("chart.there") : t("chart.put")}
              </Button>
            </li>
          ))}
        </ul>
      </Stack>
    </Modal>
  );
}
