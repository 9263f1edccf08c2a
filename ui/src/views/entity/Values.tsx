import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { byProperty, type Entity, type ValueRows } from "@/core/entities";
import { moveFocus } from "@/core/keys";
import { type At, atOf, writeAt } from "@/core/place";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { Empty } from "@/parts/Notes";
import { PlainValue, Value } from "@/parts/Value";
import { Recorded } from "./Recorded";
import { useValueCommands } from "./ValueActs";
import classes from "./Values.module.css";

interface Props {
  entity: Entity;
  here: At | null;
  onShow: (place: At) => void;
}

/** Values by property; under each value every place that records it. Arrows (j, k) move between places, Enter shows the original, i the details. */
export function Values({ entity, here, onShow }: Props) {
  const { t } = useLocale();
  const words = useWords();
  const groups = byProperty(entity, words.vocabulary.schemata[entity.schema]);
  const focused = () => {
    const id = document.activeElement?.closest("[data-statement]")?.getAttribute("data-statement");
    return entity.statements.find((item) => item.id === id) ?? entity.statements.find((item) => here !== null && writeAt(here) === writeAt(atOf(item))) ?? entity.statements[0] ?? null;
  };
  const { dialog, keys } = useValueCommands(focused, entity.statements.length > 0);
  if (groups.length === 0) return <Empty title={t("entity.no-values")} />;
  return (
    <div onKeyDown={(event) => moveFocus(event, "[data-place]")}>
      <Text size="xs" c="dimmed" mb="xs">
        {t("entity.keys")}
        {keys.map(({ id, key, name }) => (
          <span key={id} data-value-key={key}>
            {separator()}
            <bdi dir="ltr">{key}</bdi> {name}
          </span>
        ))}
      </Text>
      {dialog}
      {groups.map((group) => (
        <section key={group.prop} className={classes.group} aria-labelledby={`prop-${group.prop}`}>
          <h2 className={classes.property} id={`prop-${group.prop}`} style={{ margin: 0 }}>
            {words.propertyLabel(entity.schema, group.prop)}
          </h2>
          {group.values.map((item) => (
            <ValueBlock key={item.value} entity={entity} prop={group.prop} item={item} here={here} onShow={onShow} />
          ))}
        </section>
      ))}
    </div>
  );
}

function ValueBlock({ entity, prop, item, here, onShow }: Props & { prop: string; item: ValueRows }) {
  const target = item.statements.find((statement) => statement.target !== null && statement.target !== entity.id);
  const caption = target?.target_caption;
  const shown = caption ? <PlainValue value={caption} /> : <Value schema={entity.schema} prop={prop} value={item.value} />;
  return (
    <>
      <div className={classes.value}>
        {target?.target ? (
          <Anchor component={Link} to={`/entities/${target.target}`}>
            {shown}
          </Anchor>
        ) : (
          shown
        )}
      </div>
      {item.statements.map((statement) => (
        <Recorded key={statement.id} statement={statement} here={here !== null && writeAt(here) === writeAt(atOf(statement))} onShow={() => { onShow(atOf(statement)); }} />
      ))}
    </>
  );
}
