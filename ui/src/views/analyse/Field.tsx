import { Box, Checkbox, Group, Input, MultiSelect, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";

import { outside, rangeOf } from "@/core/analyses/asking";
import type { Parameter } from "@/core/analyses/server";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { GradeFields } from "../deposit/GradeFields";
import { TimeField } from "@/parts/TimeField";
import { ThingField } from "./ThingField";

type Value = string | readonly string[] | boolean;

interface Props {
  parameter: Parameter;
  /** The zone in which times are typed. */
  zone: string;
  value: Value;
  onValue: (value: Value) => void;
}

const listed = (value: Value): readonly string[] => (typeof value === "object" ? value : []);

/** The field for a parameter, by what it takes: a thing picked by search, a day, a number with its limits, one or several of a choice. */
export function Field(props: Props) {
  const { parameter, value, onValue } = props;
  const text = typeof value === "string" ? value : "";
  const said = { label: parameter.label, description: parameter.help, "data-parameter": parameter.name };
  if (rangeOf(parameter).length > 0) return <ThingField {...props} />;
  if (parameter.kind === "flag") return <Checkbox {...said} mt="xs" checked={value === true} onChange={(event) => { onValue(event.currentTarget.checked); }} />;
  if (parameter.kind === "choice") return <NativeSelect {...said} value={text} data={parameter.choices} onChange={(event) => { onValue(event.currentTarget.value); }} />;
  if (parameter.kind === "choices")
    return (
      <Checkbox.Group {...said} value={[...listed(value)]} onChange={onValue}>
        <Group gap="xs" my={6}>
          {parameter.choices.map((choice) => (
            <Checkbox key={choice.value} size="xs" value={choice.value} label={choice.label} />
          ))}
        </Group>
      </Checkbox.Group>
    );
  if (parameter.kind === "time") return <TimeField {...said} description={<>{parameter.help} <Code>{props.zone}</Code></>} value={text} onValue={onValue} />;
  if (parameter.of.includes("type") || parameter.of.includes("link")) return <WordsField {...props} />;
  if (parameter.of.includes("grade")) return <Input.Wrapper {...said} labelElement="div"><Box mb={6}><GradeFields grade={text} onChange={onValue} /></Box></Input.Wrapper>;
  if (parameter.of.includes("zone")) return <ZoneField {...props} />;
  if (parameter.kind === "texts") return <Textarea {...said} autosize minRows={1} maxRows={6} dir="auto" value={listed(value).join("\n")} onChange={(event) => { onValue(event.currentTarget.value.split("\n")); }} />;
  if (parameter.kind === "text") return <TextInput {...said} dir="auto" autoComplete="off" value={text} onChange={(event) => { onValue(event.currentTarget.value); }} />;
  return <NumberField {...props} />;
}

function NumberField({ parameter, value, onValue }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const text = typeof value === "string" ? value : "";
  const { low, high } = parameter;
  const bounds = low === null && high === null ? "" : t("analyse.bounds", { low: low === null ? "…" : format.number(low), high: high === null ? "…" : format.number(high) });
  return (
    <TextInput
      label={parameter.label}
      description={`${parameter.help} ${bounds}`}
      data-parameter={parameter.name}
      inputMode={parameter.kind === "number" ? "decimal" : "numeric"}
      dir="ltr"
      autoComplete="off"
      error={outside(parameter, text) === null ? null : t("analyse.bounds.outside")}
      value={text}
      onChange={(event) => { onValue(latin(event.currentTarget.value)); }}
    />
  );
}

/** Digits of Arabic and Persian keyboards as the machine reads them. */
const latin = (typed: string): string => typed.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace("٫", ".").trim();

function WordsField({ parameter, value, onValue }: Props) {
  const words = useWords();
  const data = useMemo(() => {
    const { schemata, properties } = words.vocabulary;
    const types = Object.values(schemata).filter((item) => item.hidden !== true);
    if (parameter.of.includes("type")) return types.map((item) => ({ value: item.name, label: words.types(item.name) }));
    const links = types.filter((item) => item.edge !== null || item.fact !== null).map((item) => ({ value: item.name, label: words.type(item.name) }));
    const named = new Map(Object.values(properties).filter((item) => item.identifier !== null || item.range !== null).map((item) => [item.name, { value: item.name, label: words.said(item.labels) ?? item.name }]));
    return [...links, ...[...named.values()].filter((item) => !links.some((link) => link.value === item.value))];
  }, [words, parameter]);
  const unknown = listed(value).filter((item) => !data.some((one) => one.value === item)).map((item) => ({ value: item, label: item }));
  return (
    <MultiSelect
      label={parameter.label}
      description={parameter.help}
      data-parameter={parameter.name}
      searchable
      clearable={false}
      limit={60}
      hidePickedOptions
      data={[...data, ...unknown]}
      value={[...listed(value)]}
      onChange={onValue}
    />
  );
}

function ZoneField({ parameter, value, onValue }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const text = typeof value === "string" ? value : "";
  const zones = useMemo(() => {
    const all = [...new Set(["Asia/Baghdad", "UTC", text, ...Intl.supportedValuesOf("timeZone")])].filter((zone) => zone !== "").map((zone) => ({ value: zone, label: format.zone(zone) }));
    return [...all.filter((one) => one.label !== one.value), ...all.filter((one) => one.label === one.value)]; // those with a name in the language first
  }, [format, text]);
  const own = parameter.default === "" ? [{ value: "", label: t("case.zone.own", { zone: format.zone() }) }] : [];
  return <NativeSelect label={parameter.label} description={parameter.help} data-parameter={parameter.name} value={text} data={[...own, ...zones]} onChange={(event) => { onValue(event.currentTarget.value); }} />;
}
