import { Button, Checkbox, Group, NativeSelect, TextInput } from "@mantine/core";

import { type Look, NO_LOOK, type Rule } from "@/core/chart/document";
import { RULES_MOST } from "@/core/chart/ruleSets";
import type { Field } from "@/core/chart/styles";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { CHOSEN_ICONS } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { fieldName, ruleName } from "./fields";
import classes from "./Rules.module.css";

const TESTS = ["any", "is", "contains", "least", "most", "scale"] as const;
const DASHES = ["solid", "dashed", "dotted"] as const;

interface Props {
  rules: readonly Rule[];
  /** By what the things at hand can be asked. */
  fields: readonly Field[];
  /** How many a rule is about now, undefined while nobody knows. */
  count: (id: string) => number | undefined;
  /** `merge`: changes of one kind that follow one another are one step. */
  onChange: (rules: readonly Rule[], merge?: string) => void;
}

/** Rules to be written, in the order in which they decide; `rules` is the whole truth, nothing is kept here. */
export function RuleList({ rules, fields, count, onChange }: Props) {
  const { t } = useLocale();
  const fresh = (on: Rule["on"]): Rule => ({ id: crypto.randomUUID().slice(0, 8), on, of: "", by: "", test: "any", value: "", name: "", look: on === "item" ? { ...NO_LOOK, colour: "#8f2d3f" } : { ...NO_LOOK, width: 2 } });
  return (
    <>
      {rules.map((rule, at) => (
        <OneRule
          key={rule.id}
          rule={rule}
          fields={fields.filter((one) => one.on === rule.on)}
          count={count(rule.id)}
          onChange={(next) => { onChange(rules.map((one) => (one.id === rule.id ? next : one)), `rule ${rule.id}`); }}
          onRemove={() => { onChange(rules.filter((one) => one.id !== rule.id)); }}
          onUp={at === 0 ? undefined : () => { onChange([...rules.slice(0, at - 1), rule, ...rules.slice(at - 1, at), ...rules.slice(at + 1)]); }}
        />
      ))}
      <Group>
        {(["item", "line"] as const).map((on) => (
          <Button key={on} variant="default" disabled={rules.length >= RULES_MOST} data-add-rule={on} onClick={() => { onChange([...rules, fresh(on)]); }}>
            {t("chart.rules.add")}: {t(`chart.rules.on.${on}`)}
          </Button>
        ))}
      </Group>
    </>
  );
}

interface One {
  rule: Rule;
  fields: readonly Field[];
  count: number | undefined;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
  onUp: (() => void) | undefined;
}

