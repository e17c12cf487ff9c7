// Reads exports with readers and validators that are not ours, and prints what they
// find wrong, one line each.
//
//   node check.mjs MODULES DIR…
//
// Each DIR holds a file for each format, named after it, and texts.json with the texts
// of the documents by their hashes. MODULES is the folder of the installed packages.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [, , modules, ...dirs] = process.argv
const require = createRequire(path.join(modules, 'here.js'))
const load = (file) => import(pathToFileURL(path.join(modules, file)).href)
let dir, texts, hostile // of the folder that is being read
const read = (name) => fs.readFileSync(path.join(dir, name), 'utf8')
const wrong = (format, why) => console.log(`${path.basename(dir)} ${format}: ${why}`)
const checks = []
const check = (format, run) => checks.push([format, run])

check('ical', async () => {
  const ICAL = (await load('ical.js/dist/ical.js')).default
  const cal = new ICAL.Component(ICAL.parse(read('ical')))
  const events = cal.getAllSubcomponents('vevent').map((e) => new ICAL.Event(e))
  if (events.length !== 2) wrong('ical', `${events.length} events`)
  const first = events[0]
  if (first.startDate.toString() !== '2021-05-04T08:30:00Z') wrong('ical', `begins at ${first.startDate}`)
  for (const e of events) for (const p of ['uid', 'summary', 'description']) if (!e[p]) wrong('ical', `no ${p}`)
  if (events[1].endDate.toString() !== '2020-04-01') wrong('ical', `a month ends at ${events[1].endDate}`)
})

check('kml', async () => {
  const { kml } = await load('@tmcw/togeojson/dist/togeojson.es.mjs')
  const { DOMParser } = require('@xmldom/xmldom')
  const fc = kml(new DOMParser().parseFromString(read('kml'), 'text/xml'))
  const placed = fc.features.filter((f) => f.geometry)
  if (placed.length !== 1) wrong('kml', `${placed.length} points`)
  const [lon, lat] = placed[0].geometry.coordinates
  if (lon !== -68.303 || lat !== -54.8019) wrong('kml', `the point is ${lon}, ${lat}`)
  if (placed[0].properties.timestamp !== '2021-05-04T09:30:00+01:00') wrong('kml', `the time is ${placed[0].properties.timestamp}`)
})

// typed holds a JSON value against a type that others published.
function typed(format, type, from, value) {
  const ts = require('typescript')
  const name = path.join(modules, `dossier-check-${format}.ts`)
  const source = `import type { ${type} } from ${JSON.stringify(from)};\nexport const value: ${type} = ${JSON.stringify(value, null, 1)};\n`
  const host = ts.createCompilerHost({})
  const { getSourceFile, readFile, fileExists } = host
  host.getSourceFile = (f, v) => (f === name ? ts.createSourceFile(f, source, v) : getSourceFile.call(host, f, v))
  host.readFile = (f) => (f === name ? source : readFile.call(host, f))
  host.fileExists = (f) => f === name || fileExists.call(host, f)
  const program = ts.createProgram([name], { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] }, host)
  for (const d of ts.getPreEmitDiagnostics(program)) {
    const at = d.file ? d.file.getLineAndCharacterOfPosition(d.start).line + 1 : 0
    wrong(format, `line ${at}: ${ts.flattenDiagnosticMessageText(d.messageText, ' ').slice(0, 400)}`)
  }
}

check('schemaorg', async () => {
  const doc = JSON.parse(read('schemaorg'))
  if (!hostile) typed('schemaorg', 'Graph', 'schema-dts', doc)
  const jsonld = require('jsonld')
  const vocabulary = { '@context': { '@vocab': 'https://schema.org/' } }
  const triples = await jsonld.toRDF(doc, { documentLoader: async (u) => ({ documentUrl: u, document: vocabulary }) })
  const events = triples.filter((q) => q.object.value === 'https://schema.org/Event')
  if (events.length !== 2) wrong('schemaorg', `${events.length} events among the triples`)
  const named = new Set(triples.map((q) => q.subject.value))
  for (const q of triples) if (q.object.value.startsWith('urn:dossier:') && q.object.termType === 'NamedNode' && !named.has(q.object.value)) wrong('schemaorg', `${q.object.value} is pointed at and not there`)
})

check('annotation', async () => {
  const { textPositionSelectorMatcher, textQuoteSelectorMatcher } = await load('@apache-annotator/selector/lib/text/index.js')
  const doc = JSON.parse(read('annotation'))
  if (doc.type !== 'AnnotationCollection' || doc.total !== doc.first.items.length || doc.total === 0) wrong('annotation', `a collection of ${doc.total}`)
  const ids = new Set()
  for (const a of doc.first.items) {
    if (ids.has(a.id)) wrong('annotation', `two are called ${a.id}`)
    ids.add(a.id)
    if (hostile) continue // its words stand in no document
    const text = texts[a.target.source.replace('urn:dossier:document:', '')]
    const chunk = { data: text }
    const scope = () => ({ currentChunk: chunk, nextChunk: () => null, previousChunk: () => null, precedesCurrentChunk: () => false })
    const [place, quote] = a.target.selector
    let found = 0
    for await (const m of textPositionSelectorMatcher(place)(scope())) {
      found++
      const words = text.slice(m.startIndex, m.endIndex)
      if (words !== quote.exact) wrong('annotation', `${a.id}: ${place.start} to ${place.end} is “${words}”, not “${quote.exact}”`)
    }
    if (found !== 1) wrong('annotation', `${a.id}: the place is found ${found} times`)
    let quoted = 0
    for await (const m of textQuoteSelectorMatcher(quote)(scope())) quoted++
    if (quoted < 1) wrong('annotation', `${a.id}: the words are not found`)
  }
})

