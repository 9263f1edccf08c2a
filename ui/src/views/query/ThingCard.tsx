import { Button, Checkbox, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useContext, useMemo } from "react";

import { useFormat } from "@/core/format";
import { type Condition, type Direction, type Hung, type Mode, newCondition, newHung, newThing, type Thing } from "@/core/query/question";
import { kindsQuery } from "@/core/query/server";
import { fieldsOf, typesOf } from "@/core/record";
import { useWords } from "@/core/vocabulary";
import { Icon, iconOf } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { NumberField } from "@/parts/NumberField";

import { ConditionRow } from "./ConditionRow";
import { Faults } from "./faults";
import classes from "./Query.module.css";
import { ValueField } from "./ValueField";

interface Props {
  thing: Thing;
  /** Its place in the document, where faults are told. */
  place: number;
  root?: boolean;
  /** The types that are offered, what people look for most at the top. */
  onThing: (thing: Thing) => void;
  placeOf: (thing: Thing) => number;
}

/** One thing of a question: its type, the conditions on it, and what it must be linked to. */
export function ThingCard({ thing, place, root = false, onThing, placeOf }: Props) {
  const { t } = useLocale();
  const words = useWords();
  const faults = useContext(Faults);
  const types = useTypes();
  const schema = words.vocabulary.schemata[thing.type];
  const fields = schema === undefined ? [] : fieldsOf(schema, words.vocabulary).filter((field) => field.range === null);
  const conditions = (index: number, item: Condition | null) => {
    onThing({ ...thing, conditions: item === null ? thing.conditions.filter((_, at) => at !== index) : thing.conditions.with(index, item) });
  };
  return (
    <div className={classes.thing} data-thing={place}>
      <Group gap="xs" wrap="nowrap" align="end">
        <Icon name={iconOf(schema?.icon)} size={22} />
        <NativeSelect
          style={{ flexGrow: 1 }}
          label={t(root ? "query.find" : "query.thing")}
          value={thing.type}
          data={types}
          error={faults.at(`things/${place}/type`)}
          onChange={(event) => { onThing({ ...newThing(event.currentTarget.value), hung: thing.hung.map((item) => ({ ...item, kinds: [] })) }); }}
        />
      </Group>
      <Stack gap="xs" mt="xs">
        {thing.conditions.map((item, index) => (
          <ConditionRow key={index} schema={thing.type} fields={fields} condition={item} where={`things/${place}/conditions/${index}`} onCondition={(made) => { conditions(index, made); }} />
        ))}
      </Stack>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" leftSection={<Icon name="add" size={14} />} onClick={() => { onThing({ ...thing, conditions: [...thing.conditions, newCondition(fields[0]?.name ?? "name")] }); }}>
          {t("query.condition.add")}
        </Button>
        <Button size="compact-sm" variant="default" leftSection={<Icon name="link" size={14} />} onClick={() => { onThing({ ...thing, hung: [...thing.hung, newHung("PhoneNumber")] }); }}>
          {t("query.link.add")}
        </Button>
      </Group>
      {thing.hung.map((item, index) => (
        <HungCard
          key={index}
          above={thing.type}
          hung={item}
          placeOf={placeOf}
          onHung={(made) => { onThing({ ...thing, hung: made === null ? thing.hung.filter((_, at) => at !== index) : thing.hung.with(index, made) }); }}
        />
      ))}
    </div>
  );
}

const MODES: readonly Mode[] = ["needed", "absent", "optional"];
const DIRECTIONS: readonly Direction[] = ["any", "out", "in"];

