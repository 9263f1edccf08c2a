import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { type Sides, waterfall } from "@/core/identity";
import { useWords } from "@/core/vocabulary";
import { Icon, iconOf } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";
import { BESIDE } from "@/i18n/separator";

import { PlaceLabel } from "@/parts/PlaceLabel";
import { PlainValue, Value } from "@/parts/Value";
import classes from "./Review.module.css";

type Row = Sides["rows"][number];

/** Two candidates: names part by part, values with their sources, what speaks for and against, whom they share. */
export function SideBySide({ sides, onAlike }: { sides: Sides; onAlike?: (identifier: string) => void }) {
  const { t } = useLocale();
  return (
    <div className={classes.layout}>
      <Stack gap="sm">
        {sides.names !== null && <Names names={sides.names} />}
        <div className={classes.frame} tabIndex={0} role="region" aria-label={t("review.values")}>
          <table className={classes.sides}>
            <thead>
              <tr>
                <th scope="col">
                  <span className={classes.hidden}>{t("review.property")}</span>
                </th>
                <Candidate head={sides.left} entity={sides.left_entity} />
                <Candidate head={sides.right} entity={sides.right_entity} />
              </tr>
            </thead>
            <tbody>
              {sides.rows.map((row) => (
                <Aligned key={row.prop} row={row} schema={sides.left.schema} {...(onAlike === undefined ? {} : { onAlike })} />
              ))}
            </tbody>
          </table>
        </div>
      </Stack>
      <Stack gap="sm">
        <Weights sides={sides} />
        <Shared sides={sides} />
      </Stack>
    </div>
  );
}

function Candidate({ head, entity }: { head: Sides["left"]; entity: string }) {
  const words = useWords();
  return (
    <th scope="col">
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Icon name={iconOf(words.vocabulary.schemata[head.schema]?.icon)} size={18} />
        <div>
          <Anchor component={Link} to={`/entities/${entity}`}>
            <PlainValue value={head.caption} />
          </Anchor>
          <Text size="xs" c="dimmed" fw={400}>
            {words.type(head.schema)}
          </Text>
        </div>
      </Group>
    </th>
  );
}

const STRONG = new Set(["identifier", "plate"]);

function Aligned({ row, schema, onAlike }: { row: Row; schema: string; onAlike?: (identifier: string) => void }) {
  const { t } = useLocale();
  const words = useWords();
  const mark = row.agrees === null ? null : row.agrees ? "agrees" : "contradicts";
  const both = row.left.find((item) => item.target !== null && row.right.some((other) => other.target === item.target));
  const strong = both?.target && STRONG.has(words.property(schema, row.prop)?.type ?? "") ? both.target : null;
  return (
    <tr data-agrees={mark ?? undefined}>
      <th scope="row">
        {words.propertyLabel(schema, row.prop)}
        {mark !== null && (
          <Text size="xs" fw={600} className={classes[mark]}>
            {t(`review.${mark}`)}
          </Text>
        )}
        {strong !== null && onAlike !== undefined && (
          <Button size="compact-xs" variant="default" className={classes.wrapping} onClick={() => { onAlike(strong); }}>
            {t("review.alike")}
          </Button>
        )}
      </th>
      {[row.left, row.right].map((items, side) => (
        <td key={side}>
          {items.map((item) => (
            <div key={item.id} className={classes.value}>
              {item.target_caption ? <PlainValue value={item.target_caption} /> : <Value schema={schema} prop={row.prop} value={item.value} />}
              <Text size="xs" c="dimmed">
                <Data>{item.source_name}</Data>{BESIDE}<span className={classes.place}><PlaceLabel place={item.place} /></span>
              </Text>
            </div>
          ))}
        </td>
      ))}
    </tr>
  );
}

const RELATIONS: Record<string, TextKey> = {
  same: "review.part.same",
  spelling: "review.part.spelling",
  variant: "review.part.variant",
  initial: "review.part.initial",
  near: "review.part.near",
  contradicts: "review.part.contradicts",
  "only-left": "review.part.only",
  "only-right": "review.part.only",
};

/** The two most alike names, each part under its partner, in both scripts. */
function Names({ names }: { names: NonNullable<Sides["names"]> }) {
  const { t } = useLocale();
  return (
    <Paper withBorder p="sm">
      <div className={classes.frame} tabIndex={0} role="region" aria-label={t("review.names")}>
        <div className={classes.parts}>
          {names.parts.map((part, index) => (
            <div key={index} className={classes.part} data-relation={part.relation}>
              <span>{part.left === null ? "—" : <Data>{part.left.text}</Data>}</span>
              <Text span size="xs" className={classes.relation}>
                {t(RELATIONS[part.relation] ?? "review.part.near")}
              </Text>
              <span>{part.right === null ? "—" : <Data>{part.right.text}</Data>}</span>
            </div>
          ))}
        </div>
      </div>
      <Text size="sm" mt="xs">
        {names.sentence}
      </Text>
    </Paper>
  );
}

/** What speaks for and against, as bars on one another and in words. */
function Weights({ sides }: { sides: Sides }) {
  const { t } = useLocale();
  const format = useFormat();
  const bars = waterfall(sides.reasons);
  const signed = (weight: number) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`;
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="review-weights">
      <Text component="h2" id="review-weights" fw={600} size="sm" m={0}>
        {t("review.weights")}
      </Text>
      {bars.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("review.weights.none")}
        </Text>
      ) : (
        <>
          <ul className={classes.bars}>
            {bars.map((bar) => (
              <li key={bar.label}>
                <Text span size="xs">
                  {bar.sentence}
                </Text>
                <Code>{signed(bar.weight)}</Code>
                <span className={classes.track} aria-hidden>
                  {bar.to > bar.from && <span className={classes.bar} data-against={bar.weight < 0 || undefined} style={{ insetInlineStart: `min(${bar.from}%, 99%)`, inlineSize: `${Math.max(1, bar.to - bar.from)}%` }} />}
                </span>
              </li>
            ))}
          </ul>
          <Text size="sm">
            {t("review.weights.sum")} <Code>{signed(sides.weight ?? 0)}</Code>{BESIDE}{format.percent(Math.floor((sides.probability ?? 0) * 1000) / 10)}
          </Text>
          <Text size="xs" c="dimmed">
            {t("review.weights.help")}
          </Text>
        </>
      )}
    </Paper>
  );
}

function Shared({ sides }: { sides: Sides }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="review-shared">
      <Text component="h2" id="review-shared" fw={600} size="sm" m={0}>
        {t("review.shared")} ({format.number(sides.shared_total)})
      </Text>
      {sides.shared.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("review.shared.none")}
        </Text>
      )}
      <ul className={classes.plain}>
        {sides.shared.map((head) => (
          <li key={head.id}>
            <Icon name={iconOf(words.vocabulary.schemata[head.schema]?.icon)} size={14} />{" "}
            <Anchor component={Link} to={`/entities/${head.id}`} size="sm">
              <PlainValue value={head.caption} />
            </Anchor>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
