/** Global tokens of WBXML 1.3 section 7.1. ActiveSync uses SWITCH_PAGE, END, STR_I and OPAQUE only (MS-ASWBXML 2.1.2). */
export const SWITCH_PAGE = 0x00;
export const END = 0x01;
export const ENTITY = 0x02;
export const STR_I = 0x03;
export const LITERAL = 0x04;
export const PI = 0x43;
export const STR_T = 0x83;
export const OPAQUE = 0xc3;

/** In a tag byte: the element has content, and an END. */
export const HAS_CONTENT = 0x40;
/** In a tag byte: an attribute list follows. */
export const HAS_ATTRIBUTES = 0x80;
/** The bits of a tag byte that say which tag it is. */
export const TAG_BITS = 0x3f;
/** Tag bits below this are global tokens. */
export const FIRST_TAG = 0x05;

/** EXT_I_0-2 carry an inline string, EXT_T_0-2 an integer, EXT_0-2 nothing. */
export const isInlineExtension = (byte: number): boolean => byte >= 0x40 && byte <= 0x42;
export const isIntegerExtension = (byte: number): boolean => byte >= 0x80 && byte <= 0x82;
export const isBareExtension = (byte: number): boolean => byte >= 0xc0 && byte <= 0xc2;