function HungCard({ above, hung, placeOf, onHung }: { above: string; hung: Hung; placeOf: (thing: Thing) => number; onHung: (hung: Hung | null) => void }) {
  const { t } = useLocale();
  const words = useWords();
  const faults = useContext(Faults);
  const place = placeOf(hung.to);
  const where = `links/${place - 1}`;
  return (
    <div className={classes.hung} role="group" aria-label={t("query.linked", { above: words.type(above), below: words.type(hung.to.type) })}>
      <Group gap="xs" align="end">
        <NativeSelect
          label={t("query.mode")}
          value={hung.mode}
          data={MODES.map((mode) => ({ value: mode, label: t(`query.mode.${mode}`) }))}
          onChange={(event) => { onHung({ ...hung, mode: event.currentTarget.value as Mode }); }}
        />
        {hung.mode !== "optional" && (
          <NumberField
            label={t(hung.mode === "needed" ? "query.least" : "query.fewer")}
            w="7rem"
            min={1}
            max={10_000}
            value={String(hung.least)}
            error={faults.at(`${where}/at_least`)}
            onValue={(typed) => { if (typed !== "") onHung({ ...hung, least: Number(typed) }); }}
          />
        )}
        <Button size="compact-sm" variant="subtle" color="gray" style={{ marginInlineStart: "auto" }} onClick={() => { onHung(null); }}>
          {t("query.link.remove")}
        </Button>
      </Group>
      <KindsField above={above} hung={hung} error={faults.at(`${where}/kinds`)} onHung={onHung} />
      <Group gap="xs" mt="xs" align="end">
        <NativeSelect
          label={t("query.direction")}
          value={hung.direction}
          data={DIRECTIONS.map((direction) => ({ value: direction, label: t(`query.direction.${direction}`) }))}
          onChange={(event) => { onHung({ ...hung, direction: event.currentTarget.value as Direction }); }}
        />
        <ValueField label={t("query.since")} suggested={t("query.since")} day value={hung.since} where={`${where}/since`} onValue={(since) => { onHung({ ...hung, since }); }} />
        <ValueField label={t("query.until")} suggested={t("query.until")} day value={hung.until} where={`${where}/until`} onValue={(until) => { onHung({ ...hung, until }); }} />
      </Group>
      <div style={{ marginBlockStart: "0.6rem" }}>
        <ThingCard thing={hung.to} place={place} placeOf={placeOf} onThing={(to) => { onHung({ ...hung, to, kinds: to.type === hung.to.type ? hung.kinds : [] }); }} />
      </div>
    </div>
  );
}

/** The ways in which the two types are linked at all, with how many there are; none chosen means any. */
function KindsField({ above, hung, error, onHung }: { above: string; hung: Hung; error: string | undefined; onHung: (hung: Hung) => void }) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const words = useWords();
  const kinds = useQuery(kindsQuery(above, hung.to.type, locale));
  const known = kinds.data?.kinds ?? [];
  const called = (name: string) => (name in words.vocabulary.schemata ? words.type(name) : words.property(above, name) === undefined ? words.propertyLabel(hung.to.type, name) : words.propertyLabel(above, name));
  const gone = hung.kinds.filter((name) => !known.some((kind) => kind.name === name));
  return (
    <Checkbox.Group mt="xs" label={t("query.kinds")} description={t("query.kinds.help")} value={hung.kinds} error={error} onChange={(names) => { onHung({ ...hung, kinds: names }); }}>
      <div className={classes.kinds}>
        {known.map((kind) => (
          <Checkbox key={kind.name} size="xs" value={kind.name} label={`${called(kind.name)} (${format.number(kind.links)})`} />
        ))}
        {gone.map((name) => (
          <Checkbox key={name} size="xs" value={name} label={called(name)} />
        ))}
        {kinds.data !== undefined && known.length === 0 && <Text size="xs">{t("query.kinds.none")}</Text>}
      </div>
    </Checkbox.Group>
  );
}

const FIRST = ["Person", "PhoneNumber", "BankAccount", "Vehicle", "Organization", "Company", "Handset", "Sim", "Address", "Conversation"];

/** Types of things to choose from: those that are asked for most, then all others by name. */
function useTypes(): { value: string; label: string }[] {
  const words = useWords();
  return useMemo(() => {
    const all = typesOf(words.vocabulary, false).map((item) => ({ value: item.name, label: words.type(item.name) }));
    const rest = all.filter((item) => !FIRST.includes(item.value)).sort((a, b) => a.label.localeCompare(b.label));
    return [...FIRST.flatMap((name) => all.filter((item) => item.value === name)), ...rest];
  }, [words]);
}
