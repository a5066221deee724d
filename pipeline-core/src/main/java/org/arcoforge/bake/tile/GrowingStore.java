package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.commit.DraftStore;
import org.arcoforge.commit.Receipt;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedObject;
import org.arcoforge.plan.PlannedTile;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.text.ShellWord;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;

/**
 * A growing store is a published store that grows under its readers. Objects beyond its old extent
 * are created; those at the boundary are replaced, under a generation match, by ones that hold the
 * same within the old extent, and those of sources that have changed by ones that hold what these
 * are now. A bake that was overtaken by another finds other generations than it planned with, and
 * stops.
 */
final class GrowingStore {
  private final ObjectStore target;
  private final PublishedBase base;
  private final ZarrStore draft;

  GrowingStore(ObjectStore target, Plan plan, PublishedBase base) throws IOException {
    this.target = target;
    this.base = base;
    this.draft = DraftStore.open(target, plan.layout());
  }

  /** Returns the objects of a tile that differ from what is published. */
  List<PlannedObject> touched(PlannedTile tile) {
    return tile.objects().stream()
        .filter(o -> base.isTouched(tile.array().name(), number(tile.array(), o)))
        .toList();
  }

  private static long number(PlannedArray array, PlannedObject object) {
    return array.layout().objects().linear(object.index());
  }

  /**
   * Writes an object, unless it is there already.
   *
   * @param bytes the object is the first {@code written.size()} of them
   * @throws ObjectExistsException if somebody else has written it, or it held other values within
   *     the old extent, or is damaged
   */
  ObjectInfo write(PlannedArray owner, PlannedObject place, Receipt.Written written, byte[] bytes)
      throws IOException {
    String array = owner.name();
    String key = written.key();
    Optional<ObjectInfo> there = target.stat(key);
    if (there.isPresent() && written.agrees(there.get())) {
      return there.get();
    }
    long planned = base.fences().getOrDefault(key, 0L);
    if (there.map(ObjectInfo::generation).orElse(0L) != planned) {
      throw overtaken(key);
    }
    byte[] whole = Arrays.copyOf(bytes, Math.toIntExact(written.size()));
    Optional<Region> before = base.before(array, place.region());
    boolean replaces = base.isReplaced(array, number(owner, place));
    if (there.isPresent() && before.isPresent() && !replaces) {
      checkAgrees(array, place, before.get(), target.read(key), whole);
    }
    try {
      return target.replace(key, whole, planned);
    } catch (GenerationMismatchException e) {
      Optional<ObjectInfo> now = target.stat(key); // a retry of this very tile may have been faster
      if (now.isPresent() && written.agrees(now.get())) {
        return now.get();
      }
      throw overtaken(key);
    }
  }

  private ObjectExistsException overtaken(String key) {
    return new ObjectExistsException(
        target.url(key)
            + " was written by somebody else since this append was planned; bake again");
  }

  private void checkAgrees(
      String array, PlannedObject place, Region before, byte[] old, byte[] whole)
      throws IOException {
    ArrayReader reader = draft.array(array);
    Region part = before.relativeTo(place.region().start());
    if (!published(reader, old, place)
        .part(part)
        .equals(reader.decode(whole, place.index()).part(part))) {
      throw new ObjectExistsException(
          target.url(reader.key(place.index()))
              + ": array '"
              + array
              + "' "
              + before
              + " is published with other values than the sources have now, though no source has"
              + " another size, time or entity tag; write policies: {changed_sources:"
              + " new-version} and bake with --force for a new version");
    }
  }

  private Block published(ArrayReader reader, byte[] old, PlannedObject place) throws IOException {
    try {
      return reader.decode(old, place.index());
    } catch (ZarrException e) {
      throw new ObjectExistsException(
          e.getMessage()
              + "; it was published otherwise: write: arco repair "
              + ShellWord.of(target.location())
              + " --against FEEDSTOCK, and bake again");
    }
  }
}
