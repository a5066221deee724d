package org.arcoforge.bake.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.arcoforge.array.Sharing;
import org.arcoforge.bake.StoredObject;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.source.SourceOpener.FetchCounts;

/**
 * Scan results are what scans have found, file by file; equal parts of the records are one object.
 *
 * @param records of the files that were scanned
 * @param failures of the others
 */
public record ScanResults(List<SourceRecord> records, List<SourceFailure> failures) {
  /** A batch is some scans as one small element of the pipeline. */
  public record Batch(byte[] bytes, FetchCounts fetches) implements java.io.Serializable {
    /** Returns some scans. */
    public static Batch of(List<HeaderScanner.Scan> scans) throws IOException {
      return of(scans, FetchCounts.none());
    }

    /** Returns some scans, and requests that were made for them or others. */
    public static Batch of(List<HeaderScanner.Scan> scans, FetchCounts fetches) throws IOException {
      Sharing sharing = new Sharing();
      ArrayList<HeaderScanner.Scan> shared = new ArrayList<>();
      for (HeaderScanner.Scan scan : scans) {
        SourceRecord r = scan.record();
        shared.add(r == null ? scan : new HeaderScanner.Scan(r.shared(sharing), null));
      }
      return new Batch(StoredObject.encode(new Packed(shared)), fetches);
    }
  }

  private record Packed(ArrayList<HeaderScanner.Scan> scans) implements java.io.Serializable {}

  /** Puts the results of scans together. */
  public static final class Builder {
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<SourceFailure> failures = new ArrayList<>();
    private final Sharing sharing = new Sharing();

    public Builder add(Iterable<HeaderScanner.Scan> scans) {
      for (HeaderScanner.Scan scan : scans) {
        if (scan.record() != null) {
          records.add(scan.record().shared(sharing));
        } else if (scan.failure() != null) {
          failures.add(scan.failure());
        }
      }
      return this;
    }

    public Builder add(Batch batch) throws IOException {
      return add(StoredObject.decode(batch.bytes(), Packed.class).scans());
    }

    /** Returns all in the order of the pattern, in whichever the runner gave them. */
    public ScanResults build() {
      records.sort(Comparator.comparingLong(SourceRecord::position));
      failures.sort(Comparator.comparingLong(SourceFailure::position));
      return new ScanResults(records, failures);
    }
  }

  /** Returns all of them. */
  public static ScanResults of(Iterable<HeaderScanner.Scan> scans) {
    return new Builder().add(scans).build();
  }
}
