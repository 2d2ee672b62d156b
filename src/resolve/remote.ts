/** placeholder, replaced below */
export type Connection = {};
