import { Anchor, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { analysesQuery } from "@/core/analyses/server";
import { useLocale } from "@/i18n/LocaleContext";

import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import classes from "./Analyse.module.css";
import { Ask } from "./Ask";
import { Choose } from "./Choose";
import { Found } from "./Found";
import type { PanelProps } from "./panelProps";

/** Choose an analysis, ask, see what it found: made from the declarations, beside a chart or on a page of its own. */
export function Panel(props: PanelProps) {
  const { asked, onAsk, beside = false } = props;
  const { t, locale } = useLocale();
  const analyses = useQuery(analysesQuery(locale));
  if (analyses.isPending) return <Loading />;
  if (analyses.isError) return <ErrorNote error={analyses.error} retry={() => void analyses.refetch()} />;
  const chosen = analyses.data.find((item) => item.id === asked.analysis);
  const away = () => { onAsk({ ...(asked.case === undefined ? {} : { case: asked.case }), ...(asked.about === undefined ? {} : { about: asked.about }) }); };
  return (
    <div className={classes.panel} data-wide={!beside || undefined} data-analyse>
      <Stack gap="sm">
        {(asked.analysis !== undefined || asked.result !== undefined) && (
          <Anchor component="button" type="button" size="sm" style={{ alignSelf: "start" }} data-all onClick={away}>
            {t("analyse.all")}
          </Anchor>
        )}
        {asked.result !== undefined ? (
          <Found key={asked.result} {...props} analyses={analyses.data} id={asked.result} />
        ) : chosen !== undefined ? (
          <Ask key={`${chosen.id} ${asked.about ?? ""}`} {...props} analysis={chosen} />
        ) : asked.analysis !== undefined ? (
          <Empty title={t("analyse.unknown")}>
            <Text size="sm">{t("analyse.unknown.next")}</Text>
          </Empty>
        ) : (
          <Choose {...props} analyses={analyses.data} />
        )}
      </Stack>
    </div>
  );
}