function OneRule({ rule, fields, count, onChange, onRemove, onUp }: One) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const types = fields.find((one) => one.by === (rule.on === "item" ? "schema" : "label"))?.values.map(({ value }) => value) ?? [];
  const field = fields.find((one) => one.by === rule.by);
  const look = (change: Partial<Look>) => { onChange({ ...rule, look: { ...rule.look, ...change } }); };
  const label = field?.label ?? rule.by.replace("prop:", "");
  const same = { value: "", label: t("chart.rules.same") };
  const factors = (most: number) => [same, ...[0.75, 1.5, 2, 3, 4, 6, 8].filter((one) => one <= most).map((one) => ({ value: String(one), label: `×${format.number(one)}` }))];
  const listed = new Set([...types, ...(rule.of === "" ? [] : [rule.of])]);
  return (
    <fieldset className={classes.rule} data-rule={rule.id}>
      <legend>
        <bdi dir="auto">{ruleName(rule, label, words, t)}</bdi>
        {count !== undefined && ` (${format.counted("chart.rules.about", count)})`}
      </legend>
      <NativeSelect size="xs" label={t("chart.rules.of")} value={rule.of} data={[{ value: "", label: t("chart.rules.of.all") }, ...[...listed].map((value) => ({ value, label: rule.on === "item" ? words.types(value) : words.kind(value) }))]} onChange={(event) => { onChange({ ...rule, of: event.currentTarget.value }); }} />
      <NativeSelect size="xs" label={t("chart.rules.by")} value={rule.by} data={[{ value: "", label: t("chart.rules.by.none") }, ...fields.map((one) => ({ value: one.by, label: fieldName(one.by, one.label, t) }))]} onChange={(event) => { onChange({ ...rule, by: event.currentTarget.value }); }} />
      <NativeSelect size="xs" label={t("chart.rules.test")} value={rule.test} disabled={rule.by === ""} data={TESTS.map((test) => ({ value: test, label: t(`chart.rules.test.${test}`) }))} onChange={(event) => { onChange({ ...rule, test: TESTS.find((one) => one === event.currentTarget.value) ?? "any" }); }} />
      {rule.by !== "" && rule.test !== "any" && rule.test !== "scale" && (
        <TextInput size="xs" dir="auto" label={t("chart.rules.value")} value={rule.value} maxLength={300} list={`values-${rule.id}`} onChange={(event) => { onChange({ ...rule, value: event.currentTarget.value }); }} />
      )}
      <datalist id={`values-${rule.id}`}>
        {(field?.values ?? []).map(({ value }) => <option key={value} value={value} />)}
      </datalist>
      <Colour label={t("chart.rules.colour")} value={rule.look.colour} onChange={(colour) => { look({ colour }); }} />
      {rule.on === "item" ? (
        <>
          <Colour label={t("chart.rules.frame")} value={rule.look.frame} onChange={(frame) => { look({ frame }); }} />
          <NativeSelect size="xs" label={t("chart.rules.icon")} value={rule.look.icon} data={[same, ...CHOSEN_ICONS.map((icon) => ({ value: icon, label: t(`chart.icon.${icon}`) }))]} onChange={(event) => { look({ icon: event.currentTarget.value }); }} />
          <NativeSelect size="xs" label={t("chart.rules.size")} value={rule.look.size === 0 ? "" : String(rule.look.size)} data={factors(3)} onChange={(event) => { look({ size: Number(event.currentTarget.value) }); }} />
          <Checkbox size="xs" label={t("chart.rules.words")} checked={rule.look.words} disabled={rule.by === ""} onChange={(event) => { look({ words: event.currentTarget.checked }); }} />
        </>
      ) : (
        <>
          <NativeSelect size="xs" label={t("chart.rules.width")} value={rule.look.width === 0 ? "" : String(rule.look.width)} data={factors(8)} onChange={(event) => { look({ width: Number(event.currentTarget.value) }); }} />
          <NativeSelect size="xs" label={t("chart.rules.dash")} value={rule.look.dash} data={[same, ...DASHES.map((dash) => ({ value: dash, label: t(`chart.rules.dash.${dash}`) }))]} onChange={(event) => { look({ dash: DASHES.find((one) => one === event.currentTarget.value) ?? "" }); }} />
        </>
      )}
      <TextInput size="xs" dir="auto" label={t("chart.rules.name")} value={rule.name} maxLength={200} onChange={(event) => { onChange({ ...rule, name: event.currentTarget.value }); }} />
      <Group gap="xs">
        {onUp !== undefined && <Button size="compact-xs" variant="default" onClick={onUp}>{t("chart.rules.up")}</Button>}
        <Button size="compact-xs" variant="default" onClick={onRemove}>{t("chart.rules.remove")}</Button>
      </Group>
    </fieldset>
  );
}

function Colour({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useLocale();
  return (
    <div className={classes.colour}>
      {label}
      <span>
        <input type="checkbox" aria-label={`${label}: ${t("chart.rules.same")}`} checked={value !== ""} onChange={(event) => { onChange(event.currentTarget.checked ? "#8f2d3f" : ""); }} />
        <input type="color" aria-label={label} value={value === "" ? "#8f2d3f" : value} disabled={value === ""} onChange={(event) => { onChange(event.currentTarget.value); }} />
      </span>
    </div>
  );
}
