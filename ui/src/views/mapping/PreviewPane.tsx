import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { asPrecise } from "@/core/day";
import { useFormat } from "@/core/format";
import type { Preview } from "@/core/mapping";
import { placed, writeAt } from "@/core/place";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import table from "@/parts/Table.module.css";
import { PlaceLabel } from "@/parts/PlaceLabel";
import { PlainValue, Value } from "@/parts/Value";
import { ServerSentence } from "@/parts/ServerSentence";
import classes from "./Mapping.module.css";

const SHOWN = 8;

/** What the mapping makes of the first rows, as it is edited. Nothing of it is stored. */
export function PreviewPane({ source, preview, busy }: { source: string; preview: Preview; busy: boolean }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <section className={classes.preview} aria-labelledby="preview" aria-busy={busy}>
      <Stack gap="sm">
        <Title order={2} id="preview">
          {t("mapping.preview")}
        </Title>
        {preview.faults.length > 0 ? (
          <Faults preview={preview} />
        ) : (
          <>
            <Text size="sm" role="status" data-preview-count>
              {t("mapping.preview.count", { records: format.number(preview.records), mapped: format.number(preview.mapped) })}
            </Text>
            <Events facts={preview.facts} />
            <Things entities={preview.entities} />
            <Troubles source={source} preview={preview} />
          </>
        )}
      </Stack>
    </section>
  );
}

function Faults({ preview }: { preview: Preview }) {
  const { t } = useLocale();
  return (
    <div role="alert">
      <Text size="sm" fw={600}>
        {t("mapping.faults")}
      </Text>
      <ul style={{ margin: "0.3rem 0", paddingInlineStart: "1.2rem" }}>
        {preview.faults.map((fault, index) => (
          <li key={index}>
            <Text size="sm"><ServerSentence text={fault.sentence} /></Text>
            <Text size="xs" c="dimmed">
              <ServerSentence text={fault.next_step} />
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

const FIELDS = ["a", "b", "start", "seconds", "amount", "currency", "place", "place2", "device", "sim", "service", "text"] as const;

function Events({ facts }: { facts: Preview["facts"] }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  if (facts.length === 0) return null;
  const used = FIELDS.filter((field) => facts.some((fact) => fact[field] !== undefined && fact[field] !== null && fact[field] !== ""));
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={t("mapping.events")}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("original.row")}</th>
            {used.map((field) => (
              <th scope="col" key={field}>
                {t(`fact.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {facts.slice(0, SHOWN).map((fact, index) => (
            <tr key={index} data-fact>
              <td title={words.type(String(fact["schema"]))}>{format.digits(String(fact["row"] as number))}</td>
              {used.map((field) => (
                <td key={field} className={field === "start" ? table.when : field === "seconds" ? undefined : classes.said}>{fact[field] === undefined || fact[field] === null ? "–" : field === "start" ? <When fact={fact} /> : <PlainValue value={String(fact[field] as string | number)} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function When({ fact }: { fact: Preview["facts"][number] }) {
  const format = useFormat();
  const [written, zone] = ["start_text", "zone"].map((field) => (typeof fact[field] === "string" ? fact[field] : ""));
  return format.exact(asPrecise(fact["start"] as string, written ?? "", zone), zone || undefined);
}

function Things({ entities }: { entities: Preview["entities"] }) {
  const words = useWords();
  const format = useFormat();
  return (
    <>
      {entities.slice(0, SHOWN).map((entity, index) => (
        <div key={index} className={classes.made} data-made={entity.schema}>
          <Text size="sm" fw={600}>
            {words.type(entity.schema)}
          </Text>
          <dl data-original>
            {Object.entries(entity.properties).map(([prop, values]) => (
              <div key={prop} style={{ display: "contents" }}>
                <dt>{words.propertyLabel(entity.schema, prop)}</dt>
                <dd>
                  {values.map((value, place) => (
                    <span key={place}>
                      {place > 0 && BESIDE}
                      <Value schema={entity.schema} prop={prop} value={value} />
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {entities.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {format.counted("mapping.more", entities.length - SHOWN)}
        </Text>
      )}
    </>
  );
}

function Troubles({ source, preview }: { source: string; preview: Preview }) {
  const { t } = useLocale();
  const format = useFormat();
  const problems = preview.problems;
  if (problems.length === 0) return null;
  return (
    <div>
      <Title order={3}>
        {t("problems.title")} ({format.number(problems.length)})
      </Title>
      <ul style={{ margin: "0.3rem 0", paddingInlineStart: "1.2rem" }}>
        {problems.slice(0, SHOWN).map((problem, index) => (
          <li key={index}>
            <Text size="sm">
              {problem.row > 0 && (
                <>
                  <Anchor component={Link} to={`/sources/${source}?at=${writeAt({ source, part: problem.part, row: problem.row, column: problem.column })}`} size="sm">
                    <PlaceLabel place={placed(problem)} />
                  </Anchor>
                  {BESIDE}
                </>
              )}
              <Data>{problem.value ?? ""}</Data> <ServerSentence text={problem.sentence} />
            </Text>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {format.counted("mapping.more", problems.length - SHOWN)}
        </Text>
      )}
    </div>
  );
}
