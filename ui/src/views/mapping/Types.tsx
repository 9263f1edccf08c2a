import { ActionIcon, Group, NativeSelect, Pill, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { choicesQuery, type ColumnSeen, currencyOf, type Doc, made, withCurrency, withoutType, withType } from "@/core/mapping";
import { usePerson } from "@/core/session";
import { useWords } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { NumberField } from "@/parts/NumberField";

import { ZONES } from "../deposit/DetailsForm";
import { inCurrency, useMadeName } from "./roles";

interface Props {
  doc: Doc;
  onDoc: (doc: Doc) => void;
}

/** What each row makes: things and events of these types. */
export function Types({ doc, columns, onDoc }: Props & { columns: readonly ColumnSeen[] }) {
  const { t } = useLocale();
  const words = useWords();
  const choices = useQuery(choicesQuery);
  const called = useMadeName(doc, columns);
  const group = (side: "facts" | "entities") => (choices.data?.[side] ?? []).map((item) => ({ value: `${side}/${item.schema}`, label: words.said(item.labels) ?? item.schema })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div>
      <Text size="sm" fw={500} id="mapping-makes">
        {t("mapping.makes")}
      </Text>
      <Group gap="xs" mt={4} role="group" aria-labelledby="mapping-makes">
        {made(doc).map(({ side, name, schema }) => (
          <Pill key={`${side}/${name}`} size="lg" component="span">
            <Group gap={4} wrap="nowrap" component="span">
              {called({ side, name, schema })}
              <ActionIcon size="xs" variant="transparent" aria-label={t("mapping.type.remove", { type: called({ side, name, schema }) })} onClick={() => { onDoc(withoutType(doc, side, name)); }}>
                <Icon name="close" size={12} />
              </ActionIcon>
            </Group>
          </Pill>
        ))}
        <NativeSelect
          size="xs"
          aria-label={t("mapping.type.add")}
          value=""
          data={[{ value: "", label: t("mapping.type.add") }, { group: t("mapping.events"), items: group("facts") }, { group: t("mapping.things"), items: group("entities") }]}
          onChange={(event) => {
            const [side, schema] = event.currentTarget.value.split("/");
            if ((side === "facts" || side === "entities") && schema !== undefined) onDoc(withType(doc, side, schema));
          }}
        />
      </Group>
    </div>
  );
}

/** Those of statements here and in the countries around, the most frequent first. */
const CURRENCIES = ["IQD", "USD", "EUR", "TRY", "IRR", "AED", "KWD", "JOD", "SAR", "SYP", "GBP"];
const ORDERS = ["dmy", "mdy", "ymd"] as const;

/** Where the table begins, which clock its times are from, how its dates are meant. */
export function Reading({ doc, onDoc }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const person = usePerson();
  const layout = (doc["layout"] ?? {}) as Doc;
  const set = (part: Doc) => { onDoc(Object.fromEntries(Object.entries({ ...doc, ...part }).filter(([, value]) => value !== undefined))); };
  const choices = useQuery(choicesQuery);
  const moneyed = inCurrency(choices.data?.facts ?? []);
  const currency = currencyOf(doc);
  const zone = typeof doc["zone"] === "string" ? doc["zone"] : "";
  return (
    <Group gap="md" align="end">
      <NumberField
        size="xs"
        w="8rem"
        min={0}
        max={9999}
        label={t("mapping.header-row")}
        value={typeof layout["header_row"] === "number" ? String(layout["header_row"]) : ""}
        onValue={(typed) => { set({ layout: Object.fromEntries(Object.entries({ ...layout, header_row: typed === "" ? undefined : Number(typed), data_start: typed === "" ? undefined : Number(typed) + 1 }).filter(([, item]) => item !== undefined)) }); }}
      />
      <NativeSelect size="xs" label={t("said.zone")} data={[{ value: "", label: t("said.zone.none") }, ...[...new Set([...ZONES, ...(zone === "" ? [] : [zone])])].map((value) => ({ value, label: format.zone(value) }))]} value={zone} onChange={(event) => { const value = event.currentTarget.value; set({ zone: value || undefined, zone_by: value === "" ? undefined : person.name }); }} />
      <NativeSelect size="xs" label={t("mapping.date-order")} data={[{ value: "", label: t("mapping.date-order.found") }, ...ORDERS.map((value) => ({ value, label: t(`mapping.date-order.${value}`) }))]} value={typeof doc["date_order"] === "string" ? doc["date_order"] : ""} onChange={(event) => { set({ date_order: event.currentTarget.value || undefined }); }} />
      {made(doc).some(({ side, schema }) => side === "facts" && moneyed.includes(schema)) && (
        <NativeSelect size="xs" label={t("mapping.currency")} data={[{ value: "", label: t("mapping.currency.column") }, ...[...new Set([...CURRENCIES, currency])].filter((one) => one !== "")]} value={currency} onChange={(event) => { onDoc(withCurrency(doc, moneyed, event.currentTarget.value)); }} />
      )}
      {(["operator", "bank"] as const).map((whose) => (
        <TextInput key={whose} size="xs" w="14rem" dir="auto" maxLength={60} label={t(`mapping.${whose}`)} value={typeof doc[whose] === "string" ? doc[whose] : ""} onChange={(event) => { set({ [whose]: event.currentTarget.value || undefined }); }} />
      ))}
    </Group>
  );
}
