/** A row of `/v1/services`: the services of one namespace. */
export interface ServiceListStub {
  readonly Namespace: string;
  readonly Services: readonly { readonly ServiceName: string; readonly Tags: readonly string[] | null }[];
}

/** An instance of a service (spec 07 §17.4). */
export interface ServiceRegistration {
  readonly ID: string;
  readonly ServiceName: string;
  readonly Namespace: string;
  readonly NodeID: string;
  readonly Datacenter: string;
  readonly JobID: string;
  readonly AllocID: string;
  readonly Tags: readonly string[] | null;
  readonly Address: string;
  readonly Port: number;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}
