import { Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import type { Judgement } from "@/core/identity";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import type { TextKey } from "@/i18n/text";

const VERDICTS: Record<string, TextKey> = { same: "review.same", different: "review.different", unsure: "review.unsure", undo: "identity.undone" };

/** A decision in one line: what, why, who and when; for a program's proposal the program and who carried it out. */
export function JudgementLine({ judgement }: { judgement: Judgement }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <Text size="sm" span>
      <b>{t(VERDICTS[judgement.verdict] ?? "review.unsure")}</b>: <Data>{judgement.machine === "" ? judgement.reason : t("identity.by-program")}</Data>{" "}
      <Text span size="xs" c="dimmed">
        {judgement.machine !== "" && (
          <>
            <Code>{judgement.machine}</Code>{separator()}
          </>
        )}
        <Data>{judgement.by_name === "" ? judgement.by : judgement.by_name}</Data>{separator()}{format.date(judgement.at.slice(0, 10))}
      </Text>
    </Text>
  );
}
