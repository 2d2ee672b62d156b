/** How much work is left; whoever works takes from it, and gives up where nothing is left. */
export interface Meter {
  left: number;
}
