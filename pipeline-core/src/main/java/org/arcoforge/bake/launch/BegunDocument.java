package org.arcoforge.bake.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.arcoforge.source.SourceOpener.FetchCounts;

/**
 * A begun document is what the first step of a run found, and all others need: an object of the
 * run's folder.
 *
 * @param launch by which the run was launched
 * @param sequence of the lease; 0 if there is none
 * @param retried URLs of the sources that are asked for again, without secrets
 * @param files that the recipe's glob found
 * @param hosts that were asked for them
 */
record BegunDocument(
    String launch, long sequence, List<String> retried, List<String> files, FetchCounts hosts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those of runs that began before requests were counted have none. */
  BegunDocument {
    hosts = hosts == null ? FetchCounts.none() : hosts;
  }

  byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(JSON.writeValueAsBytes(this));
    }
    return bytes.toByteArray();
  }

  static BegunDocument decode(byte[] document) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(document))) {
      return JSON.readValue(in.readAllBytes(), BegunDocument.class);
    }
  }
}
