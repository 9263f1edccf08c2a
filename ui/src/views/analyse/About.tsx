import { Text } from "@mantine/core";

import { plain } from "@/core/analyses/cells";
import type { Analysis, Result } from "@/core/analyses/server";
import { useFormat, ZONE } from "@/core/format";
import type { Case } from "@/core/sources";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import classes from "./Analyse.module.css";
import { Over } from "./Over";

/** Who asked what, when, over what; and the recipe, from which anybody can make the same result again. */
export function About({ result, analysis, cases }: { result: Result; analysis: Analysis | undefined; cases: readonly Case[] }) {
  const { t } = useLocale();
  const format = useFormat();
  const recipe = result.recipe;
  const inputs = recipe["inputs"];
  const engines = recipe["engines"];
  const versions = typeof engines === "object" && engines !== null ? Object.entries(engines).map(([name, version]) => `${name} ${String(version)}`) : [];
  return (
    <div data-about>
      <p className={classes.facts} style={{ margin: 0 }}>
        <Data>{result.by_name}</Data>
        <span>{format.date(`${result.at.slice(0, 16)}Z`, ZONE)}</span>
        <Over result={result} title={cases.find((item) => item.id === result.case)?.title} />
        <span>{format.counted("analyse.count", result.rows.length)}</span>
        <Code>{result.id}</Code>
      </p>
      <details className={classes.more}>
        <summary>
          <Text span size="sm">{t("analyse.recipe")}</Text>
        </summary>
        <dl className={classes.said} data-recipe>
          {(analysis?.parameters ?? []).map((item) => (
            <div key={item.name}>
              <dt style={{ display: "inline" }}>{item.label}: </dt>
              <dd style={{ display: "inline", margin: 0 }}>
                <Data>{told(result.parameters[item.name], (value) => item.choices.find((choice) => choice.value === value)?.label ?? value, t("analyse.not-given"))}</Data>
              </dd>
            </div>
          ))}
          {analysis !== undefined && (analysis.limits.length > 0 || analysis.reference !== "") && (
            <div>
              {t("analyse.method")}: {analysis.limits.join(" ")} <Data>{analysis.reference}</Data>
            </div>
          )}
          <div>
            {t("analyse.recipe.inputs")}: {format.counted("analyse.recipe.sources", typeof inputs === "object" && inputs !== null ? Object.keys(inputs).length : 0)}
          </div>
          <div>
            {t("analyse.recipe.versions")}: <Code wrap>{[`tahqiq ${plain(recipe["program"])}`, `${result.analysis} ${plain(recipe["analysis_version"])}`, ...versions].join(", ")}</Code>
          </div>
          <div>
            {t("analyse.recipe.seed")}: {format.number(result.seed)}{separator()}<Code wrap>{`sha256 ${result.sha256}`}</Code>
          </div>
        </dl>
      </details>
    </div>
  );
}

function told(value: unknown, said: (value: string) => string, none: string): string {
  if (Array.isArray(value)) return value.length === 0 ? none : value.map((item) => said(String(item))).join(separator());
  return value === null || value === undefined || value === "" ? none : said(plain(value));
}
