package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.jspecify.annotations.Nullable;

/** Creates the item of a version once, and takes it away with all that is beside it. */
final class ItemRegistration {
  private ItemRegistration() {}

  /**
   * Creates the item, unless it is there.
   *
   * @param predecessor the version that is current before; null if there is none
   * @throws ObjectExistsException if it is there with another description
   */
  static void create(
      Documents documents, String key, PublishedStore published, @Nullable String predecessor)
      throws IOException {
    ObjectNode item = ItemDocument.of(published, documents.store().url(""), key, predecessor);
    Optional<ObjectNode> there;
    try {
      documents.store().create(key, Json.bytes(item));
      return;
    } catch (ObjectExistsException e) {
      there = documents.read(key);
    }
    // The predecessor is whatever was current then.
    if (there.isEmpty() || !identity(there.get()).equals(identity(item))) {
      throw new ObjectExistsException(
          documents.store().url(key)
              + ": version "
              + published.version()
              + " is registered with another description; publish under a new version");
    }
  }

  private static ObjectNode identity(ObjectNode item) throws IOException {
    ObjectNode copy = Json.parse(Json.bytes(item), "");
    Attachment.removeFrom(copy);
    ArrayNode links = Json.array();
    for (JsonNode link : copy.path("links")) {
      if (!link.path("rel").asText().equals("predecessor-version")) {
        links.add(link);
      }
    }
    copy.set("links", links);
    return copy;
  }

  /** Deletes what is beside the item, and the item at the end. */
  static void delete(Documents documents, String key) throws IOException {
    List<String> beside;
    try (Stream<ObjectInfo> all =
        documents.store().list(key.substring(0, key.lastIndexOf('/') + 1))) {
      beside = all.map(ObjectInfo::key).filter(k -> !k.equals(key)).toList();
    }
    for (String other : beside) {
      documents.store().delete(other);
    }
    documents.store().delete(key);
  }
}
