import { ActionIcon, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { rangeOf } from "@/core/analyses/asking";
import type { Parameter } from "@/core/analyses/server";
import { entityQuery } from "@/core/entities";
import { moveFocus } from "@/core/keys";
import { typedQuery } from "@/core/search";
import { useVocabulary } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { FoundLine } from "@/parts/FoundLine";
import { TypeMark } from "@/parts/Marks";
import { ErrorNote } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import classes from "./Analyse.module.css";

type Value = string | readonly string[] | boolean;

interface Props {
  parameter: Parameter;
  value: Value;
  onValue: (value: Value) => void;
}

const SHOWN = 6;
const ID = /^[0-9a-f]{32}$/;

/** One thing or several, picked by search; where the analysis reads texts, what was typed may stand as it is. */
export function ThingField({ parameter, value, onValue }: Props) {
  const { t } = useLocale();
  const { schemata } = useVocabulary();
  const many = parameter.kind === "nodes" || parameter.kind === "texts";
  const free = parameter.kind === "text" || parameter.kind === "texts";
  const chosen = typeof value === "object" ? value : typeof value === "string" && value !== "" ? [value] : [];
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 200);
  const range = rangeOf(parameter);
  const one = range.length === 1 && range[0] !== "Thing" ? range[0] : undefined;
  const found = useQuery({ ...typedQuery(q, one), placeholderData: keepPreviousData });
  const fits = (schema: string) => range.some((name) => (schemata[schema]?.lineage ?? [schema]).includes(name));
  const hits = q === "" ? [] : (found.data?.hits ?? []).filter((hit) => fits(hit.schema) && !chosen.includes(hit.id)).slice(0, SHOWN);
  const choose = (text: string) => {
    setTyped("");
    onValue(many ? [...new Set([...chosen, text])] : text);
  };
  const away = (text: string) => { onValue(many ? chosen.filter((item) => item !== text) : ""); };
  const open = many || chosen.length === 0;
  return (
    <div data-parameter={parameter.name} onKeyDown={(event) => void moveFocus(event, "input, [data-pick]")}>
      <TextInput
        label={parameter.label}
        description={parameter.help}
        dir="auto"
        autoComplete="off"
        disabled={!open}
        withAsterisk={parameter.required}
        placeholder={open ? t("search.placeholder") : ""}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        onChange={(event) => { setTyped(event.currentTarget.value); }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") {
            event.preventDefault();
            event.currentTarget.closest("[data-parameter]")?.querySelector<HTMLElement>("[data-pick]")?.focus();
          } else if (event.key === "Enter" && typed.trim() !== "") {
            event.preventDefault();
            if (free) choose(typed.trim());
            else if (hits[0] !== undefined) choose(hits[0].id);
          }
        }}
      />
      {found.isError && q !== "" && <ErrorNote error={found.error} />}
      {(hits.length > 0 || (free && typed.trim() !== "")) && (
        <ul className={classes.hits}>
          {hits.map((hit) => (
            <li key={hit.id}>
              <button type="button" className={classes.hit} data-pick onClick={() => { choose(hit.id); }}>
                <FoundLine hit={hit} />
              </button>
            </li>
          ))}
          {free && typed.trim() !== "" && (
            <li>
              <button type="button" className={classes.hit} data-pick data-as-typed onClick={() => { choose(typed.trim()); }}>
                <PlainValue value={typed.trim()} /> <span className={classes.quiet}>{t("analyse.as-typed")}</span>
              </button>
            </li>
          )}
        </ul>
      )}
      {chosen.length > 0 && (
        <ul className={classes.picked} style={{ marginBlockStart: "0.3rem" }}>
          {chosen.map((item) => (
            <li key={item} data-picked>
              {ID.test(item) ? <Named id={item} /> : <PlainValue value={item} />}
              <ActionIcon variant="subtle" size="xs" aria-label={`${t("record.unpick")}: ${item}`} onClick={() => { away(item); }}>
                <Icon name="close" size={12} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Named({ id }: { id: string }) {
  const entity = useQuery(entityQuery(id));
  if (entity.data === undefined) return <>{id.slice(0, 8)}</>;
  return (
    <span>
      <PlainValue value={entity.data.caption} /> <TypeMark schema={entity.data.schema} />
    </span>
  );
}
