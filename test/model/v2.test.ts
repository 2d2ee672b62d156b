import { expect, test } from 'vitest';
import { schemesOf } from '../../src/model/facts/security.ts';
import { serversOf, urlsOf } from '../../src/model/facts/servers.ts';
import { first, modelOf } from './model-of.ts';

const PETS = `
swagger: '2.0'
host: api.example.com
basePath: /v1
schemes: [https, http]
consumes: [application/json, application/xml]
produces: [application/json]
securityDefinitions:
  basic: { type: basic }
  code: { type: oauth2, flow: accessCode, authorizationUrl: 'https://a.example', tokenUrl: 'https://t.example', scopes: { read: Read } }
parameters:
  Body: { name: body, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }
paths:
  /pets:
    post:
      parameters: [{ $ref: '#/parameters/Body' }, { name: dry, in: query, type: boolean }]
      responses: { 200: { description: ok, schema: { $ref: '#/definitions/Pet' } } }
  /photos:
    post:
      schemes: [wss]
      consumes: [multipart/form-data]
      parameters:
        - { name: title, in: formData, type: string, maxLength: 9, required: true }
        - { name: file, in: formData, type: file }
      responses: { 200: { description: ok } }
definitions:
  Pet: { type: object, discriminator: kind }
`;
const { api, nodes } = modelOf(PETS);
const [pets, photos] = nodes.Operation;

test('schemes, host and basePath are servers, at the place of each scheme', () => {
  expect(api.servers.map(({ url, pointer }) => [url, pointer])).toEqual([
    ['https://api.example.com/v1', '#/schemes/0'],
    ['http://api.example.com/v1', '#/schemes/1'],
  ]);
  expect(photos && serversOf(photos).flatMap(urlsOf)).toEqual(['wss://api.example.com/v1']);
});

test('a body parameter is a request body, with a media type for each that is consumed', () => {
  expect(pets?.requestBody?.required).toBe(true);
  expect(pets?.requestBody?.pointer).toBe('#/parameters/Body');
  expect([...(pets?.requestBody?.content.keys() ?? [])]).toEqual([
    'application/json',
    'application/xml',
  ]);
  expect(pets?.requestBody?.content.get('application/xml')?.schema).toBe(
    api.definitions.get('Pet'),
  );
  expect(pets?.parameters.map(({ name }) => name)).toEqual(['dry']);
});

test('form fields are the properties of a request body', () => {
  const form = photos?.requestBody?.content.get('multipart/form-data')?.schema;
  expect([...(form?.properties.keys() ?? [])]).toEqual(['title', 'file']);
  expect(form?.requiredNames).toEqual(['title']);
  expect(form?.properties.get('title')?.maxLength).toBe(9);
  expect(form?.properties.get('title')?.at('maxLength')).toMatchObject({ key: 'maxLength' });
  expect(nodes.Schema).not.toContain(form);
});

test('a parameter has a schema, whose places are those of the parameter', () => {
  const schema = pets?.parameters[0]?.schema;
  expect(schema?.types).toEqual(['boolean']);
  expect(schema?.pointer).toBe('#/paths/~1pets/post/parameters/1');
});

test('a response has a content for each media type that is produced', () => {
  const response = pets?.responses.get('200');
  expect(response?.content.get('application/json')?.schema).toBe(api.definitions.get('Pet'));
  expect(response?.content.get('application/json')?.name).toBe('application/json');
});

test('schemes and flows have the names of 3.x', () => {
  const basic = schemesOf(api).get('basic');
  expect([basic?.type, basic?.scheme]).toEqual(['http', 'basic']);
  expect(basic?.at('scheme').key).toBe('type');
  const flow = first(schemesOf(api).get('code')?.flows.values() ?? []);
  expect([flow.flow, flow.tokenUrl, flow.scopeNames]).toEqual([
    'authorizationCode',
    'https://t.example',
    ['read'],
  ]);
});

test('the text of a discriminator is its property', () => {
  expect(api.definitions.get('Pet')?.discriminator?.propertyName).toBe('kind');
});
