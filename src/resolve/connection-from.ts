import type { Connection } from './request.ts';

/** How hosts are reached by what the environment says: `HTTPS_PROXY` and `NO_PROXY`, in capitals or not. */
export function connectionFrom(environment: {
  readonly [name: string]: string | undefined;
}): Connection {
  const proxy = environment.https_proxy || environment.HTTPS_PROXY || '';
  if (proxy === '') return {};
  const noProxy = environment.no_proxy || environment.NO_PROXY || '';
  const url = /^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  return { proxy: url, noProxy: noProxy.split(/[\s,]+/).filter((host) => host !== '') };
}
