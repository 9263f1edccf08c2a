import { Button, Kbd, TextInput } from "@mantine/core";
import type { Ref } from "react";

import type { Verdict } from "@/core/identity";
import { useLocale } from "@/i18n/LocaleContext";

import { VERDICTS } from "./verdict";

/** The three verdicts as buttons that say their keys. */
export function Verdicts({ disabled, onDecide }: { disabled: boolean; onDecide: (verdict: Verdict) => void }) {
  const { t } = useLocale();
  return VERDICTS.map((item) => (
    <Button key={item.verdict} variant={item.verdict === "same" ? "filled" : "default"} disabled={disabled} onClick={() => { onDecide(item.verdict); }} rightSection={<Kbd size="xs">{item.sign.toUpperCase()}</Kbd>} aria-keyshortcuts={item.sign}>
      {t(`review.${item.verdict}`)}
    </Button>
  ));
}

/** Why: what is kept beside the decision; the text in grey is kept where nobody writes another. */
export function ReasonField({ typed, suggested, onType, ref }: { typed: string; suggested: string; onType: (typed: string) => void; ref?: Ref<HTMLInputElement> }) {
  const { t } = useLocale();
  return (
    <TextInput ref={ref} label={t("review.reason")} description={t("review.reason.help")} placeholder={suggested} value={typed} maxLength={2000} dir={typed === "" ? undefined : "auto"} onChange={(event) => { onType(event.currentTarget.value); }} onKeyDown={(event) => { if (event.key === "Escape" || event.key === "Enter") event.currentTarget.blur(); }} />
  );
}
