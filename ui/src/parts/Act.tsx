import { actWords } from "@/core/audit";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

/** What somebody did, in words; an act that this page does not know yet stands as the log has it. */
export function Act({ act }: { act: string }) {
  const { t } = useLocale();
  const words = actWords(act, t);
  return words === null ? <Code>{act}</Code> : words;
}
