package org.arcoforge.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads all receipts of a run with few requests: the combined ones, {@code
 * combined/<array>/<from>-<to>.jsonl}, first, and of tiles that none of them covers the tile's own.
 * One that is damaged, or of another run, covers nothing.
 */
final class RunReceipts {
  private static final System.Logger LOG = System.getLogger(RunReceipts.class.getName());
  private static final String FOLDER = "combined/";

  private final ObjectStore folder;
  private final RunId run;
  private final Map<String, Covered> covered = new HashMap<>();

  /** This says which tiles of one array were read. */
  private static final class Covered {
    final BitSet tiles = new BitSet();
    final long all;

    Covered(long all) {
      this.all = all;
    }

    boolean isWhole() {
      return tiles.cardinality() >= all;
    }
  }

  /** Reads those in the folder of a run, once. */
  RunReceipts(ObjectStore folder, RunId run) {
    this.folder = folder;
    this.run = run;
  }

  /**
   * Leaves a combined receipt. It may be there already, from another attempt at the tiles; if it is
   * damaged it stays so.
   *
   * @throws ObjectExistsException if there is one that says something else
   */
  static void save(ObjectStore folder, CombinedReceipt combined) throws IOException {
    String key = FOLDER + combined.key();
    try {
      folder.create(key, combined.encode());
    } catch (ObjectExistsException e) {
      Optional<CombinedReceipt> there =
          decoded(folder, new RunId(combined.run()), key, folder.read(key));
      if (there.isPresent() && !there.get().equals(combined)) {
        throw e;
      }
    }
  }

  /** Hands over all receipts, each once. */
  void each(Consumer<Receipt> sink) throws IOException {
    try (Stream<ObjectInfo> listed = folder.list("")) { // in which combined ones come first
      Iterator<ObjectInfo> documents = listed.iterator();
      List<ObjectInfo> combined = new ArrayList<>();
      List<ObjectInfo> tiles = new ArrayList<>(); // the first one's
      while (tiles.isEmpty() && documents.hasNext()) {
        ObjectInfo info = documents.next();
        if (info.key().startsWith(FOLDER)) {
          combined.add(info);
        } else if (Receipts.isReceipt(info.key())) {
          tiles.add(info);
        }
      }
      try (Stream<Optional<CombinedReceipt>> all =
          ReadAhead.of(combined.stream(), info -> read(info))) {
        all.flatMap(Optional::stream).forEach(one -> each(one, sink));
      }
      if (!covered.isEmpty()) {
        rest("", sink);
        return;
      }
      Stream<ObjectInfo> others =
          StreamSupport.stream(Spliterators.spliteratorUnknownSize(documents, 0), false)
              .takeWhile(info -> Receipts.isReceipt(info.key()));
      try (Stream<Receipt> receipts =
          ReadAhead.of(
              Stream.concat(tiles.stream(), others), info -> Receipts.read(folder, info.key()))) {
        receipts.forEach(sink);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void each(CombinedReceipt combined, Consumer<Receipt> sink) {
    BitSet tiles =
        covered.computeIfAbsent(combined.array(), name -> new Covered(combined.of())).tiles;
    // Elements that another process has cut may overlap.
    combined.receipts().stream().filter(r -> !tiles.get((int) r.tile())).forEach(sink);
    tiles.set((int) combined.from(), (int) combined.to());
  }

  private Optional<CombinedReceipt> read(ObjectInfo info) throws IOException {
    return decoded(folder, run, info.key(), folder.read(info.key()));
  }

  private static Optional<CombinedReceipt> decoded(
      ObjectStore folder, RunId run, String key, byte[] bytes) {
    String found;
    try {
      CombinedReceipt combined = CombinedReceipt.decode(bytes);
      if (combined.run().equals(run.value()) && key.equals(FOLDER + combined.key())) {
        return Optional.of(combined);
      }
      found = "it is that of " + combined.run() + ", " + combined.key();
    } catch (IOException e) {
      found = String.valueOf(e.getMessage());
    }
    LOG.log(
        System.Logger.Level.WARNING,
        folder.url(key) + " is not used, the receipts of its tiles are read: " + found);
    return Optional.empty();
  }

  /** Reads the receipts of tiles that are not covered, in a folder and those within it. */
  private void rest(String array, Consumer<Receipt> sink) throws IOException {
    Covered known = covered.get(array);
    if (known != null && known.isWhole()) {
      return; // not even listed
    }
    String prefix = Receipts.folder(array);
    List<String> within = new ArrayList<>();
    try (Stream<String> parts = folder.children(prefix);
        Stream<Receipt> receipts =
            ReadAhead.of(
                parts.filter(part -> isReceipt(part, within) && !isRead(part, known)),
                part -> Receipts.read(folder, prefix + part))) {
      receipts.forEach(sink);
    }
    for (String part : within) {
      String name = part.substring(0, part.length() - 1);
      rest(array.isEmpty() ? name : array + "/" + name, sink);
    }
  }

  private static boolean isRead(String name, @Nullable Covered known) {
    return known != null && known.tiles.get(Integer.parseInt(name.replace(".json", "")));
  }

  private static boolean isReceipt(String part, List<String> folders) {
    boolean isFolder = part.endsWith("/");
    if (isFolder) {
      folders.add(part);
    }
    return !isFolder;
  }
}
