import { NativeSelect, Text } from "@mantine/core";
import { useEffect, useRef } from "react";

import { useFormat } from "@/core/format";
import { assigned, type ColumnSeen, type Doc, type Fault, look, made, type Role, roleKey, roleOf, rolesOf } from "@/core/mapping";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import table from "@/parts/Table.module.css";
import classes from "./Mapping.module.css";
import { type RoleGroup, useRoleGroups } from "./roles";
import { Why } from "./Why";

interface Props {
  columns: ColumnSeen[];
  doc: Doc;
  faults: Fault[];
  onDoc: (doc: Doc) => void;
  /** The column to bring into view, by its name or heading. */
  look?: string | undefined;
}

/** Every column with values as they stand, and what it is to be; a fault stands at the column it is about. */
export function Columns({ columns, doc, faults, onDoc, look }: Props) {
  const { t } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const wanted = columns.find((column) => column.name === look || column.header === look)?.name;
  useEffect(() => {
    const line = wanted === undefined ? undefined : [...(box.current?.querySelectorAll<HTMLElement>("tr[data-column]") ?? [])].find((one) => one.dataset["column"] === wanted);
    line?.scrollIntoView({ block: "center" });
    line?.querySelector("select")?.focus({ preventScroll: true });
  }, [wanted]);
  const groups = useRoleGroups(doc, columns);
  return (
    <div ref={box} className={table.frame} tabIndex={0} role="region" aria-label={t("mapping.columns")}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("mapping.column")}</th>
            <th scope="col">{t("mapping.samples")}</th>
            <th scope="col">{t("mapping.role")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <Line key={column.name} column={column} here={column.name === wanted} doc={doc} groups={groups} faults={faults} onDoc={onDoc} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const pathOf = (role: Role): string => (role.side === "entities" && role.slot !== "key" ? `entities.${role.name}.properties.${role.slot}` : `${role.side}.${role.name}.${role.slot}`);

function Line({ column, here: looked, doc, groups, faults, onDoc }: { column: ColumnSeen; here: boolean; doc: Doc; groups: RoleGroup[]; faults: Fault[]; onDoc: (doc: Doc) => void }) {
  const { t } = useLocale();
  const roles = rolesOf(doc, column.name);
  const here = faults.filter((fault) => roles.some((role) => fault.where.startsWith(pathOf(role))));
  const chosen = roles[0] === undefined ? "" : roleKey(roles[0]);
  const known = groups.some((group) => group.items.some((item) => item.value === chosen));
  return (
    <tr data-column={column.name} data-here={looked || undefined}>
      <th scope="row" className={table.name}>
        <Data>{column.header || column.name}</Data>
        <Looks column={column} />
      </th>
      <td>
        <div className={classes.samples} data-original>
          {column.samples.slice(0, 4).map((sample, index) => (
            <span key={index}>{/^[\d+\s./:-]+$/.test(sample) ? <Code wrap>{sample}</Code> : <Data>{sample}</Data>}</span>
          ))}
          {column.samples.length === 0 && t("mapping.empty-column")}
        </div>
      </td>
      <td className={classes.role}>
        <NativeSelect
          size="xs"
          aria-label={t("mapping.role.of", { column: column.header || column.name })}
          value={chosen}
          error={here.length > 0 ? here.map((fault) => fault.sentence).join(" ") : undefined}
          data={[{ value: "", label: t("mapping.role.none") }, ...(known || chosen === "" ? [] : [{ value: chosen, label: roles[0]?.slot ?? "" }]), ...groups]}
          onChange={(event) => { onDoc(assigned(doc, column.name, roleOf(event.currentTarget.value))); }}
        />
        {roles.length > 1 && (
          <Text size="xs" c="dimmed">
            {t("mapping.role.more")}: {roles.slice(1).map((role) => groups.flatMap((group) => group.items).find((item) => item.value === roleKey(role))?.label ?? role.slot).join(t("review.comma"))}
          </Text>
        )}
        <Why notes={column.why} />
      </td>
    </tr>
  );
}

function Looks({ column }: { column: ColumnSeen }) {
  const { t } = useLocale();
  const format = useFormat();
  const found = look(column);
  if (found === null || column.used.length > 0) return null;
  return (
    <Text size="xs" c="dimmed" fw={400}>
      {t("mapping.looks-like")} {t(`look.${found.look}`)}{separator()}{t("mapping.share", { n: format.number(Math.round(found.share * 100)) })}
    </Text>
  );
}

/** Whether anything can be chosen at all. */
export const hasTypes = (doc: Doc): boolean => made(doc).length > 0;
