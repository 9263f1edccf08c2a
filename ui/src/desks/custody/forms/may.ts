import { may, useOpenDesks } from "@/core/desks/open";

/** Whether the person may ask for an operation of this desk. */
export function useMay(): (operation: string) => boolean {
  const { data } = useOpenDesks();
  const desk = data?.find((one) => one.desk.name === "custody")?.desk;
  return (operation) => desk !== undefined && may(desk, operation);
}
