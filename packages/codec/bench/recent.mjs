/** Documents held at once: those that take turns in one contest. */
const HELD = 4;

/** @typedef {string | Uint8Array} Input */

/** The inputs used last, so that taking turns does not mean reading them again. */
export class Recent {
  /** @type {Map<string, Input>} */
  #inputs = new Map();

  /** @param {string} name @param {() => Input | Promise<Input>} load */
  async get(name, load) {
    const input = this.#inputs.get(name) ?? (await load());
    this.#inputs.delete(name);
    this.#inputs.set(name, input);
    const [oldest] = this.#inputs.keys();
    if (this.#inputs.size > HELD && oldest !== undefined) this.#inputs.delete(oldest);
    return input;
  }
}
