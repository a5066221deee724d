package org.arcoforge.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object store is a flat space of named objects, each written in one request and seen whole or
 * not at all.
 *
 * <p>Keys are relative, with {@code /} between parts and no empty, {@code .} or {@code ..} part.
 * All methods may be called from many threads. Every write carries its crc32c and is refused if the
 * bytes arrived damaged. A write whose outcome stays unknown (a broken connection) is looked up
 * before an implementation answers; it never guesses.
 */
public interface ObjectStore extends AutoCloseable {
  /** Others may change an object so often while it is updated. */
  int UPDATE_ATTEMPTS = 30;

  /** So many requests of an update may fail in another way. */
  int UPDATE_FAILURES = 3;

  /**
   * Returns where it is, ending in {@code /}: {@code file:///data/scratch/}, {@code
   * gs://bucket/prefix/}, {@code memory://name/}.
   */
  String location();

  /** Returns the URL of an object. */
  default String url(String key) {
    return location() + key;
  }

  /**
   * Returns whether its requests wait for a network, so that many should be on their way at once;
   * those of other stores keep the processor busy.
   */
  default boolean isRemote() {
    return false;
  }

  /**
   * Creates an object. If there is one with the same bytes (by length and crc32c) that is success
   * and the existing one's information is returned, so that a retry is harmless.
   *
   * @throws ObjectExistsException if there is one with other bytes
   * @throws StoreAccessException if the store may not be written
   * @throws IOException if it failed for another reason; nothing is visible then
   */
  ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException;

  /** Does what {@link #create(String, byte[], int, int)} does, with the whole array. */
  default ObjectInfo create(String key, byte[] bytes) throws IOException {
    return create(key, bytes, 0, bytes.length);
  }

  /**
   * Begins an object that is written piece by piece; empty where a store needs all of its bytes at
   * once.
   *
   * @param head bytes at its beginning that are told last
   */
  default Optional<ObjectDraft> draft(int head) throws IOException {
    return Optional.empty();
  }

  /** Returns whether objects can be written piece by piece, as {@link #draft} begins them. */
  default boolean takesDrafts() {
    return false;
  }

  /**
   * Creates an object with the bytes of another one, inside the store where it can do that. What is
   * there already is treated as {@link #create(String, byte[], int, int)} does.
   *
   * @throws ObjectNotFoundException if there is nothing to copy
   * @throws ObjectExistsException if there is one with other bytes
   */
  default ObjectInfo copy(String from, String to) throws IOException {
    return create(to, read(from));
  }

  /**
   * Replaces an object if it still is the generation that the caller read; generation 0 means that
   * there is none yet.
   *
   * @throws GenerationMismatchException if it is another; read again and decide
   * @throws StoreAccessException if the store may not be written
   */
  ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException;

  /** A change makes the new bytes of an object of the old ones. */
  interface Change {
    /**
     * Returns the new bytes; the same or equal ones if there is nothing to do.
     *
     * @param now null if there is no object
     */
    byte[] apply(byte @Nullable [] now) throws IOException;
  }

  /**
   * Applies a change to an object as it is at that moment, whoever else changes it meanwhile.
   *
   * <p>A request whose outcome is unknown is decided by reading: if the change is there it is done.
   * If not, a second attempt is safe, because only one of the two can match the generation.
   *
   * @throws GenerationMismatchException if others change it all the time
   * @throws StoreAccessException if the store may not be written
   */
  default void update(String key, Change change) throws IOException {
    update(key, see(key), true, change);
  }

  /**
   * This is what was seen of an object that is to be changed.
   *
   * @param generation 0 if there was none
   * @param bytes null if there was none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seen(long generation, byte @Nullable [] bytes) {}

  /** Looks at an object that is to be changed. */
  default Seen see(String key) throws IOException {
    Optional<ObjectInfo> info = stat(key);
    // If it changes before it is read, this generation is the older one: a swap is refused.
    byte @Nullable [] bytes = info.isPresent() ? find(key).orElse(null) : null;
    return new Seen(info.map(ObjectInfo::generation).orElse(0L), bytes);
  }

  /**
   * Applies a change as the other method does, for who has seen the object a while ago: it is
   * looked at again only if others have changed it since, or there was nothing to do.
   */
  default void update(String key, Seen seen, Change change) throws IOException {
    update(key, seen, false, change);
  }

