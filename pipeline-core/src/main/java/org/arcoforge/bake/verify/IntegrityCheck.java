package org.arcoforge.bake.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Indices;
import org.arcoforge.bake.Provenance;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.ObjectIndex;
import org.arcoforge.commit.Receipt;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/** Compares the objects of a store with its manifest and with its own metadata. */
final class IntegrityCheck {
  private static final int MOST_PROBLEMS = 50;

  private final ObjectStore target;
  private final Evidence evidence;
  private final LongConsumer progress;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();
  private final List<String> strangers = new ArrayList<>();
  private long checked;
  private long digests;
  private long unpublished;
  private long unjudged; // of those, the ones without a receipt

  IntegrityCheck(ObjectStore target, Evidence evidence, LongConsumer progress) {
    this.target = target;
    this.evidence = evidence;
    this.progress = progress;
    problems.addAll(evidence.problems());
    notes.addAll(evidence.notes());
  }

  /**
   * Checks all objects.
   *
   * @throws ZarrException if neither the store can be opened nor a manifest tells what it held
   */
  StoreVerification.Result run() throws IOException {
    Manifest manifest = evidence.manifest();
    ZarrStore store = null;
    try {
      store = ZarrStore.open(target);
    } catch (ZarrException e) {
      if (manifest == null && problems.isEmpty()) {
        throw e;
      }
      report("the store cannot be opened: " + e.getMessage());
    }
    if (manifest == null) {
      notes.add("values that are gone with their metadata would not be noticed");
    }
    if (store != null) {
      Map<String, ObjectIndex> indices = new HashMap<>();
      for (ArrayLayout array : store.layout().arrays()) {
        ArrayReader reader = store.array(array.variable().name());
        indices.put(array.variable().name(), ObjectIndex.of(array, reader::key));
        if (manifest == null) {
          grid(store, array, reader);
        } else {
          rows(manifest.arrays().getOrDefault(array.variable().name(), List.of()), array, reader);
        }
      }
      if (manifest == null) {
        Set<String> documents =
            ZarrStore.metadata(store.layout()).stream()
                .map(ZarrStore.MetadataDocument::key)
                .collect(Collectors.toSet());
        strangers(key -> documents.contains(key) || isChunk(key, indices));
      }
    }
    if (manifest != null) {
      for (String name : manifest.arrays().keySet()) {
        if (store == null || store.layout().array(name).isEmpty()) {
          rows(manifest.arrays().getOrDefault(name, List.of()), null, null);
        }
      }
      for (Receipt.Written document : manifest.documents()) {
        read(document.key(), document);
      }
      Set<String> expected = expected(manifest);
      strangers(expected::contains);
    }
    if (unpublished > 0) {
      notes.add(
          unpublished
              + " objects are those of an append that is under way or was stopped; no reader sees"
              + " what is new in them, and the next bake goes on with them"
              + (unjudged > 0 ? "; " + unjudged + " have no digest yet" : ""));
    }
    return new StoreVerification.Result(checked, digests, problems, notes, damaged, strangers);
  }

  private Set<String> expected(Manifest manifest) {
    Set<String> keys = new HashSet<>();
    manifest.documents().forEach(d -> keys.add(d.key()));
    for (List<Manifest.Entry> rows : manifest.arrays().values()) {
      rows.forEach(row -> keys.add(row.key())); // what must be empty is told once
    }
    return keys;
  }

  /** The objects of one array as the manifest lists them; decoded where the array can be read. */
  private void rows(
      List<Manifest.Entry> rows, @Nullable ArrayLayout array, @Nullable ArrayReader reader)
      throws IOException {
    ObjectIndex index = array == null || reader == null ? null : ObjectIndex.of(array, reader::key);
    for (Manifest.Entry row : rows) {
      Receipt.Written written = row.written();
      if (written == null) {
        empty(row.key());
      } else {
        byte[] bytes = read(row.key(), written);
        long number = index == null ? -1 : index.number(row.key());
        if (bytes != null
            && number >= 0
            && array != null
            && reader != null
            && !decode(reader, bytes, array.objects().index(number))) {
          damaged.add(row.key());
        }
      }
      progress.accept(++checked);
    }
    if (index != null && rows.size() != index.count()) {
      report(
          "array '"
              + (array == null ? "" : array.variable().name())
              + "' should have "
              + index.count()
              + " objects by its metadata, and the manifest lists "
              + rows.size());
    }
  }

