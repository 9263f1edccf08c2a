import { ActionIcon, Anchor, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";

import type { Statement } from "@/core/entities";
import { useFormat } from "@/core/format";
import { pressed, typing } from "@/core/keys";
import { useWords } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { Code, Data, Seal } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { GradeMark, HandlingMark } from "@/parts/Marks";
import { PlaceLabel } from "@/parts/PlaceLabel";
import { ValueActs } from "./ValueActs";
import { Retract } from "./Retract";
import classes from "./Values.module.css";

interface Props {
  statement: Statement;
  here: boolean;
  onShow: () => void;
}

/** One recording of a value: document and place, grade and handling, who and when; `i` opens the rest. */
export function Recorded({ statement, here, onShow }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const details = useId();
  const changed = statement.original !== "" && statement.original !== statement.value;
  return (
    <div
      className={classes.record}
      data-statement={statement.id}
      data-here={here || undefined}
      onKeyDown={(event) => {
        if (pressed(event, "KeyI", "i") && !typing(event.target)) setOpen((before) => !before);
      }}
    >
      <div className={classes.about}>
        <Anchor component="button" type="button" size="sm" className={classes.source} data-place aria-pressed={here} aria-label={undefined} onClick={onShow}>
          <Data>{statement.source_name}</Data>{BESIDE}<PlaceLabel place={statement.place} />
        </Anchor>
        <div className={classes.line}>
          <GradeMark grade={statement.grade} />
          <HandlingMark handling={statement.handling} />
          <span>
            <Data>{statement.asserted_by_name || statement.asserted_by}</Data>{BESIDE}{format.exact(statement.recorded_from.slice(0, 10))}
          </span>
          {changed && (
            <span>
              {t("value.original")}: <Data>{statement.original}</Data>
            </span>
          )}
          {statement.caution === "date-default-day" && <span>{t("value.weak-day")}</span>}
        </div>
        {open && <Details id={details} statement={statement} />}
      </div>
      <ActionIcon variant="subtle" size="sm" aria-label={t("value.details")} aria-expanded={open} {...(open ? { "aria-controls": details } : {})} onClick={() => { setOpen(!open); }}>
        <Icon name="info" size={16} />
      </ActionIcon>
    </div>
  );
}

function Details({ id, statement }: { id: string; statement: Statement }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const grade = statement.grade === null ? null : words.grade(statement.grade);
  return (
    <dl className={classes.details} id={id}>
      <dt>{t("value.original")}</dt>
      <dd>
        <Data>{statement.original || statement.value}</Data>
      </dd>
      <dt>{t("value.stored")}</dt>
      <dd>
        <Data>{statement.value}</Data>
      </dd>
      <dt>{t("value.source")}</dt>
      <dd>
        <Anchor component={Link} to={`/sources/${statement.source}`} size="sm">
          <Data>{statement.source_name}</Data>
        </Anchor>
      </dd>
      <dt>{t("value.place")}</dt>
      <dd>
        <PlaceLabel place={statement.place} />
      </dd>
      <dt>{t("value.grade")}</dt>
      <dd>{grade === null ? t("grade.none") : <><Code>{statement.grade}</Code>{BESIDE}{grade.signs.join(BESIDE)}</>}</dd>
      <dt>{t("value.handling")}</dt>
      <dd>{words.handling(statement.handling)}</dd>
      <dt>{t("value.who")}</dt>
      <dd>
        <Data>{statement.asserted_by_name || statement.asserted_by}</Data>{BESIDE}{format.exact(statement.recorded_from.slice(0, 19) + "Z")}
      </dd>
      <dt>{t("value.method")}</dt>
      <dd>
        <Code>{statement.method}</Code>
      </dd>
      <dt>{t("value.seal")}</dt>
      <dd>
        <Seal>{statement.source_sha256}</Seal>
      </dd>
      <dt>{t("person.acts")}</dt>
      <dd>
        <Group gap="xs">
          <ValueActs statement={statement} />
          <Retract statement={statement} />
        </Group>
      </dd>
    </dl>
  );
}
