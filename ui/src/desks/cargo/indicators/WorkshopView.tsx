import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { RuleWorkshop, type TrialLine } from "@/parts/RuleWorkshop";

import { type Rule, rulesQuery, trialQuery, useSaveRule } from "../server";
import { called, useSay } from "../words";

type Trial = NonNullable<Rule["tested"]>;

const BEGIN = `rule: a-name
title: [In English, بالعربية, بە سۆرانی, ب کورمانجی]
threat: narcotics
owner: …
basis: …
until: 2027-12-31
weight: 0.2
when: {all: [{eq: [pair-unseen, true]}, {gt: [detour, 1.5]}]}
`;

const useTrial = (text: string) => useQuery(trialQuery(text, useLocale().locale));

/** The workshop of indicators: what each would have named of everything that is stored, and what examinations of it found. */
export function WorkshopView(place: DeskPlace) {
  const say = useSay();
  const found = useQuery(rulesQuery(useLocale().locale));
  const trial = useTrialLines();
  return (
    <RuleWorkshop
      place={place} head={<DeskHead title={say("workshop")} help={say("workshop.help")} />}
      workshop={{
        kind: "cargo-rule", begin: BEGIN, found, useTrial, useSave: useSaveRule, trial,
        words: { new: say("workshop.new"), rules: say("workshop.rules"), text: say("workshop.text"), help: say("workshop.text.help"), save: say("workshop.keep"), approve: say("workshop.approve"), trial: say("trial"), trying: say("trial.trying") },
        title: (rule: Rule) => rule.title, state: (rule) => called(say, `rule.${rule.state}`),
      }}
    />
  );
}

function useTrialLines(): (trial: Trial) => TrialLine[] {
  const say = useSay();
  const format = useFormat();
  const percent = (value: number) => format.percent((100 * value).toFixed(1));
  return (trial) => [
    { name: say("trial.day"), value: <b>{format.number(trial.for_a_day)}</b>, mark: { "data-day": true } },
    { name: say("trial.hits"), value: say("trial.of", { n: format.number(trial.hits), all: format.number(trial.judged), days: format.number(trial.days) }) },
    { name: say("trial.unknown"), value: format.number(trial.unknown) },
    { name: say("trial.let-go"), value: format.number(trial.let_go) },
    { name: say("trial.opened"), value: trial.opened === 0 ? say("trial.none") : say("trial.found", { found: format.number(trial.found), opened: format.number(trial.opened), low: percent(trial.low), high: percent(trial.high) }) },
    { name: say("trial.base"), value: trial.base === null ? say("trial.no-lot") : percent(trial.base) },
    ...(trial.retire ? [{ name: say("trial.advice"), value: <Badge color="red.9" tt="none">{say("trial.retire")}</Badge>, mark: { "data-retire": true } }] : []),
  ];
}