  private void update(String key, Seen seen, boolean isNow, Change change) throws IOException {
    int failures = 0;
    Seen before = seen;
    boolean sure = isNow;
    for (int attempt = 0; ; attempt++) {
      byte[] next = change.apply(before.bytes());
      if (before.bytes() != null && Arrays.equals(before.bytes(), next)) {
        Seen now = sure ? before : see(key);
        if (now.generation() == before.generation()) {
          return;
        }
        before = now;
        sure = true;
        continue;
      }
      try {
        replace(key, next, before.generation());
        return;
      } catch (GenerationMismatchException e) {
        if (attempt + 1 >= UPDATE_ATTEMPTS) {
          throw new GenerationMismatchException(
              url(key)
                  + ": was changed by others during "
                  + UPDATE_ATTEMPTS
                  + " attempts to change it; try again when they are done",
              e);
        }
      } catch (StoreAccessException e) {
        throw e;
      } catch (IOException e) {
        if (++failures >= UPDATE_FAILURES) {
          throw e;
        }
      }
      pause(attempt);
      before = see(key);
      sure = true;
    }
  }

  private static void pause(int attempt) throws InterruptedIOException {
    long longest = Math.min(2000, 10L << Math.min(attempt, 10)); // ms
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to change an object");
    }
  }

  /** Returns what is known of an object without reading it; empty if there is none. */
  Optional<ObjectInfo> stat(String key) throws IOException;

  /**
   * Returns the whole object.
   *
   * @throws ObjectNotFoundException if there is none
   */
  byte[] read(String key) throws IOException;

  /**
   * Reads the bytes {@code position} to {@code position + length}.
   *
   * @throws ObjectNotFoundException if there is no such object
   * @throws IOException if the object ends before
   */
  void read(String key, long position, byte[] target, int offset, int length) throws IOException;

  /** Returns the whole object; empty if there is none. */
  default Optional<byte[]> find(String key) throws IOException {
    try {
      return Optional.of(read(key));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a range of an object if it still is the generation that the caller saw.
   *
   * @throws GenerationMismatchException if it is another by now, or gone
   * @throws IOException if the object ends before
   */
  default void readVersion(
      String key, long generation, long position, byte[] target, int offset, int length)
      throws IOException {
    try {
      read(key, position, target, offset, length);
    } catch (ObjectNotFoundException e) {
      throw new GenerationMismatchException(ObjectKeys.changed(url(key), generation, 0), e);
    }
    // A generation never comes back, so the bytes were those of the one that was seen.
    long now = stat(key).map(ObjectInfo::generation).orElse(0L);
    if (now != generation) {
      throw new GenerationMismatchException(ObjectKeys.changed(url(key), generation, now));
    }
  }

  /**
   * Returns the bytes of an object that can be read range by range at next to no cost; empty for
   * all others, and where there is none.
   */
  default OptionalLong nearSize(String key) throws IOException {
    return OptionalLong.empty();
  }

  /**
   * Returns all objects whose key begins with {@code prefix}, sorted by key; temporary files are
   * not among them. Close the stream.
   */
  Stream<ObjectInfo> list(String prefix) throws IOException;

  /**
   * Returns the distinct next parts below {@code prefix} (which is empty or ends in {@code /}),
   * sorted; parts that stand for folders end in {@code /}.
   */
  Stream<String> children(String prefix) throws IOException;

  /**
   * Deletes an object; that there is none is no error. Only scratch, the catalog and leases are
   * ever deleted from.
   */
  void delete(String key) throws IOException;

  /**
   * Leftovers are files that writers which died have left of objects that never got a name.
   *
   * @param url of the folder whose store they wrote to
   */
  record Leftovers(String url, long files, long bytes) {}

  /**
   * Deletes what writers that died have left, or finds it in a dry run: in this store, and in those
   * whose roots are at most {@code depth} folders below. None of it was ever an object.
   */
  default List<Leftovers> leftovers(int depth, boolean dryRun) throws IOException {
    return List.of();
  }

  /**
   * Finds out, leaving nothing behind, whether this process may list and write objects under {@code
   * prefix}, which is empty or ends in {@code /}.
   *
   * @throws StoreAccessException if there is no such bucket, or the rights are missing; the message
   *     says what to do
   */
  default void checkWritable(String prefix) throws IOException {
    // A folder is made when it is written to.
  }

  /**
   * Returns a store of the objects under {@code prefix}, which ends in {@code /}. Closing it does
   * nothing.
   */
  default ObjectStore within(String prefix) {
    return new PrefixStore(this, prefix);
  }

  /** Releases connections. */
  @Override
  void close();
}
