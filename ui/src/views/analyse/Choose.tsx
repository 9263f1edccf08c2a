import { Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { offered } from "@/core/analyses/asking";
import type { Analysis } from "@/core/analyses/server";
import { entityQuery } from "@/core/entities";
import { moveFocus } from "@/core/keys";
import { useVocabulary } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import { TypeMark } from "@/parts/Marks";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import classes from "./Analyse.module.css";
import { Kept } from "./Kept";
import type { PanelProps } from "./panelProps";

const FAMILIES: Record<string, TextKey> = {
  networks: "analyse.family.networks",
  paths: "analyse.family.paths",
  telephone: "analyse.family.telephone",
  money: "analyse.family.money",
  "time-and-place": "analyse.family.time-and-place",
  method: "analyse.family.method",
};

/** All analyses by area, found by their name here or in other programs; at a thing, those that can be asked about it. */
export function Choose({ asked, cases, onAsk, analyses, beside = false }: PanelProps & { analyses: readonly Analysis[] }) {
  const { t } = useLocale();
  const { schemata } = useVocabulary();
  const [typed, setTyped] = useState("");
  const about = useQuery({ ...entityQuery(asked.about ?? ""), enabled: asked.about !== undefined });
  if (asked.about !== undefined && about.isPending) return <Loading />;
  const lineage = about.data === undefined ? undefined : (schemata[about.data.schema]?.lineage ?? [about.data.schema]);
  const groups = offered(analyses, typed, lineage);
  return (
    <Stack gap="md">
      <Title order={beside ? 2 : 1}>{t("analyse.title")}</Title>
      {about.isError && <ErrorNote error={about.error} />}
      {about.data !== undefined && (
        <Text size="sm">
          {t("analyse.about")} <PlainValue value={about.data.caption} /> <TypeMark schema={about.data.schema} />
        </Text>
      )}
      <TextInput
        maw="32rem"
        dir="auto"
        autoComplete="off"
        data-autofocus
        data-find-analysis
        label={t("analyse.find")}
        description={t("analyse.find.help")}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        onChange={(event) => { setTyped(event.currentTarget.value); }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "Enter") return;
          event.preventDefault();
          document.querySelector<HTMLElement>("[data-offer]")?.focus();
        }}
      />
      {groups.length === 0 && <Text role="status" size="sm">{t("analyse.none-fit")}</Text>}
      <div className={classes.chooser} onKeyDown={(event) => void moveFocus(event, "[data-offer]")}>
        {groups.map(([family, found]) => (
          <section key={family}>
            <Title order={beside ? 3 : 2} size="h3">
              {FAMILIES[family] === undefined ? family : t(FAMILIES[family])}
            </Title>
            <ul className={classes.offered}>
              {found.map((item) => (
                <li key={item.id}>
                  <button type="button" className={classes.offer} data-offer={item.id} onClick={() => { onAsk({ ...asked, analysis: item.id }); }}>
                    <strong>{item.title}</strong>
                    <span className={classes.quiet}>{item.help}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {typed === "" && asked.about === undefined && <Kept caseId={asked.case ?? ""} analysis="" analyses={analyses} cases={cases} onOpen={(id) => { onAsk({ ...asked, result: id }); }} />}
    </Stack>
  );
}
