import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useFormat } from "@/core/format";
import { Rows } from "@/parts/Rows";
import { RuleWorkshop, type TrialLine } from "@/parts/RuleWorkshop";

import { RuleApproval } from "./RuleApproval";
import { RuleBuilder } from "./RuleBuilder";
import { RuleWords } from "./RuleWords";
import { RULE, rulesQuery, type Rule, type Trial, trialQuery, useKeepRule } from "../server";
import { called, useSay, useTitled } from "../words";

const useTrial = (text: string) => useQuery(trialQuery(text));

/** The workshop of risk rules: whom each would have named of the stored past, how evenly, and what officers said of its hits. */
export function WorkshopView(place: DeskPlace) {
  const say = useSay();
  const titled = useTitled();
  const found = useQuery(rulesQuery);
  const trial = useTrialLines();
  return (
    <RuleWorkshop
      place={place} head={<DeskHead title={say("workshop")} help={say("workshop.help")} />}
      workshop={{
        kind: RULE, begin: "", found, useTrial, useSave: useKeepRule, trial,
        words: { new: say("workshop.new"), rules: say("workshop.rules"), text: say("workshop.text"), help: say("workshop.text.help"), save: say("workshop.keep"), approve: say("workshop.approve"), trial: say("trial"), trying: say("trial.trying") },
        title: (rule: Rule) => titled(rule.title, rule.titles), state: (rule) => called(say, `rule.${rule.state}`),
        form: { draw: (given) => <RuleBuilder {...given} />, words: { way: say("workshop.way"), clicks: say("workshop.clicks"), text: say("workshop.astext"), hand: say("workshop.hand"), short: say("workshop.short") } },
        before: (rule) => <>
          <RuleWords rule={rule} />
          <RuleApproval rule={rule} />
          <Title order={2} size="h4" mt="sm">{say("approval.change")}</Title>
        </>,
        after: (rule) => rule.tested !== null && rule.tested.right + rule.tested.wrong > 0 && <Verdicts trial={rule.tested} />,
      }}
    />
  );
}

function useTrialLines(): (trial: Trial) => TrialLine[] {
  const say = useSay();
  const format = useFormat();
  return (trial) => [
    { name: say("trial.day"), value: <b>{format.number(trial.for_a_day)}</b>, mark: { "data-day": true } },
    { name: say("trial.hits"), value: say("trial.of", { n: format.number(trial.hits), people: format.number(trial.travellers), days: format.number(trial.days) }) },
    { name: say("trial.exonerated"), value: format.number(trial.exonerated) },
    { name: say("trial.unknown"), value: format.number(trial.unknown) },
    ...(trial.hits === 0 ? [] : Object.entries(trial.disparity)).map(([group, value]) => ({
      name: called(say, `disparity.${group}`), value: value < 1 ? say("trial.few") : value === 1 ? say("trial.even") : say("trial.disparity", { n: format.number(value) }), mark: { "data-disparity": group },
    })),
  ];
}

function Verdicts({ trial }: { trial: Trial }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Rows label={say("trial.reviewed")} columns={[say("trial.right"), say("trial.wrong"), say("trial.precision")]}>
      <tr><td>{format.number(trial.right)}</td><td>{format.number(trial.wrong)}</td><td>{trial.precision === null ? "–" : format.percent(Math.round(trial.precision * 1000) / 10)}</td></tr>
    </Rows>
  );
}
