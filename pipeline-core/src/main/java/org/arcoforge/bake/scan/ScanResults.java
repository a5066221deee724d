package org.arcoforge.bake.scan;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
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
  /**
   * A batch is some scans as one element of the pipeline, which is small where it goes from process
   * to process.
   */
  public static final class Batch implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient List<HeaderScanner.Scan> scans;
    private final FetchCounts fetches;

    private Batch(List<HeaderScanner.Scan> scans, FetchCounts fetches) {
      this.scans = scans;
      this.fetches = fetches;
    }

    /** Returns some scans. */
    public static Batch of(List<HeaderScanner.Scan> scans) {
      return of(scans, FetchCounts.none());
    }

    /** Returns some scans, and requests that were made for them or others. */
    public static Batch of(List<HeaderScanner.Scan> scans, FetchCounts fetches) {
      Sharing sharing = new Sharing();
      ArrayList<HeaderScanner.Scan> shared = new ArrayList<>();
      for (HeaderScanner.Scan scan : scans) {
        SourceRecord r = scan.record();
        shared.add(r == null ? scan : new HeaderScanner.Scan(r.shared(sharing), null));
      }
      return new Batch(shared, fetches);
    }

    /** Returns the requests that were made for them, and others that nobody told of before. */
    public FetchCounts fetches() {
      return fetches;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeObject(StoredObject.encode(new Packed(new ArrayList<>(scans))));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      scans = StoredObject.decode((byte[]) in.readObject(), Packed.class).scans();
    }
  }

  private record Packed(ArrayList<HeaderScanner.Scan> scans) implements Serializable {}

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

    public Builder add(Batch batch) {
      return add(batch.scans);
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
