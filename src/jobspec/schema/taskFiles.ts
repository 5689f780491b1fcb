import { rawBlock } from "./block.js";
import { boolean, nanoseconds, opaque, optional, raw, text, textMap, texts } from "./field.js";
import { integerKind } from "./kind.js";

export const waitSchema = rawBlock("WaitConfig", [nanoseconds("Min"), nanoseconds("Max")]);

export const changeScriptSchema = rawBlock("ChangeScript", [
  text("Command"),
  texts("Args"),
  nanoseconds("Timeout", 5_000_000_000),
  boolean("FailOnError"),
  boolean("RunOnFirstRender"),
]);

/** A template of a task; kept as JSON, without effect in a simulator. Spec 05 §3.12. */
export const templateSchema = rawBlock("Template", [
  text("SourcePath"),
  text("DestPath"),
  text("EmbeddedTmpl"),
  text("ChangeMode", "restart"),
  text("ChangeSignal"),
  raw("ChangeScript", changeScriptSchema),
  nanoseconds("Splay", 5_000_000_000),
  text("Perms", "0644"),
  optional("Uid", integerKind("int")),
  optional("Gid", integerKind("int")),
  text("LeftDelim", "{{"),
  text("RightDelim", "}}"),
  boolean("Envvars"),
  boolean("Once"),
  nanoseconds("VaultGrace"),
  raw("Wait", waitSchema),
  boolean("ErrMissingKey"),
]);

/** An artifact of a task; kept as JSON. Spec 05 §3.12. */
export const artifactSchema = rawBlock("TaskArtifact", [
  text("GetterSource"),
  textMap("GetterOptions"),
  textMap("GetterHeaders"),
  text("GetterMode", "any"),
  boolean("GetterInsecure"),
  text("RelativeDest"),
  boolean("Chown"),
]);

/** A mount of a group's volume in a task; kept as JSON. Spec 05 §3.10. */
export const volumeMountSchema = rawBlock("VolumeMount", [
  text("Volume"),
  text("Destination"),
  boolean("ReadOnly"),
  text("PropagationMode", "private"),
  text("SELinuxLabel"),
]);

export const dispatchPayloadSchema = rawBlock("DispatchPayloadConfig", [text("File")]);

export const actionSchema = rawBlock("Action", [text("Name"), text("Command"), texts("Args")]);

export const vaultSchema = rawBlock("Vault", [
  texts("Policies"),
  text("Role"),
  text("Namespace"),
  text("Cluster", "default"),
  boolean("Env", true),
  boolean("DisableFile"),
  text("ChangeMode", "restart"),
  text("ChangeSignal"),
  boolean("AllowTokenExpiration"),
]);

export const consulSchema = rawBlock("Consul", [text("Namespace"), text("Cluster", "default"), text("Partition")]);

export const numaSchema = rawBlock("NUMAResource", [text("Affinity", "none"), texts("Devices")]);

export const csiPluginSchema = rawBlock("TaskCSIPluginConfig", [
  text("ID"),
  text("Type"),
  text("MountDir"),
  text("StagePublishBaseDir"),
  nanoseconds("HealthTimeout"),
]);

export const secretSchema = rawBlock("Secret", [
  text("Name"),
  text("Provider"),
  text("Path"),
  opaque("Config"),
  textMap("Env"),
]);

const cronSchema = rawBlock("TaskScheduleCron", [text("Start"), text("End"), text("Timezone")]);

/** When a task may run: a feature of the enterprise edition, read to be refused. Spec 05 §19. */
export const scheduleSchema = rawBlock("TaskSchedule", [raw("Cron", cronSchema)]);
