package org.arcoforge.plan;

import java.util.Optional;
import org.arcoforge.array.Region;
import org.arcoforge.view.FileView;
import org.jspecify.annotations.Nullable;

/**
 * A planned object is one object of a tile: its region, and which chunk of a file may be copied to
 * it.
 */
public final class PlannedObject {
  private final PlannedArray array;
  private final long[] index;
  private final Region region;
  private final @Nullable Fragment whole;

  /**
   * Makes an object.
   *
   * @param whole the one fragment that fills it, if chunks of files may become objects; else null
   */
  PlannedObject(PlannedArray array, long[] index, Region region, @Nullable Fragment whole) {
    this.array = array;
    this.index = index.clone();
    this.region = region;
    this.whole = whole;
  }

  /** Returns its index in the array's grid of objects. */
  public long[] index() {
    return index.clone();
  }

  /** Returns the region of the array that it holds. */
  public Region region() {
    return region;
  }

  /**
   * Returns the file of which the object may be a chunk as it is stored; empty if it must be
   * decoded.
   */
  public Optional<Long> copiedFrom() {
    return Optional.ofNullable(whole).map(Fragment::position);
  }

  /**
   * Returns the chunk of the file of {@link #copiedFrom} that the object is; empty if, now that the
   * file is open, its values must be decoded all the same.
   *
   * @throws org.arcoforge.recipe.RefusedException if the file's time units cannot be understood
   */
  public Optional<CopiedChunk> copied(FileView view, String url) {
    return whole == null ? Optional.empty() : array.sourceChunk(view, url, whole);
  }
}
