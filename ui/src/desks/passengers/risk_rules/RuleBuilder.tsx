import { Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";

import type { Bodies } from "@/api/client";
import { dayIn } from "@/core/day";
import { LOCALE_CODES, LOCALES } from "@/i18n/locales";
import { useLocale } from "@/i18n/LocaleContext";
import { DateField } from "@/parts/DateField";
import { ErrorNote, Loading } from "@/parts/Notes";
import type { RuleForm } from "@/parts/RuleWorkshop";

import { ConditionLines } from "./ConditionLines";
import { alone, type Askable, type Conditions, conditionsOf, type Draft, freeName, NOTHING, wrongLine, written } from "./ruleForm";
import { builderQuery, type Rule, ZONE } from "../server";
import { useSay } from "../words";

/** A rule by clicks: what it is called, on which basis, from when until when, and what it asks; it is handed on as text, as the server reads it. */
export function RuleBuilder(given: RuleForm<Rule>) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(builderQuery(given.rule?.name ?? "", locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const deep = given.rule !== undefined && (found.data.when === null || found.data.unless === null);
  return deep ? <Deep text={say("workshop.deep")} onDeep={given.onDeep} /> : <Form given={given} builder={found.data} />;
}

/** A rule that only its text shows whole. */
function Deep({ text, onDeep }: { text: string; onDeep: () => void }) {
  const tell = useEffectEvent(onDeep);
  useEffect(() => { tell(); }, []);
  return <Text size="sm" data-deep>{text}</Text>;
}

function Form({ given: { rule, rules, tried, begun, onMade }, builder }: { given: RuleForm<Rule>; builder: Bodies["PassengersRuleBuilderView"] }) {
  const say = useSay();
  const { locale } = useLocale();
  const [draft, setDraft] = useState<Draft>(() => begin(rule, rules, locale, builder));
  const known = new Map(builder.fields.map((one) => [one.name, one]));
  const put = (part: Partial<Draft>) => { setDraft((now) => ({ ...now, ...part })); };
  const side = (conditions: Conditions, weak: boolean) => (conditions.parts.length === 0 ? say("rule.wrong.none") : weak && alone(conditions, known) ? say("rule.wrong.alone") : "");
  const wrong = {
    title: Object.values(draft.titles).some((one) => one.trim().length >= 3) ? "" : say("rule.wrong.title"),
    basis: draft.basis.trim().length >= 3 ? "" : say("rule.wrong.basis"),
    offence: draft.offence === "" ? say("rule.wrong.offence") : "",
    since: draft.since !== "" && draft.until !== "" && draft.since > draft.until ? say("rule.wrong.since") : "",
    until: draft.until === "" || draft.until < dayIn(new Date().toISOString(), ZONE) ? say("rule.wrong.until") : "",
    when: side(draft.when, true), unless: side(draft.unless, false),
  };
  const lines = (conditions: Conditions) => conditions.parts.every((part) => part.every((one) => wrongLine(one, known) === null));
  const conditions = wrong.when === "" && wrong.unless === "" && lines(draft.when) && lines(draft.unless);
  const fit = conditions && Object.values(wrong).every((one) => one === "");
  const text = written(draft, known);
  const trial = conditions ? written({ ...draft, titles: { en: "-" }, basis: "-", offence: Object.keys(builder.offences)[0] ?? "", since: "", until: "2099-01-01" }, known) : "";
  const hand = useEffectEvent(() => { onMade({ text, trial, fit }); });
  useEffect(() => { hand(); }, [text, trial, fit]);
  const said = (name: keyof typeof wrong) => (tried && wrong[name] !== "" ? wrong[name] : undefined);
  const named = (one: string, label: string, help: string | null) => (
    <TextInput key={one} label={label} description={help} value={draft.titles[one] ?? ""} maxLength={200} dir="auto" autoFocus={begun && one === locale} error={one === locale ? said("title") : undefined} data-field={one === locale ? "title" : undefined} onChange={(event) => { put({ titles: { ...draft.titles, [one]: event.currentTarget.value } }); }} />
  );
  return (
    <Stack gap="sm" data-builder={draft.name}>
      {named(locale, say("rule.title"), say("rule.title.help"))}
      <details><summary>{say("rule.titles")}</summary><Stack gap="xs">{LOCALE_CODES.filter((one) => one !== locale).map((one) => named(one, LOCALES[one].name, null))}</Stack></details>
      <TextInput label={say("rule.basis")} description={say("rule.basis.help")} value={draft.basis} maxLength={500} dir="auto" error={said("basis")} data-field="basis" onChange={(event) => { put({ basis: event.currentTarget.value }); }} />
      <Group align="start" gap="md">
        <Select label={say("rule.offence")} value={draft.offence === "" ? null : draft.offence} error={said("offence")} data-field="offence" onChange={(offence) => { put({ offence: offence ?? "" }); }} data={Object.entries(builder.offences).map(([value, label]) => ({ value, label }))} />
        <div data-field="since"><DateField label={say("rule.since")} description={say("rule.since.help")} value={draft.since} onValue={(since) => { put({ since }); }} />{said("since") !== undefined && <Text size="sm" c="red.9" data-wrong="since">{said("since")}</Text>}</div>
        <div data-field="until"><DateField label={say("rule.until")} value={draft.until} onValue={(until) => { put({ until }); }} />{said("until") !== undefined && <Text size="sm" c="red.9" data-wrong="until">{said("until")}</Text>}</div>
      </Group>
      <Text size="sm" c="dimmed">{say("rule.never")}</Text>
      <ConditionLines name="when" title={say("rule.when")} fields={builder.fields} known={known} value={draft.when} onValue={(when) => { put({ when }); }} wrong={said("when") ?? ""} tried={tried} />
      <ConditionLines name="unless" title={say("rule.unless")} help={say("rule.unless.help")} fields={strong(builder.fields)} known={known} value={draft.unless} onValue={(unless) => { put({ unless }); }} wrong={said("unless") ?? ""} tried={tried} />
      {!conditions && <Text size="sm" data-preview="waits">{say("rule.preview")}</Text>}
    </Stack>
  );
}

const strong = (fields: readonly Askable[]): Askable[] => fields.filter((one) => !one.weak);

const begin = (rule: Rule | undefined, rules: readonly Rule[], locale: string, builder: Bodies["PassengersRuleBuilderView"]): Draft =>
  rule === undefined
    ? { name: freeName(rules.map((one) => one.name)), titles: {}, basis: "", offence: "", since: "", until: "", when: NOTHING, unless: NOTHING }
    : { name: rule.name, titles: Object.keys(rule.titles).length > 0 ? rule.titles : { [locale]: rule.title }, basis: rule.basis, offence: rule.offence, since: rule.since ?? "", until: rule.until, when: conditionsOf(builder.when), unless: conditionsOf(builder.unless) };
