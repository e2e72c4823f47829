/*
 * Converts one document after another with libwbxml in one process.
 * Standard input: frames of an operation ('d' decodes, 'e' encodes), a length of 32 bits little-endian, the document.
 * Standard output: for each frame the error code of libwbxml (0 is success), a length likewise, the result.
 * cc -O2 -o batch libwbxml-batch.c $(pkg-config --cflags --libs libwbxml2)
 */
#include <stdio.h>
#include <stdlib.h>
#include <wbxml/wbxml.h>

static WBXMLError decode(WB_UTINY *input, WB_ULONG length, WB_UTINY **output, WB_ULONG *output_length) {
  WBXMLConvWBXML2XML *converter = NULL;
  WBXMLError result = wbxml_conv_wbxml2xml_create(&converter);
  if (result != WBXML_OK) return result;
  wbxml_conv_wbxml2xml_set_language(converter, WBXML_LANG_ACTIVESYNC);
  wbxml_conv_wbxml2xml_set_gen_type(converter, WBXML_GEN_XML_COMPACT);
  wbxml_conv_wbxml2xml_enable_preserve_whitespaces(converter);
  result = wbxml_conv_wbxml2xml_run(converter, input, length, output, output_length);
  wbxml_conv_wbxml2xml_destroy(converter);
  return result;
}

static WBXMLError encode(WB_UTINY *input, WB_ULONG length, WB_UTINY **output, WB_ULONG *output_length) {
  WBXMLConvXML2WBXML *converter = NULL;
  WBXMLError result = wbxml_conv_xml2wbxml_create(&converter);
  if (result != WBXML_OK) return result;
  wbxml_conv_xml2wbxml_set_version(converter, WBXML_VERSION_13);
  wbxml_conv_xml2wbxml_enable_preserve_whitespaces(converter);
  wbxml_conv_xml2wbxml_disable_string_table(converter);
  wbxml_conv_xml2wbxml_disable_public_id(converter);
  result = wbxml_conv_xml2wbxml_run(converter, input, length, output, output_length);
  wbxml_conv_xml2wbxml_destroy(converter);
  return result;
}

static void put_length(WB_ULONG length) {
  for (int shift = 0; shift < 32; shift += 8) putchar((int)(length >> shift) & 0xff);
}

int main(void) {
  int operation;
  while ((operation = getchar()) != EOF) {
    unsigned char head[4];
    if (fread(head, 1, 4, stdin) != 4) return 1;
    WB_ULONG length = head[0] | head[1] << 8 | head[2] << 16 | (WB_ULONG)head[3] << 24;
    WB_UTINY *input = malloc(length + 1);
    if (!input || fread(input, 1, length, stdin) != length) return 1;
    input[length] = 0;
    WB_UTINY *output = NULL;
    WB_ULONG output_length = 0;
    WBXMLError result = operation == 'd' ? decode(input, length, &output, &output_length)
                                         : encode(input, length, &output, &output_length);
    if (result != WBXML_OK) output_length = 0;
    putchar((int)result & 0xff);
    put_length(output_length);
    fwrite(output ? output : (WB_UTINY *)"", 1, output_length, stdout);
    /* One by one, so that a crash loses the document that caused it and no other. */
    fflush(stdout);
    free(output);
    free(input);
  }
  return 0;
}
