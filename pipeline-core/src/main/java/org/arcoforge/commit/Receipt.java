package org.arcoforge.commit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.util.List;
import java.util.zip.CRC32C;
import org.arcoforge.array.Statistics;
import org.arcoforge.store.ObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * A receipt is the proof that one tile of one array is written: it lists each object with its
 * digest. Of one tile it is always the same, whatever it cost an attempt to make it.
 *
 * @param array name
 * @param tile number of the tile in the array's plan
 * @param objects what was written, keys relative to the store
 * @param empty keys of the objects that were not written, as all their values are the fill value
 * @param statistics of the tile's values; null for texts, and where values were not looked at
 * @param each the statistics of each object, of {@code objects} first, then of {@code empty}; empty
 *     where {@code statistics} is null
 */
@JsonIgnoreProperties("bytesRead") // which receipts of before have
public record Receipt(
    String array,
    long tile,
    List<Written> objects,
    List<String> empty,
    @Nullable Statistics statistics,
    List<Statistics> each)
    implements Serializable {
  /** Copies the lists. */
  public Receipt {
    each = each == null ? List.of() : List.copyOf(each); // nor have they these
    objects = List.copyOf(objects);
    empty = empty == null ? List.of() : List.copyOf(empty); // receipts of before have none
  }

  /** All objects were written. */
  public static Receipt of(
      String array, long tile, List<Written> objects, @Nullable Statistics statistics) {
    return builder().array(array).tile(tile).objects(objects).statistics(statistics).build();
  }

  /** This is one written object: its key, bytes and CRC-32C. */
  public record Written(String key, long size, long crc32c) implements Serializable {
    /** Describes an object made of the first {@code length} bytes. */
    public static Written of(String key, byte[] bytes, int length) {
      CRC32C crc = new CRC32C();
      crc.update(bytes, 0, length);
      return new Written(key, length, crc.getValue());
    }

    /** Returns whether that is what a store says of the object, as far as it says it. */
    public boolean agrees(ObjectInfo info) {
      return info.size() == size && (info.crc32c() < 0 || info.crc32c() == crc32c);
    }
  }

  /** Returns a builder of a receipt of a tile without objects. */
  public static Builder builder() {
    return new AutoBuilder_Receipt_Builder().objects(List.of()).empty(List.of()).each(List.of());
  }

  /** Builds a {@link Receipt}; lists that are not set are empty. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link Receipt#array()}. */
    Builder array(String array);

    /** Sets {@link Receipt#tile()}. */
    Builder tile(long tile);

    /** Sets {@link Receipt#objects()}. */
    Builder objects(List<Written> objects);

    /** Sets {@link Receipt#empty()}. */
    Builder empty(List<String> empty);

    /** Sets {@link Receipt#statistics()}. */
    Builder statistics(@Nullable Statistics statistics);

    /** Sets {@link Receipt#each()}. */
    Builder each(List<Statistics> each);

    /** Returns the value; what has no default must be set. */
    Receipt build();
  }
}
