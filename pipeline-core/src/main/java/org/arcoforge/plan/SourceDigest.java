package org.arcoforge.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.arcoforge.plan.merge.SourceRecord;

/** One number that changes with any source's URL or content version. */
final class SourceDigest {
  private SourceDigest() {}

  static Plan.SourceSummary of(List<SourceRecord> records) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      long bytes = 0;
      for (SourceRecord r : records) {
        SourceRecord.Fingerprint f = r.fingerprint();
        bytes += f.size();
        String line =
            r.position()
                + "\t"
                + r.url()
                + "\t"
                + f.size()
                + "\t"
                + f.etag()
                + "\t"
                + f.modified()
                + "\n";
        sha.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return new Plan.SourceSummary(records.size(), bytes, HexFormat.of().formatHex(sha.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
