package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Replaces JSON documents in a store by reading, changing and swapping under a generation match.
 */
public final class Documents {

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
   * @throws IOException as {@link ObjectStore#update}
   */
  public void update(String key, Change change) throws IOException {
    store.update(key, now -> form.apply(change.apply(parsed(key, now))));
  }

  /**
   * Does what the other method does, for who has seen the document before.
   *
   * @return the document as it is then
   */
  public ObjectNode update(String key, ObjectStore.Seen seen, Change change) throws IOException {
    AtomicReference<@Nullable ObjectNode> last = new AtomicReference<>();
    store.update(
        key,
        seen,
        now -> {
          ObjectNode next = change.apply(parsed(key, now));
          last.set(next);
          return form.apply(next);
        });
    return Objects.requireNonNull(last.get());
  }

  @Nullable ObjectNode parsed(String key, byte @Nullable [] bytes) throws IOException {
    return bytes == null ? null : Json.parse(bytes, store.url(key));
  }
}
