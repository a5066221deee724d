package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Replaces JSON documents in a store by reading, changing and swapping under a generation match.
 */
public final class Documents {
  private static final int ATTEMPTS = 30;
  private static final int FAILURES = 3;
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  private final ObjectStore store;
  private final Function<JsonNode, byte[]> form;

  /** Documents of that store, whose closing is the caller's. */
  public Documents(ObjectStore store) {
    this(store, Json::bytes);
  }

  private Documents(ObjectStore store, Function<JsonNode, byte[]> form) {
    this.store = store;
    this.form = form;
  }

  /** Returns documents that are written without indentation: large ones that programs read. */
  public static Documents compact(ObjectStore store) {
    return new Documents(store, Json::line);
  }

  ObjectStore store() {
    return store;
  }

  /**
   * Returns a document; empty if there is none.
   *
   * @throws IOException if it cannot be read, or is no JSON object
   */
  public Optional<ObjectNode> read(String key) throws IOException {
    try {
      return Optional.of(Json.parse(store.read(key), store.url(key)));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * A change makes a new document of an old one; it returns the same or an equal one if there is
   * nothing to do.
   */
  public interface Change {
    /**
     * Returns the new document, where {@code now} is the change's to modify; null if there is no
     * document.
     */
    ObjectNode apply(@Nullable ObjectNode now) throws IOException;
  }

  /**
   * Applies a change to the document as it is at that moment, whoever else changes it meanwhile.
   *
   * <p>A request whose outcome is unknown is decided by reading: if the change is there it is done.
   * If not, a second attempt is safe, because only one of the two can match the generation.
   *
   * @throws GenerationMismatchException if others keep changing it
   * @throws IOException if it cannot be read or written
   */
  public void update(String key, Change change) throws IOException {
    int failures = 0;
    for (int attempt = 0; ; attempt++) {
      Optional<ObjectInfo> before = store.stat(key);
      byte @Nullable [] now = before.isPresent() ? readOrNull(key) : null;
      byte[] next = form.apply(change.apply(now == null ? null : Json.parse(now, store.url(key))));
      if (now != null && Arrays.equals(now, next)) {
        return;
      }
      try {
        // If it changed between stat and read, this generation is the older one: refused.
        store.replace(key, next, before.map(ObjectInfo::generation).orElse(0L));
        return;
      } catch (GenerationMismatchException e) {
        if (attempt + 1 >= ATTEMPTS) {
          throw new GenerationMismatchException(
              store.url(key)
                  + ": was changed by others during "
                  + ATTEMPTS
                  + " attempts to change it; try again when they are done",
              e);
        }
      } catch (StoreAccessException e) {
        throw e;
      } catch (IOException e) {
        if (++failures >= FAILURES) {
          throw e;
        }
      }
      pause(attempt);
    }
  }

  private byte @Nullable [] readOrNull(String key) throws IOException {
    try {
      return store.read(key);
    } catch (ObjectNotFoundException e) {
      return null;
    }
  }

  private static void pause(int attempt) throws InterruptedIOException {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to change the catalog");
    }
  }
}
