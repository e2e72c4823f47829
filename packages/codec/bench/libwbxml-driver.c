/*
 * Times libwbxml inside one process, so that start-up and files do not count.
 * Reads lines "decode|encode PATH REPEATS", answers "MEDIAN_NANOSECONDS OUTPUT_BYTES" or "ERROR reason".
 * cc -O2 -o driver libwbxml-driver.c $(pkg-config --cflags --libs libwbxml2)
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wbxml/wbxml.h>

typedef struct {
  WB_UTINY *data;
  WB_ULONG length;
} Bytes;

static Bytes read_file(const char *path) {
  Bytes file = {NULL, 0};
  FILE *stream = fopen(path, "rb");
  if (!stream) return file;
  fseek(stream, 0, SEEK_END);
  file.length = (WB_ULONG)ftell(stream);
  rewind(stream);
  file.data = malloc(file.length + 1);
  if (fread(file.data, 1, file.length, stream) != file.length) file.length = 0;
  fclose(stream);
  return file;
}

static WBXMLError decode(Bytes input, Bytes *output) {
  WBXMLConvWBXML2XML *converter = NULL;
  WBXMLError result = wbxml_conv_wbxml2xml_create(&converter);
  if (result != WBXML_OK) return result;
  wbxml_conv_wbxml2xml_set_language(converter, WBXML_LANG_ACTIVESYNC);
  wbxml_conv_wbxml2xml_set_gen_type(converter, WBXML_GEN_XML_COMPACT);
  wbxml_conv_wbxml2xml_enable_preserve_whitespaces(converter);
  result = wbxml_conv_wbxml2xml_run(converter, input.data, input.length, &output->data, &output->length);
  wbxml_conv_wbxml2xml_destroy(converter);
  return result;
}

static WBXMLError encode(Bytes input, Bytes *output) {
  WBXMLConvXML2WBXML *converter = NULL;
  WBXMLError result = wbxml_conv_xml2wbxml_create(&converter);
  if (result != WBXML_OK) return result;
  wbxml_conv_xml2wbxml_set_version(converter, WBXML_VERSION_13);
  wbxml_conv_xml2wbxml_enable_preserve_whitespaces(converter);
  wbxml_conv_xml2wbxml_disable_string_table(converter);
  wbxml_conv_xml2wbxml_disable_public_id(converter);
  result = wbxml_conv_xml2wbxml_run(converter, input.data, input.length, &output->data, &output->length);
  wbxml_conv_xml2wbxml_destroy(converter);
  return result;
}

static double nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double difference = *(const double *)a - *(const double *)b;
  return (difference > 0) - (difference < 0);
}

int main(void) {
  char line[5000], operation[16], path[4096];
  int repeats;
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "%15s %4095s %d", operation, path, &repeats) != 3 || repeats < 1) continue;
    Bytes input = read_file(path);
    double *times = malloc(sizeof(double) * (size_t)repeats);
    WBXMLError result = input.data ? WBXML_OK : WBXML_ERROR_BAD_PARAMETER;
    WB_ULONG length = 0;
    for (int turn = 0; turn < repeats && result == WBXML_OK; turn++) {
      Bytes output = {NULL, 0};
      double began = nanoseconds();
      result = strcmp(operation, "decode") == 0 ? decode(input, &output) : encode(input, &output);
      times[turn] = nanoseconds() - began;
      length = output.length;
      free(output.data);
    }
    if (result == WBXML_OK) {
      qsort(times, (size_t)repeats, sizeof(double), ascending);
      printf("%.0f %lu\n", times[repeats / 2], (unsigned long)length);
    } else {
      printf("ERROR %s\n", (const char *)wbxml_errors_string(result));
    }
    fflush(stdout);
    free(times);
    free(input.data);
  }
  return 0;
}
