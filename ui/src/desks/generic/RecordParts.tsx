import type { DeskPlace } from "@/core/desks/page";
import { Data } from "@/design/Text";
import { PrintPapers } from "@/parts/PrintPapers";

import { CellView } from "./CellView";
import type { Record_ } from "./server";
import { ThingsView } from "./ThingsView";
import { useSay } from "./words";

/** The fields of a record with their labels. */
export function RecordFields({ fields }: { fields: Record_["fields"] }) {
  return (
    <dl style={{ display: "grid", gridTemplateColumns: "minmax(8rem, 14rem) minmax(0, 1fr)", gap: "0.4rem 1rem", margin: 0 }}>
      {fields.map((field) => (
        <div key={field.name} style={{ display: "contents" }}>
          <dt style={{ fontWeight: 600 }}><Data>{field.label}</Data></dt>
          <dd style={{ margin: 0, overflowWrap: "anywhere" }}>{field.things == null ? <CellView type={field.type} cell={field} /> : <ThingsView things={field.things} label={field.label} />}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The papers of a record, to print; nothing where it has none. */
export function RecordPapers({ place, record, caseId }: { place: DeskPlace; record: Record_; caseId: string }) {
  const say = useSay();
  if (record.prints.length === 0) return null;
  return (
    <section aria-label={say("print.title")} data-prints>
      <PrintPapers papers={record.prints.map((one) => ({ address: `/api/v1/desks/${place.desk}/prints/${one.name}/${record.id}`, label: `${say("print.title")}: ${one.title}` }))} method="POST" caseId={caseId} />
    </section>
  );
}
