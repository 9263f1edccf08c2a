import { Button } from "@mantine/core";

import { usePrint } from "@/core/print";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";

import { useSay } from "../words";

/** Prints the sheet for the border post of a referred hit. */
export function PrintSheet({ hit }: { hit: string }) {
  const say = useSay();
  const { locale } = useLocale();
  const print = usePrint("POST", "");
  return (
    <>
      <Button size="compact-sm" variant="default" w="fit-content" loading={print.isPending} onClick={() => { print.mutate({ address: `/api/v1/desks/passengers/prints/referral/${hit}`, language: locale === "qps" ? "en" : locale }); }} data-print-sheet={hit}>{say("done.sheet")}</Button>
      {print.isError && <ErrorNote error={print.error} />}
    </>
  );
}
