import { NativeSelect, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";

import { amountOf } from "@/core/analyses/cells";
import { useLocale } from "@/i18n/LocaleContext";

import type { DrawingProps, Drawn } from "./drawn";
import { Flow } from "./Flow";
import { Heat } from "./Heat";
import { Matrix } from "./Matrix";
import { Themes } from "./Themes";
import { Times } from "./Times";
import { useCells } from "./useCells";
import { Wheel } from "./Wheel";

/** The drawing an analysis declares, by its kind. Amounts of two currencies are never drawn together: one is chosen. */
export function Drawing({ view, ...props }: DrawingProps) {
  const { result, zone } = props;
  const { t } = useLocale();
  const cells = useCells(zone);
  const role = (name: string) => result.columns.find((column) => column.name === view.columns[name]);
  const money = ["amount", "value"].map(role).find((column) => column?.kind === "money")?.name;
  const currencies = useMemo(() => {
    const counts = new Map<string, number>();
    for (const row of money === undefined ? [] : result.rows) {
      const currency = amountOf(row[money ?? ""])?.currency;
      if (currency !== undefined) counts.set(currency, (counts.get(currency) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([currency]) => currency);
  }, [result, money]);
  const [chosen, choose] = useState<string | null>(null);
  const currency = chosen ?? currencies[0] ?? "";
  const places = useMemo(() => result.rows.flatMap((row, at) => (money === undefined || amountOf(row[money])?.currency === currency ? [at] : [])), [result, money, currency]);
  const drawn: Drawn = { ...props, places, role, cells };
  return (
    <Stack gap="xs">
      {currencies.length > 1 && (
        <NativeSelect size="xs" w="14rem" label={t("analyse.currency")} value={currency} data={currencies.map((item) => ({ value: item, label: item === "" ? t("analyse.no-currency") : item }))} onChange={(event) => { choose(event.currentTarget.value); }} />
      )}
      {view.kind === "heat" && <Heat {...drawn} />}
      {view.kind === "wheel" && <Wheel {...drawn} />}
      {view.kind === "flow" && <Flow {...drawn} />}
      {view.kind === "matrix" && <Matrix {...drawn} />}
      {view.kind === "timeline" && <Times {...drawn} />}
      {view.kind === "themes" && <Themes {...drawn} />}
      <Text size="xs" c="dimmed">{t("analyse.view.also")}</Text>
    </Stack>
  );
}
