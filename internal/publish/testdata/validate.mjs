// Holds the pages of a site against validators that are not ours: html-validate and
// jsonld.js. Prints what is wrong, and nothing when all is well.
//   node validate.mjs NODE_MODULES FOLDER
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [modules, dir] = process.argv.slice(2);
const require = createRequire(join(modules, 'x.js'));
const { HtmlValidate } = require('html-validate');
const jsonld = require('jsonld');

// The rules that are off are matters of taste: how void elements and long titles
// are written, and white space at the ends of lines.
const html = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  rules: { 'doctype-style': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off', 'void-style': 'off', 'no-raw-characters': 'off', 'require-sri': 'off', 'prefer-native-element': 'off', 'tel-non-breaking': 'off' },
});
const files = readdirSync(dir, { recursive: true }).filter(f => f.endsWith('.html')).sort();
for (const f of files) {
  const text = readFileSync(join(dir, f), 'utf8');
  const report = await html.validateString(text, f);
  for (const r of report.results) for (const m of r.messages) console.log(`${f}:${m.line}:${m.column}: ${m.ruleId}: ${m.message}`);
  for (const [, body] of text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
    const data = JSON.parse(body);
    if (data['@context'] !== 'https://schema.org') console.log(`${f}: another context`);
    data['@context'] = { '@vocab': 'https://schema.org/', id: '@id', type: '@type' }; // nothing is fetched
    const expanded = await jsonld.expand(data, { documentLoader: url => { throw new Error('fetches ' + url); } });
    const types = JSON.stringify(expanded).match(/"@type":\["[^"]*"\]/g) ?? [];
    if (!types.some(t => /schema\.org\/(Event|Dataset)"/.test(t))) console.log(`${f}: no Event or Dataset: ${types}`);
  }
}
if (files.length < 10) console.log(`only ${files.length} pages`);
