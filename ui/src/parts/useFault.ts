import { type RefObject, useEffect, useRef } from "react";

/** The box of a field that lets no form go while there is a fault; "" for none. */
export function useFault(fault: string): RefObject<HTMLInputElement | null> {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    box.current?.setCustomValidity(fault);
  }, [fault]);
  return box;
}
