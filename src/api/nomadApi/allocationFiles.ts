import type { Query } from "../nomadApi.js";
import type { Timestamp } from "../objects/nanoseconds.js";

/** A file or folder of an allocation (`/v1/client/fs/stat`, `/v1/client/fs/ls`). */
export interface AllocationFile {
  readonly Name: string;
  readonly IsDir: boolean;
  /** Bytes. */
  readonly Size: number;
  /** `drwxrwxrwx`. */
  readonly FileMode: string;
  readonly ModTime: Timestamp;
  readonly ContentType?: string;
}

/** What of a task's log is wanted. */
export interface LogRequest {
  readonly task: string;
  readonly type: "stdout" | "stderr";
  /** Where `offset` counts from, in bytes. */
  readonly origin: "start" | "end";
  readonly offset: number;
}

/** An allocation, and the node that has its files. */
export interface AllocationPlace {
  readonly ID: string;
  readonly NodeID: string;
}

/** What lies in the folder of an allocation (spec 07 §15). Contents are asked of the node itself. */
export interface AllocationFilesApi {
  statAllocationFile(allocationId: string, path: string, query?: Query): Promise<AllocationFile>;
  listAllocationFiles(allocationId: string, path: string, query?: Query): Promise<readonly AllocationFile[]>;
  readAllocationFile(place: AllocationPlace, path: string, query?: Query): Promise<string>;
  /** @param offset Where in the file to begin, in bytes. */
  readAllocationFileFrom(place: AllocationPlace, path: string, offset: number, query?: Query): Promise<string>;
  readTaskLog(place: AllocationPlace, request: LogRequest, query?: Query): Promise<string>;
}
