package org.arcoforge.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.plan.merge.SourceRecord;

/** Computes one digest that changes with any source's URL or content version. */
final class SourceDigest {
  private SourceDigest() {}

  /**
   * Summarizes records; the pattern's URLs tell files apart that differ in what records may not
   * show.
   */
  static Plan.SourceSummary of(FilePattern pattern, List<SourceRecord> records) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      long bytes = 0;
      for (SourceRecord r : records) {
        SourceRecord.Fingerprint f = r.fingerprint();
        bytes += f.size();
        String line =
            r.position()
                + "\t"
                + url(pattern, r)
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

  private static String url(FilePattern pattern, SourceRecord r) {
    return r.url().indexOf('?') < 0
        ? r.url()
        : Redaction.identity(pattern.url(pattern.position(r.position())));
  }
}
