import { Anchor, List, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import type { components } from "@/api/schema";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { Empty } from "@/parts/Notes";
import { Step } from "@/parts/Step";

/** Which of the deposited files were here before, each with a link to the document that holds the same content; and the next step. */
export function AlreadyHere({ known, children }: { known: components["schemas"]["AlreadyHereBody"][]; children?: ReactNode }) {
  const { t } = useLocale();
  return (
    <div role="status" data-already-here>
      <Empty title={t("deposit.already-here")}>
        <Text size="sm">{t("deposit.already-here.text")}</Text>
        <List size="sm">
          {known.map((one) => (
            <List.Item key={one.file}>
              <Data>{one.file}</Data>{separator()}
              <Anchor component={Link} size="sm" to={`/sources/${one.source}`}>
                <Data>{one.name}</Data>
              </Anchor>
            </List.Item>
          ))}
        </List>
        {children ?? <Step to="/">{t("nav.home")}</Step>}
      </Empty>
    </div>
  );
}
