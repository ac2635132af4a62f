import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ANSWERS } from '../test/server';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
}

interface Document {
  paths: Record<string, { get?: { responses: Record<string, { content?: { 'application/json'?: { schema: Schema } } }> } }>;
  components: { schemas: Record<string, Schema> };
}

const document = JSON.parse(readFileSync(resolve(process.cwd(), '../AgentMonitor.Http/openapi.json'), 'utf8')) as Document;

/** The answers that the tests of the page stand on are answers as the server's own document has them. */
describe.each(Object.entries(ANSWERS))('%s', (path, example) => {
  const schema = document.paths[path]?.get?.responses['200']?.content?.['application/json']?.schema;

  test('every field that the page reads is in the document, and of its kind', () => {
    expect(schema, `${path} is not in the document`).toBeDefined();
    expect(faults(example, schema!, '')).toEqual([]);
  });
});

test('a field that the document does not have, or has of another kind, is found', () => {
  const schema: Schema = { type: 'object', properties: { a: { type: 'integer' }, b: { type: ['null', 'array'], items: { type: 'string' } } } };

  expect(faults({ a: 1, b: ['x'] }, schema, '')).toEqual([]);
  expect(faults({ a: 'x', b: [1], c: 1 }, schema, '')).toEqual(['/a', '/b/0', '/c']);
  expect(faults({ a: null, b: null }, schema, '')).toEqual(['/a']);
});

function faults(value: unknown, given: Schema, path: string): string[] {
  const schema = given.$ref === undefined ? given : (document.components.schemas[given.$ref.split('/').at(-1) ?? ''] ?? {});
  // The document cannot say of an object that it may be null.
  if (value === null && schema.type === 'object') {
    return [];
  }

  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) {
    const found = choices.map((choice) => faults(value, choice, path));
    return found.find(({ length }) => length === 0) ?? found[0] ?? [];
  }

  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOf(type, value))) {
    return [path];
  }

  if (Array.isArray(value)) {
    return value.flatMap((item, index) => faults(item, schema.items ?? {}, `${path}/${index}`));
  }

  return typeof value === 'object' && value !== null && (schema.properties ?? schema.additionalProperties) !== undefined
    ? Object.entries(value).flatMap(([name, each]) => fieldFaults(each, schema, name, `${path}/${name}`))
    : [];
}

function fieldFaults(value: unknown, { properties, additionalProperties }: Schema, name: string, path: string): string[] {
  const schema = properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  return schema === undefined ? (additionalProperties === true ? [] : [path]) : faults(value, schema, path);
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'integer':
    case 'number':
      return typeof value === 'number';
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
