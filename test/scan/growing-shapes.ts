export const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const named = <T>(count: number, name: (index: number) => string, make: (index: number) => T) =>
  Object.fromEntries(many(count, (index) => [name(index), make(index)]));

const answers = { responses: { 200: { description: 'Done.' } } };
const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const sends = (body: object) => ({
  post: { requestBody: { content: { 'application/json': { schema: body } } }, ...answers },
});
const withSchemas = (schemas: object) => ({
  paths: { '/first': sends(schema('S0')) },
  components: { schemas },
});

/** Descriptions of many alike parts, by what there are many of. */
export const shapes: Readonly<Record<string, () => object>> = {
  'many schemes in one requirement that all inherit': () => ({
    security: [
      named(
        2000,
        (at) => `s${at}`,
        () => [],
      ),
    ],
    paths: named(
      100,
      (at) => `/p${at}`,
      () => ({ get: answers, post: answers }),
    ),
    components: {
      securitySchemes: named(
        2000,
        (at) => `s${at}`,
        () => ({ type: 'http', scheme: 'bearer' }),
      ),
    },
  }),
  'many alternatives that all inherit': () => ({
    security: many(1000, (at) => ({ [`s${at}`]: [] })),
    paths: named(
      1000,
      (at) => `/admin${at}/{id}`,
      () => ({ get: answers, post: answers }),
    ),
    components: {
      securitySchemes: named(
        1000,
        (at) => `s${at}`,
        () => ({ type: 'apiKey', in: 'cookie', name: 'k' }),
      ),
    },
  }),
  'a chain of schemas, each a part and a property of the one before': () =>
    withSchemas({
      ...named(
        350,
        (at) => `S${at}`,
        (at) => ({ allOf: [schema(`S${at + 1}`)], properties: { p: schema(`S${at + 1}`) } }),
      ),
      S350: { type: 'object' },
    }),
  'many scopes that are not declared': () => ({
    paths: named(
      2000,
      (at) => `/p${at}`,
      (at) => ({ post: { security: [{ s: [`v${at}`] }], ...answers } }),
    ),
    components: {
      securitySchemes: {
        s: {
          type: 'oauth2',
          flows: {
            clientCredentials: {
              tokenUrl: 'https://example.org/token',
              scopes: named(
                2000,
                (at) => `w${at}`,
                () => '',
              ),
            },
          },
        },
      },
    },
  }),
  'many methods of one path': () => ({
    openapi: '3.2.0',
    paths: {
      '/first': {
        additionalOperations: named(
          4000,
          (at) => `M${at}`,
          () => answers,
        ),
      },
    },
  }),
  'a long chain of `allOf`': () =>
    withSchemas(
      named(
        500,
        (at) => `S${at}`,
        (at) => ({
          allOf: [schema(`S${(at + 1) % 500}`)],
          required: [`missing${at}`],
          properties: { [`p${at}`]: { type: 'string' } },
        }),
      ),
    ),
  'many names that are required and not defined': () =>
    withSchemas({
      S0: {
        type: 'object',
        required: many(5000, (at) => `missing${at}`),
        properties: named(
          5000,
          (at) => `p${at}`,
          () => ({ type: 'string' }),
        ),
      },
    }),
  'alternatives of alternatives beside a name that is not defined': () =>
    withSchemas(
      named(
        60,
        (at) => `S${at}`,
        () => ({
          required: ['missing'],
          oneOf: many(60, (other) => schema(`S${other}`)),
        }),
      ),
    ),
  'many variables of a server': () => ({
    servers: [
      {
        url: `https://example.org/${many(4000, (at) => `{v${at}}`).join('/')}`,
        variables: named(
          4000,
          (at) => `v${at}`,
          () => ({ default: 'a'.repeat(200), enum: ['b', 'c'] }),
        ),
      },
    ],
    paths: { '/first': { get: answers } },
  }),
  'a body, a response and a callback of many parts that many operations share': () => {
    const parts = (name: string, format: string) =>
      named(
        1000,
        (at) => `${name}${at}`,
        () => ({ type: 'string', format }),
      );
    const content = (properties: object) => ({
      'multipart/form-data': { schema: { type: 'object', properties } },
    });
    const component = (kind: string) => ({ $ref: `#/components/${kind}/Shared` });
    return {
      paths: named(
        1000,
        (at) => `/p${at}`,
        () => ({
          post: {
            requestBody: component('requestBodies'),
            responses: { 200: component('responses') },
            callbacks: { back: component('callbacks') },
          },
        }),
      ),
      components: {
        requestBodies: { Shared: { content: content(parts('file', 'binary')) } },
        responses: {
          Shared: {
            description: 'Done.',
            headers: named(
              1000,
              (at) => `x-h${at}`,
              () => ({ schema: { type: 'string' } }),
            ),
            content: content(parts('email', 'email')),
          },
        },
        callbacks: {
          Shared: named(
            1000,
            (at) => `{$request.body#/file${at}}`,
            () => ({ post: answers }),
          ),
        },
      },
    };
  },
  'many media types and schemes of Swagger 2.0': () => ({
    openapi: undefined,
    swagger: '2.0',
    host: 'a'.repeat(100_000),
    schemes: many(2000, (at) => `s${at}`),
    consumes: many(2000, (at) => `application/x${at}`),
    produces: many(2000, (at) => `application/y${at}`),
    paths: named(
      1000,
      (at) => `/p${at}`,
      () => ({
        post: {
          parameters: [{ name: 'body', in: 'body', schema: { type: 'object' } }],
          responses: { 200: { description: 'Done.', schema: { type: 'string' } } },
        },
      }),
    ),
  }),
  'many tokens in one listed value': () =>
    withSchemas({ S0: { type: 'string', enum: ['eyJhbGciOiJIUzI1NiJ9.'.repeat(25_000)] } }),
  'many placeholders in one URL': () => ({
    servers: [{ url: `https://example.org/${many(8000, (at) => `{v${at}}`).join('/')}` }],
    paths: {},
  }),
  'a waiver at each of many operations': () => ({
    'x-specgate-ignore': many(3000, (at) => ({ rule: 'auth-missing', reason: `R${at}` })),
    paths: named(
      3000,
      (at) => `/p${at}`,
      () => ({
        post: { 'x-specgate-ignore': [{ rule: 'auth-missing', reason: 'Public.' }], ...answers },
      }),
    ),
  }),
};
