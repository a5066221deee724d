package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Sharing;
import org.arcoforge.plan.SourceFailure;
import org.arcoforge.plan.SourceRecord;

/**
 * What scans have found, file by file; equal parts of the records are one object.
 *
 * @param records of the files that were scanned
 * @param failures of the others
 */
record Scans(List<SourceRecord> records, List<SourceFailure> failures) {
  /** Some scans as one small element of the pipeline. */
  record Batch(byte[] bytes) implements java.io.Serializable {
    static Batch of(List<Scanner.Scan> scans) throws IOException {
      Sharing sharing = new Sharing();
      ArrayList<Scanner.Scan> shared = new ArrayList<>();
      for (Scanner.Scan scan : scans) {
        SourceRecord r = scan.record();
        shared.add(r == null ? scan : new Scanner.Scan(r.shared(sharing), null));
      }
      return new Batch(StoredObject.encode(new Packed(shared)));
    }
  }

  private record Packed(ArrayList<Scanner.Scan> scans) implements java.io.Serializable {}

  /** Puts scans together. */
  static final class Builder {
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<SourceFailure> failures = new ArrayList<>();
    private final Sharing sharing = new Sharing();

    Builder add(Iterable<Scanner.Scan> scans) {
      for (Scanner.Scan scan : scans) {
        if (scan.record() != null) {
          records.add(scan.record().shared(sharing));
        } else if (scan.failure() != null) {
          failures.add(scan.failure());
        }
      }
      return this;
    }

    Builder add(Batch batch) throws IOException {
      return add(StoredObject.decode(batch.bytes(), Packed.class).scans());
    }

    Scans build() {
      return new Scans(records, failures);
    }
  }

  /** All of them. */
  static Scans of(Iterable<Scanner.Scan> scans) {
    return new Builder().add(scans).build();
  }
}
