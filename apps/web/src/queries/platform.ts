/** Whether the keyboard has a Command key, and its signs are the ones people know. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
