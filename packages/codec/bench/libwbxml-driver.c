/*
 * Times libwbxml inside one process, so that start-up and files do not count.
 * Reads lines "decode|encode|tree PATH REPEATS", answers "PROCESSOR_NS WALL_NS OUTPUT_BYTES", medians of one run each,
 * or "ERROR reason".
 * cc -O2 -o driver libwbxml-driver.c $(pkg-config --cflags --libs libwbxml2)
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <wbxml/wbxml.h>

/* Exported by the library, but in no header that Debian installs. */
typedef struct WBXMLTree_s WBXMLTree;
WBXMLError wbxml_tree_from_wbxml(WB_UTINY *wbxml, WB_ULONG length, WBXMLLanguage language, WBXMLCharsetMIBEnum charset,
                                 WBXMLTree **tree);
void wbxml_tree_destroy(WBXMLTree *tree);

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

/* Its freeing is timed too, as the collection of garbage is elsewhere. */
static WBXMLError tree(Bytes input, Bytes *output) {
  WBXMLTree *built = NULL;
  WBXMLError result =
      wbxml_tree_from_wbxml(input.data, input.length, WBXML_LANG_ACTIVESYNC, WBXML_CHARSET_UNKNOWN, &built);
  if (result == WBXML_OK) wbxml_tree_destroy(built);
  output->length = 0;
  return result;
}

static double nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
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
    double *processor = malloc(sizeof(double) * (size_t)repeats), *wall = malloc(sizeof(double) * (size_t)repeats);
    WBXMLError (*run)(Bytes, Bytes *) = operation[0] == 'd' ? decode : operation[0] == 'e' ? encode : tree;
    WBXMLError result = input.data ? WBXML_OK : WBXML_ERROR_BAD_PARAMETER;
    WB_ULONG length = 0;
    for (int turn = 0; turn < repeats && result == WBXML_OK; turn++) {
      Bytes output = {NULL, 0};
      double wall_began = nanoseconds(CLOCK_MONOTONIC), began = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
      result = run(input, &output);
      processor[turn] = nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - began;
      wall[turn] = nanoseconds(CLOCK_MONOTONIC) - wall_began;
      length = output.length;
      free(output.data);
    }
    if (result == WBXML_OK) {
      qsort(processor, (size_t)repeats, sizeof(double), ascending);
      qsort(wall, (size_t)repeats, sizeof(double), ascending);
      printf("%.0f %.0f %lu\n", processor[repeats / 2], wall[repeats / 2], (unsigned long)length);
    } else {
      printf("ERROR %s\n", (const char *)wbxml_errors_string(result));
    }
    fflush(stdout);
    free(processor);
    free(wall);
    free(input.data);
  }
  return 0;
}
