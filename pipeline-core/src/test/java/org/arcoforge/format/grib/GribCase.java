package org.arcoforge.format.grib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceVersion;

/** A line of {@code cases.jsonl}: a GRIB file and what others read from it. */
record GribCase(String name, byte[] grib, JsonNode variables) {
  /** A file in memory that counts what is read of it. */
  static final class Source implements ByteSource {
    final AtomicInteger reads = new AtomicInteger();
    final AtomicLong bytesRead = new AtomicLong();
    private final byte[] bytes;

    Source(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public String url() {
      return "https://host/a.grib";
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public SourceVersion version() {
      return new SourceVersion(bytes.length, "", 0);
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) throws IOException {
      if (position < 0 || position + length > bytes.length) {
        throw new SourceException(url(), "ends before " + (position + length), true, null);
      }
      reads.incrementAndGet();
      bytesRead.addAndGet(length);
      System.arraycopy(bytes, (int) position, target, offset, length);
    }

    @Override
    public void close() {}
  }

  /** All cases, by name. */
  static Map<String, GribCase> all() throws IOException {
    Map<String, GribCase> cases = new LinkedHashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (InputStream in =
        Objects.requireNonNull(GribCase.class.getResourceAsStream("cases.jsonl"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        JsonNode node = json.readTree(line);
        String name = node.path("name").asText();
        byte[] grib = Base64.getDecoder().decode(node.path("grib").asText());
        cases.put(name, new GribCase(name, grib, node.path("variables")));
      }
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
    return GribReader.open(new Source(grib), filter);
  }
}
