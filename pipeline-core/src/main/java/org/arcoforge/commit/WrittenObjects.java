package org.arcoforge.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Compares the objects that a run's receipts tell of with what their store says of them now: key,
 * length and CRC-32C.
 */
public final class WrittenObjects implements AutoCloseable {
  private final ObjectStore target;
  private final @Nullable Stream<ObjectInfo> listed;

  private WrittenObjects(ObjectStore target, @Nullable Stream<ObjectInfo> listed) {
    this.target = target;
    this.listed = listed;
  }

  /**
   * Begins to look at the objects of a store, when all are written.
   *
   * @param isOwn whether all objects of the store are the run's, so that they are listed, a
   *     thousand with a request; else each is looked up
   */
  public static WrittenObjects in(ObjectStore target, boolean isOwn) throws IOException {
    return new WrittenObjects(target, isOwn ? target.list("") : null);
  }

  /**
   * Returns the first difference, for people; empty if there is none. To be asked once.
   *
   * @param made what the receipts tell
   */
  public Optional<String> difference(List<Manifest.Entry> made) throws IOException {
    return listed == null ? ofLookedUp(made) : ofListed(made, listed.iterator());
  }

  @Override
  public void close() {
    if (listed != null) {
      listed.close();
    }
  }

  private Optional<String> ofListed(List<Manifest.Entry> made, Iterator<ObjectInfo> all)
      throws IOException {
    Map<String, Manifest.Entry> unseen = new LinkedHashMap<>();
    made.forEach(entry -> unseen.put(entry.key(), entry));
    List<Manifest.Entry> unsure = new ArrayList<>(); // some services list no digests
    try {
      while (all.hasNext()) {
        ObjectInfo info = all.next();
        Manifest.Entry entry = unseen.remove(info.key());
        if (entry != null) {
          Optional<String> difference = difference(entry, Optional.of(info), target);
          if (difference.isPresent()) {
            return difference;
          } else if (info.crc32c() < 0 && target.isRemote()) {
            unsure.add(entry);
          }
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Optional<String> gone =
        unseen.values().stream()
            .map(entry -> difference(entry, Optional.empty(), target))
            .flatMap(Optional::stream)
            .findFirst();
    return gone.isPresent() ? gone : ofLookedUp(unsure);
  }

  private Optional<String> ofLookedUp(List<Manifest.Entry> made) throws IOException {
    try (Stream<Optional<String>> differences =
        ReadAhead.of(made.stream(), entry -> difference(entry, target.stat(entry.key()), target))) {
      return differences.flatMap(Optional::stream).findFirst();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Optional<String> difference(
      Manifest.Entry entry, Optional<ObjectInfo> there, ObjectStore target) {
    Receipt.Written written = entry.written();
    String url = target.url(entry.key());
    if (written == null) {
      return there.map(
          info -> url + " is there, but all its values are the fill value and it was not written");
    }
    if (there.isEmpty()) {
      return Optional.of(url + " is not there any more");
    }
    ObjectInfo info = there.get();
    return written.agrees(info)
        ? Optional.empty()
        : Optional.of(
            url
                + " has "
                + info.size()
                + " bytes with crc32c "
                + info.crc32c()
                + ", expected "
                + written.size()
                + " with "
                + written.crc32c());
  }
}
