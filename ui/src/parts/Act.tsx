import { useActWords } from "@/core/audit";
import { Code } from "@/design/Text";

/** What somebody did, in words; an act that this page does not know yet stands as the log has it. */
export function Act({ act }: { act: string }) {
  return useActWords()(act) ?? <Code>{act}</Code>;
}