  /** The objects of one array as its metadata have them, of which no digest is known. */
  private void grid(ZarrStore store, ArrayLayout array, ArrayReader reader) throws IOException {
    long missing = 0;
    for (long[] at : Indices.of(array.objects().all())) {
      String key = reader.key(at);
      // Only how many were not written is known.
      if (missing < Provenance.emptyObjects(store.layout(), array.variable().name())
          && target.stat(key).isEmpty()) {
        missing++;
      } else {
        byte[] bytes = read(key, null);
        if (bytes != null) {
          decode(reader, bytes, at);
        }
      }
      progress.accept(++checked);
    }
    long empty = Provenance.emptyObjects(store.layout(), array.variable().name());
    if (missing < empty) {
      report(
          "array '"
              + array.variable().name()
              + "' has "
              + (empty - missing)
              + " objects more than were written");
    }
  }

  private void empty(String key) throws IOException {
    Optional<ObjectInfo> there = target.stat(key);
    if (there.isPresent()
        && !evidence.pending().containsKey(key)
        && !isUnderWay(key, there.get().generation())) {
      strangers.add(key);
      report(
          target.url(key)
              + " is there, but it was not written: all its values were the fill value");
    }
  }

  /** The bytes of an object, if they are those that were written; else null. */
  private byte @Nullable [] read(String key, Receipt.@Nullable Written written) throws IOException {
    byte[] bytes;
    try {
      bytes = target.read(key);
    } catch (ObjectNotFoundException e) {
      damaged.add(key);
      report(target.url(key) + " is missing");
      return null;
    }
    if (written == null) {
      return bytes;
    }
    digests++;
    Receipt.Written found = Receipt.Written.of(key, bytes, bytes.length);
    if (found.equals(written)) {
      return bytes;
    }
    if (found.equals(evidence.pending().get(key))) {
      unpublished++;
      return null;
    }
    Optional<ObjectInfo> now = target.stat(key);
    if (now.isPresent() && isUnderWay(key, now.get().generation())) {
      return bytes; // is decoded
    }
    damaged.add(key);
    report(
        target.url(key)
            + " has crc32c "
            + found.crc32c()
            + " and "
            + bytes.length
            + " bytes, expected "
            + written.crc32c()
            + " and "
            + written.size()
            + ": it was changed after the bake");
    return null;
  }

  private boolean isUnderWay(String key, long generation) {
    boolean is = evidence.isUnderWay(key, generation);
    unpublished += is ? 1 : 0;
    unjudged += is ? 1 : 0;
    return is;
  }

  private boolean decode(ArrayReader reader, byte[] bytes, long[] index) throws IOException {
    try {
      reader.decode(bytes, index);
      return true;
    } catch (ZarrException e) {
      report(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Objects that nobody expects. */
  private void strangers(Predicate<String> expected) throws IOException {
    try (Stream<ObjectInfo> all = target.list("")) {
      all.filter(info -> !expected.test(info.key()))
          .forEach(
              info -> {
                String key = info.key();
                if (evidence.pending().containsKey(key)) {
                  unpublished++;
                } else if (!isUnderWay(key, info.generation())) {
                  strangers.add(key);
                  report(target.url(key) + " is not part of the store");
                }
              });
    }
  }

  private static boolean isChunk(String key, Map<String, ObjectIndex> indices) {
    // The array's path is some beginning of the key.
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      ObjectIndex index = indices.get(key.substring(0, slash));
      if (index != null && index.number(key) >= 0) {
        return true;
      }
    }
    return false;
  }

  private void report(String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }
}
