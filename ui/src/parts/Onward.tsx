import { useLocale } from "@/i18n/LocaleContext";

/** An arrow from what stands before it to what stands behind it, whichever way the page is written. */
export function Onward() {
  const { direction } = useLocale();
  return <>{direction === "rtl" ? "←" : "→"}</>;
}
