import { type Api, fact } from 'specgate/rule';

/** Whether a description says that it is not for the public: `x-internal: true`, or an `x-audience` that is internal. */
export const isInternalDocument: (api: Api) => boolean = fact((api: Api) =>
  [api, api.info].some(
    (node) =>
      node !== undefined &&
      (node.extension('x-internal') === true || isInternal(node.extension('x-audience'))),
  ),
);

/** `internal`, `company-internal`, `component-internal` and the like; `external-public` is not. */
function isInternal(audience: unknown): boolean {
  return typeof audience === 'string' && /(?:^|-)(?:internal|private)$/i.test(audience.trim());
}