check('ftm', async () => {
  const { Model, defaultModel } = require('@alephdata/followthemoney')
  const model = new Model(defaultModel)
  const entities = read('ftm').trim().split('\n').map((l) => JSON.parse(l))
  const ids = new Set(entities.map((e) => e.id))
  if (ids.size !== entities.length) wrong('ftm', 'two entities of one id')
  const formats = { date: /^\d{4}(-\d\d(-\d\d)?)?$/, country: /^[a-z]{2}$/, url: /^https?:\/\//, number: /^-?\d+(\.\d+)?$/, gender: /^(male|female|other)$/ }
  const types = {}
  for (const e of entities) {
    const schema = model.getSchema(e.schema)
    if (schema.abstract) wrong('ftm', `${e.schema} is abstract`)
    for (const name of schema.required) if (!(e.properties[name] || []).length) wrong('ftm', `${e.schema} ${e.id} has no ${name}`)
    for (const [name, values] of Object.entries(e.properties)) {
      if (!schema.hasProperty(name)) { wrong('ftm', `${e.schema} has no property ${name}`); continue }
      const p = schema.getProperty(name)
      types[name] = p.type.name
      if (p.stub) wrong('ftm', `${e.schema}.${name} is not to be set`)
      for (const v of values) {
        if (p.type.isEntity && !ids.has(v)) wrong('ftm', `${e.schema}.${name} points at ${v}, which is not there`)
        if (p.type.isEntity && p.getRange && ids.has(v) && !model.getSchema(entities.find((x) => x.id === v).schema).isA(p.getRange())) wrong('ftm', `${e.schema}.${name} points at a ${entities.find((x) => x.id === v).schema}`)
        if (formats[p.type.name] && !formats[p.type.name].test(v)) wrong('ftm', `${e.schema}.${name} is ${v}`)
      }
    }
    model.getEntity(e) // the model's own reading
  }
  const rows = read('ftm-statements').split('\r\n').slice(1).filter(Boolean)
  for (const row of rows) {
    const [, , , , prop, type] = row.split(',')
    if (types[prop] && types[prop] !== type) wrong('ftm-statements', `${prop} is of type ${types[prop]}, not ${type}`)
  }
})

check('wikitext', async () => {
  const wtf = (await load('wtf_wikipedia/src/index.js')).default
  for (const [i, article] of read('wikitext').split('\n----\n').entries()) {
    const doc = wtf(article)
    const boxes = doc.infoboxes()
    if (boxes.length !== 1 || boxes[0].type() !== 'civilian attack') wrong('wikitext', `article ${i + 1}: infoboxes ${boxes.map((b) => b.type())}`)
    const known = new Set(['infobox civilian attack', 'infobox', 'coord', 'cite web', 'cite document', 'reflist'])
    for (const t of doc.templates()) {
      const name = (t.json().template || '').toLowerCase()
      if (!known.has(name)) wrong('wikitext', `a template that a document named: ${JSON.stringify(t.json()).slice(0, 200)}`)
    }
    if (doc.links().length) wrong('wikitext', `a link that a document made: ${JSON.stringify(doc.links()[0].json())}`)
    if (doc.images().length) wrong('wikitext', 'an image')
    if (doc.isRedirect()) wrong('wikitext', 'a redirect')
    const heads = new Set(['', 'Chronology', 'Casualties', 'Disagreements', 'Accounts', 'Reactions', 'See also', 'References'])
    for (const s of doc.sections()) if (!heads.has(s.title())) wrong('wikitext', `a section ${s.title()}`)
    if (i === 0 && !hostile) {
      const box = boxes[0].json()
      if (!box.fatalities?.text?.startsWith('8') || !box.fatalities.text.includes('7')) wrong('wikitext', `fatalities ${JSON.stringify(box.fatalities)}`)
      if (box.title?.text !== 'Attack on the fish market of Ardmouth') wrong('wikitext', `title ${JSON.stringify(box.title)}`)
      if (doc.references().length < 2) wrong('wikitext', `${doc.references().length} references`)
    }
  }
})

check('html', async () => {
  const { HtmlValidate } = require('html-validate')
  const v = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:document'], rules: { 'doctype-style': 'off', 'no-inline-style': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off' } })
  const report = await v.validateString(read('html'))
  for (const r of report.results) for (const m of r.messages) wrong('html', `line ${m.line}: ${m.message} (${m.ruleId})`)
})

for (dir of dirs) {
  texts = JSON.parse(read('texts.json'))
  hostile = texts.hostile === true
  for (const [format, run] of checks) {
    try {
      await run()
    } catch (e) {
      wrong(format, `cannot be read: ${e.stack.split('\n').slice(0, 3).join(' ')}`)
    }
  }
}
