import { ActionIcon, NativeSelect } from "@mantine/core";
import { useContext } from "react";

import type { Condition, How } from "@/core/query/question";
import type { Field } from "@/core/record";
import { useWords } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { Faults } from "./faults";
import classes from "./Query.module.css";
import { ValueField } from "./ValueField";

interface Props {
  schema: string;
  fields: readonly Field[];
  condition: Condition;
  where: string;
  onCondition: (condition: Condition | null) => void;
}

const RANGES = new Set(["date", "number", "money"]);

const howsOf = (type: string): How[] => [...(type === "name" ? (["like"] as const) : []), "is", "contains", "in", ...(RANGES.has(type) ? (["between"] as const) : []), "exists", "missing"];

/** One condition: which property, what must hold of it, and the value, written or asked for. */
export function ConditionRow({ schema, fields, condition, where, onCondition }: Props) {
  const { t } = useLocale();
  const words = useWords();
  const faults = useContext(Faults);
  const label = words.propertyLabel(schema, condition.property);
  const hows = howsOf(words.property(schema, condition.property)?.type ?? "string");
  const range = condition.how === "between";
  const valued = condition.how !== "exists" && condition.how !== "missing";
  return (
    <div className={classes.fields} data-range={range || undefined} role="group" aria-label={label} data-condition>
      <NativeSelect
        size="xs"
        label={t("query.property")}
        value={condition.property}
        data={fields.map((field) => ({ value: field.name, label: words.said(field.words.labels) ?? field.name }))}
        error={faults.at(`${where}/property`)}
        onChange={(event) => {
          const property = event.currentTarget.value;
          const able = howsOf(words.property(schema, property)?.type ?? "string");
          onCondition({ ...condition, property, how: able.includes(condition.how) ? condition.how : "is" });
        }}
      />
      <NativeSelect
        size="xs"
        label={t("query.how")}
        value={condition.how}
        data={hows.map((how) => ({ value: how, label: t(`query.how.${how}`) }))}
        error={faults.at(`${where}/is`)}
        onChange={(event) => { onCondition({ ...condition, how: event.currentTarget.value as How }); }}
      />
      {valued && (
        <ValueField
          small
          label={range ? t("query.low") : t("query.value")}
          suggested={label}
          value={condition.value}
          where={range ? `${where}/low` : `${where}/value`}
          onValue={(value) => { onCondition({ ...condition, value }); }}
        />
      )}
      {range && <ValueField small label={t("query.high")} suggested={`${label} ≤`} value={condition.high} where={`${where}/high`} onValue={(high) => { onCondition({ ...condition, high }); }} />}
      <ActionIcon variant="subtle" color="gray" aria-label={t("query.condition.remove", { name: label })} title={t("query.condition.remove", { name: label })} onClick={() => { onCondition(null); }}>
        <Icon name="close" size={16} />
      </ActionIcon>
    </div>
  );
}
