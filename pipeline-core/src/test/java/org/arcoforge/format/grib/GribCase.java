package org.arcoforge.format.grib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.BytesSource;

/** A line of {@code cases.jsonl}: a GRIB file and what others read from it. */
record GribCase(String name, byte[] grib, JsonNode variables) {
  /** A file of these messages. */
  static BytesSource source(byte[] bytes) {
    return new BytesSource("https://host/a.grib", bytes);
  }

  /** All cases, by name. */
  static Map<String, GribCase> all() throws IOException {
    Map<String, GribCase> cases = new LinkedHashMap<>();
    ObjectMapper json = new ObjectMapper();
    String lines = new String(SampleFiles.bytes("grib/cases.jsonl"), StandardCharsets.UTF_8);
    for (String line : lines.split("\n")) {
      JsonNode node = json.readTree(line);
      String name = node.path("name").asText();
      byte[] grib = Base64.getDecoder().decode(node.path("grib").asText());
      cases.put(name, new GribCase(name, grib, node.path("variables")));
    }
    return cases;
  }

  /** The file of a case. */
  static byte[] file(String name) throws IOException {
    return Objects.requireNonNull(all().get(name), name).grib();
  }

  /** Bytes one after another. */
  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static SourceReader open(byte[] grib, Map<String, Object> filter) throws IOException {
    return GribReader.open(source(grib), filter);
  }
}
