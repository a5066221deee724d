package org.arcoforge.commit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the receipts of tiles, {@code receipts/<array>/<tile>.json}, which are
 * create-only.
 */
public final class Receipts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "receipts/";

  private final ObjectStore objects;
  private final @Nullable Set<String> listed; // null if each is asked for

  /** Reads and writes the receipts in a folder. */
  public Receipts(ObjectStore folder) {
    this(folder, null);
  }

  private Receipts(ObjectStore folder, @Nullable Set<String> listed) {
    this.objects = folder;
    this.listed = listed;
  }

  /**
   * Returns the same, for who asks for most tiles: they are listed once, and those that are left
   * later are not seen.
   */
  public Receipts asListed() throws IOException {
    Set<String> keys = new HashSet<>();
    try (Stream<ObjectInfo> all = objects.list(FOLDER)) {
      all.forEach(info -> keys.add(info.key()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Receipts(objects, keys);
  }

  /** Returns the same, for who knows that there are none yet. */
  public Receipts asNone() {
    return new Receipts(objects, Set.of());
  }

  /** Returns the receipt of a tile, if it was written. */
  public Optional<Receipt> of(String array, long tile) throws IOException {
    String key = key(array, tile);
    if (listed != null && !listed.contains(key)) {
      return Optional.empty();
    }
    Optional<byte[]> receipt = objects.find(key);
    return receipt.isPresent()
        ? Optional.of(JSON.readValue(receipt.get(), Receipt.class))
        : Optional.empty();
  }

  /**
   * Leaves a receipt. It may be there already, from another attempt at the tile; one that another
   * release left may say less.
   *
   * @return the one that is there now
   * @throws ObjectExistsException if there is one of other objects
   */
  public Receipt save(Receipt receipt) throws IOException {
    String key = key(receipt.array(), receipt.tile());
    try {
      objects.create(key, JSON.writeValueAsBytes(receipt));
      return receipt;
    } catch (ObjectExistsException e) {
      Receipt there = read(objects, key);
      if (!there.objects().equals(receipt.objects()) || !there.empty().equals(receipt.empty())) {
        throw e;
      }
      return there;
    }
  }

  /** Returns whether a document of a run's folder is the receipt of a tile. */
  static boolean isReceipt(String key) {
    return key.startsWith(FOLDER);
  }

  /** Returns the receipt of that key in a folder. */
  static Receipt read(ObjectStore folder, String key) throws IOException {
    return JSON.readValue(folder.read(key), Receipt.class);
  }

  /** Returns the folder of the receipts of an array, or of all for an empty name. */
  static String folder(String array) {
    return array.isEmpty() ? FOLDER : FOLDER + array + "/";
  }

  private static String key(String array, long tile) {
    return folder(array) + tile + ".json";
  }
}
