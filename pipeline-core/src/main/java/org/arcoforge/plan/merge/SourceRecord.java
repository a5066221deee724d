package org.arcoforge.plan.merge;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.Block;
import org.arcoforge.array.NamedValues;
import org.arcoforge.array.Sharing;
import org.arcoforge.view.FileView;

/**
 * A source record holds what a header scan learns of one file.
 *
 * @param position row-major number in the pattern
 * @param url of the file, without secrets
 * @param alternative which of several URLs it is, from 0
 * @param fingerprint tells one content of the URL from another
 * @param view what the file holds, after transforms and stacking
 * @param values of the variables that {@link ScanNeeds} asks for, as stored
 * @param digests of the values of the variables that {@link ScanNeeds} asks for
 */
public record SourceRecord(
    long position,
    String url,
    int alternative,
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

  /**
   * Returns an equal record whose parts are those of other records, where these have equal ones.
   */
  public SourceRecord shared(Sharing sharing) {
    return toBuilder()
        .view(view.shared(sharing))
        .values(sharing.named(NamedValues.copyOf(values)))
        .digests(sharing.of(NamedValues.copyOf(digests), sharing::of))
        .build();
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

  /** Returns a builder of a record without values. */
  public static Builder builder() {
    return new AutoBuilder_SourceRecord_Builder().alternative(0).values(Map.of()).digests(Map.of());
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_SourceRecord_Builder(this);
  }

  /** Builds a {@link SourceRecord}; without values and digests if none are set. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link SourceRecord#position()}. */
    Builder position(long position);

    /** Sets {@link SourceRecord#url()}. */
    Builder url(String url);

    /** Sets {@link SourceRecord#alternative()}. */
    Builder alternative(int alternative);

    /** Sets {@link SourceRecord#fingerprint()}. */
    Builder fingerprint(Fingerprint fingerprint);

    /** Sets {@link SourceRecord#view()}. */
    Builder view(FileView view);

    /** Sets {@link SourceRecord#values()}. */
    Builder values(Map<String, Block> values);

    /** Sets {@link SourceRecord#digests()}. */
    Builder digests(Map<String, String> digests);

    /** Returns the value; what has no default must be set. */
    SourceRecord build();
  }
}
