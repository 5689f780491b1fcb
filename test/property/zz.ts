import fc from "fast-check";
import { worldOf } from "/work/main/test/builders/worlds.js";
import { command, opening, worldSpec } from "/work/main/test/property/commands/arbitrary.js";
import { Run } from "/work/main/test/property/run.js";
const outcomes = new Map<string, number>(); const kinds = new Map<string, number>(); const statuses=new Map<string,number>();
let n=0, runs=0;
const inc=(m:Map<string,number>,k:string)=>m.set(k,(m.get(k)??0)+1);
const t=performance.now();
fc.assert(fc.property(worldSpec, opening, fc.commands([command],{maxCommands:120,size:"max"}), (spec, first, todo)=>{
  const run = new Run(worldOf(spec),"canonical"); runs++; const nb={files:new Map()} as any; first.run(nb,run);
  fc.modelRun(()=>({model:nb,real:run}), todo);
  for (const c of (todo as any).commands) { if(c.hasRan){ n++; const s=c.cmd.toString(); inc(outcomes, c.cmd.constructor.name+" "+ s.slice(s.lastIndexOf("→")).replace(/[0-9a-f]{8}-[0-9a-f-]+/g,"ID").replace(/\d+/g,"N").slice(0,60)); } }
  for (const a of run.actions) inc(kinds,a.kind);
  for (const d of run.world.deployments.values()) inc(statuses, d.status+" "+d.statusDescription.replace(/\d+/g,"N"));
}), {numRuns: 300});
console.log(runs, n, performance.now()-t);
for (const m of [outcomes,kinds,statuses]) console.log([...m].sort((a,b)=>b[1]-a[1]).map(([k,v])=>v+" "+k).join("\n")+"\n");
