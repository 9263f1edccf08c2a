import { separator } from "@/i18n/separator";

import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { facilitiesQuery } from "../server";
import { useSay } from "../words";

/** Chooses a facility by its name, the code beside it. */
export function FacilityPick({ value, onValue, required = false, error, empty = false }: { value: string; onValue: (facility: string) => void; required?: boolean; error?: string | undefined; empty?: boolean }) {
  const say = useSay();
  const { data } = useQuery(facilitiesQuery);
  const known = data?.facilities ?? [];
  const options = known.map((one) => ({ value: one.code, label: one.name === "" ? one.code : `${one.name}${separator()}${one.code}` }));
  const first = empty || known.length === 0 ? [{ value: "", label: known.length === 0 ? say("facility.none") : say("facility.choose") }] : [];
  const strange = value !== "" && !known.some((one) => one.code === value) ? [{ value, label: value }] : [];
  return <NativeSelect label={say("facility")} required={required} error={error} value={value === "" && !empty ? (known[0]?.code ?? "") : value} data={[...first, ...strange, ...options]} onChange={(event) => { onValue(event.currentTarget.value); }} data-facility />;
}

/** What a facility is called; its code where it has no name. */
export function useFacilityName(): (code: string) => string {
  const { data } = useQuery(facilitiesQuery);
  return (code) => data?.facilities.find((one) => one.code === code)?.name || code;
}
