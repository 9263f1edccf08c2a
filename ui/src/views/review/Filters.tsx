import { Group, NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { Ref } from "react";

import { type CardFilter, type Cards, FILTERS } from "@/core/cards";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

type Name = (typeof FILTERS)[number];

/** The filters of the queue, each value with how many cards it leaves within what one may see. */
export function Filters({ filter, page, ref }: { filter: CardFilter; page: Cards; ref?: Ref<HTMLDivElement> }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const navigate = useNavigate({ from: "/review" });
  const set = (change: CardFilter) => void navigate({ search: { ...filter, ...change } });
  const named = (name: Name, value: string) => (name === "type" ? words.type(value) : name === "source" ? (page.sources[value] ?? value) : t(`review.${name}.${value}` as TextKey));
  const options = (name: Name) => {
    const counts = page.counts[name] ?? {};
    const values = Object.keys(counts);
    const chosen = filter[name];
    if (chosen !== undefined && !values.includes(chosen)) values.push(chosen);
    return [{ value: "", label: t(name === "state" ? "review.filter.open" : "review.filter.any") }, ...values.map((value) => ({ value, label: `${named(name, value)} (${format.number(counts[value] ?? 0)})` }))];
  };
  const change = (name: Name) => (event: React.ChangeEvent<HTMLSelectElement>) => { set({ [name]: event.currentTarget.value || undefined }); };
  return (
    <Group ref={ref} gap="xs" align="flex-end" role="search" aria-label={t("review.filter")} data-filters>
      {FILTERS.map((name) => (
        <NativeSelect key={name} size="xs" w="11.5rem" label={t(`review.filter.${name}`)} value={filter[name] ?? ""} data={options(name)} onChange={change(name)} />
      ))}
      <NativeSelect size="xs" w="13rem" label={t("review.filter.order")} value={filter.order ?? ""} data={[{ value: "", label: t("review.order.effect") }, { value: "sure", label: t("review.order.sure") }]} onChange={(event) => { set({ order: event.currentTarget.value === "sure" ? "sure" : undefined }); }} />
    </Group>
  );
}
