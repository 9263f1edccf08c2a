import { createContext } from "react";

import type { Fault } from "@/core/query/server";

/** What is wrong in the question, by place; nothing until the person has tried to run it, so that an empty field does not scold. */
export class FaultList {
  constructor(
    private readonly faults: readonly Fault[],
    private readonly shown: boolean,
  ) {}

  at(where: string): string | undefined {
    return this.shown ? this.faults.find((fault) => fault.where === where)?.sentence : undefined;
  }

  /** Those that no field shows. */
  get all(): readonly Fault[] {
    return this.shown ? this.faults : [];
  }
}

export const Faults = createContext(new FaultList([], false));
