package org.arcoforge.stac;

import com.google.auto.value.AutoBuilder;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.arcoforge.array.Block;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.recipe.Feedstock;
import org.jspecify.annotations.Nullable;

/**
 * A published store is finished and verified, and is to appear in the catalog.
 *
 * @param feedstock who made the data; becomes the collection
 * @param recipeId which of its recipes
 * @param version unique within the recipe, for example {@code 20261120T191607Z-3f2a}; an append
 *     that extends a store registers a new version with the same {@code storeUrl}
 * @param storeUrl URL of the Zarr group
 * @param layout its metadata
 * @param coordinates whole values, as stored, of the coordinate variables by name, in the shape of
 *     the variable; bounds of coordinates may be among them and are used for the extent
 * @param statistics by variable; variables without are allowed
 * @param storedBytes of all objects of the store
 * @param manifest of all objects of the store, beside it; null if there is none
 * @param attachments documents beside the item that were made of the data
 * @param address at which others read what is published; null if it is read where it is written
 * @param created when the store was finished
 * @param sequence orders the versions of a recipe: the one of the greatest becomes current; 0 for
 *     one that comes after all that are registered
 * @param processing provenance as plain JSON (maps, lists, texts, numbers, booleans): {@code
 *     software} (map of name to version) and {@code recipe} (YAML text) have places of their own in
 *     STAC, the rest ({@code run}, {@code runner}, {@code policies}, {@code sources}, …) is kept as
 *     it is; secrets must not be in it
 */
public record PublishedStore(
    Feedstock feedstock,
    String recipeId,
    String version,
    String storeUrl,
    StoreLayout layout,
    Map<String, Block> coordinates,
    Map<String, Statistics> statistics,
    long storedBytes,
    @Nullable Manifest manifest,
    List<Attachment> attachments,
    @Nullable Address address,
    Instant created,
    long sequence,
    Map<String, Object> processing) {
  /**
   * A manifest is an object that lists all objects of a store with their digests.
   *
   * @param url of the object
   * @param size in bytes
   * @param checksum of them, as a hexadecimal multihash
   */
  public record Manifest(String url, long size, String checksum) {}

  /**
   * An address is where others read what is written elsewhere.
   *
   * @param base what the URLs of what is published begin with
   * @param shown what they begin with for readers
   */
  public record Address(String base, String shown) {
    String of(String url) {
      return url.startsWith(base) ? shown + url.substring(base.length()) : url;
    }
  }

  /** The URL at which others read what is at one. */
  String shown(String url) {
    return address == null ? url : address.of(url);
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException if an id cannot be part of a key, or the URL has no scheme
   */
  public PublishedStore {
    part("feedstock id", feedstock.id());
    part("recipe id", recipeId);
    part("version", version);
    if (!storeUrl.contains(":/")) {
      throw new IllegalArgumentException(
          "store URL '"
              + storeUrl
              + "': expected a URL with a scheme such as gs://, s3:// or file://");
    }
    if (storedBytes < 0) {
      throw new IllegalArgumentException(storeUrl + ": " + storedBytes + " stored bytes");
    }
    attachments = List.copyOf(attachments);
    coordinates = Collections.unmodifiableMap(new LinkedHashMap<>(coordinates));
    statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
    processing = Collections.unmodifiableMap(new LinkedHashMap<>(processing));
  }

  private static void part(String what, String id) {
    if (!NAME.matcher(id).matches()) {
      throw new IllegalArgumentException(
          what + " '" + id + "': expected letters, digits, '_', '-' and '.', no '.' or '-' first");
    }
  }

  /**
   * Returns a builder of a store that comes after all that are registered, and of which little is
   * known.
   */
  public static Builder builder() {
    return new AutoBuilder_PublishedStore_Builder()
        .coordinates(Map.of())
        .statistics(Map.of())
        .storedBytes(0)
        .attachments(List.of())
        .sequence(0)
        .processing(Map.of());
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_PublishedStore_Builder(this);
  }

  /** Builds a {@link PublishedStore}; maps that are not set are empty. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link PublishedStore#feedstock()}. */
    Builder feedstock(Feedstock feedstock);

    /** Sets {@link PublishedStore#recipeId()}. */
    Builder recipeId(String recipeId);

    /** Sets {@link PublishedStore#version()}. */
    Builder version(String version);

    /** Sets {@link PublishedStore#storeUrl()}. */
    Builder storeUrl(String storeUrl);

    /** Sets {@link PublishedStore#layout()}. */
    Builder layout(StoreLayout layout);

    /** Sets {@link PublishedStore#coordinates()}. */
    Builder coordinates(Map<String, Block> coordinates);

    /** Sets {@link PublishedStore#statistics()}. */
    Builder statistics(Map<String, Statistics> statistics);

    /** Sets {@link PublishedStore#storedBytes()}. */
    Builder storedBytes(long storedBytes);

    /** Sets {@link PublishedStore#address()}. */
    Builder address(@Nullable Address address);

    /** Sets {@link PublishedStore#manifest()}. */
    Builder manifest(@Nullable Manifest manifest);

    /** Sets {@link PublishedStore#attachments()}. */
    Builder attachments(List<Attachment> attachments);

    /** Sets {@link PublishedStore#created()}. */
    Builder created(Instant created);

    /** Sets {@link PublishedStore#sequence()}. */
    Builder sequence(long sequence);

    /** Sets {@link PublishedStore#processing()}. */
    Builder processing(Map<String, Object> processing);

    /** Returns the value; what has no default must be set. */
    PublishedStore build();
  }
}
