export * from "../model/attempt.js";
