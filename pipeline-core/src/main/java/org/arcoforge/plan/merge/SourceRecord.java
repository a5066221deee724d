package org.arcoforge.plan.merge;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.Block;
import org.arcoforge.array.NamedValues;
import org.arcoforge.array.Sharing;
import org.arcoforge.view.FileView;

/**
 * What a header scan learns of one file.
 *
 * @param position row-major number in the pattern
 * @param url of the file, without secrets
 * @param fingerprint tells one content of the URL from another
 * @param view what the file holds, after transforms and stacking
 * @param values of the variables that {@link ScanNeeds} asks for, as stored
 * @param digests of the values of the variables that {@link ScanNeeds} asks for
 */
public record SourceRecord(
    long position,
    String url,
    Fingerprint fingerprint,
    FileView view,
    Map<String, Block> values,
    Map<String, String> digests)
    implements Serializable {
  /** Copies the maps, sorted by name. */
  public SourceRecord {
    values = sorted(values);
    digests = sorted(digests);
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return map instanceof NamedValues<V> done ? done : NamedValues.copyOf(new TreeMap<>(map));
  }

  /** An equal record whose parts are those of other records, where these have equal ones. */
  public SourceRecord shared(Sharing sharing) {
    return new SourceRecord(
        position,
        url,
        fingerprint,
        view.shared(sharing),
        sharing.named(NamedValues.copyOf(values)),
        sharing.of(NamedValues.copyOf(digests), sharing::of));
  }

  /**
   * Tells one content of a URL from another.
   *
   * @param size bytes
   * @param etag strong validator; empty if none
   * @param modified milliseconds since 1970; 0 if unknown
   */
  public record Fingerprint(long size, String etag, long modified) implements Serializable {
    /** Keeps one empty text. */
    public Fingerprint {
      etag = etag.isEmpty() ? "" : etag;
    }
  }
}
