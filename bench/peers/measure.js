// Renders each context with docxtemplater and with easy-template-x, and prints CPU and wall milliseconds as JSON.
// Usage: node measure.js TEMPLATE CONTEXTS ROUNDS FOLDER; the documents of the first round go into FOLDER.
"use strict";

const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const { TemplateHandler } = require("easy-template-x");

const [templatePath, contextsPath, rounds, folder] = process.argv.slice(2);
const template = fs.readFileSync(templatePath);
const contexts = JSON.parse(fs.readFileSync(contextsPath, "utf8"));
const handler = new TemplateHandler();

const ways = {
  docxtemplater: async (context) => {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    document.render(context);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
  "easy-template-x": (context) => handler.process(template, context),
};

async function main() {
  const result = {};
  for (const [name, render] of Object.entries(ways)) {
    const best = contexts.map(() => ({ cpu: Infinity, wall: Infinity }));
    for (let round = 0; round < Number(rounds); round++) {
      for (const [index, context] of contexts.entries()) {
        const before = process.cpuUsage();
        const begin = process.hrtime.bigint();
        const document = await render(context);
        const wall = Number(process.hrtime.bigint() - begin) / 1e6;
        const used = process.cpuUsage(before);
        best[index].cpu = Math.min(best[index].cpu, (used.user + used.system) / 1e3);
        best[index].wall = Math.min(best[index].wall, wall);
        if (round === 0) fs.writeFileSync(path.join(folder, `${name}-${index}.docx`), document);
      }
    }
    const mean = (key) => best.reduce((sum, one) => sum + one[key], 0) / best.length;
    result[name] = {
      version: JSON.parse(fs.readFileSync(path.join(__dirname, "node_modules", name, "package.json"), "utf8")).version,
      cpu: mean("cpu"),
      wall: mean("wall"),
    };
  }
  console.log(JSON.stringify(result));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
