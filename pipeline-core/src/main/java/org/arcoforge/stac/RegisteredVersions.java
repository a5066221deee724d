package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * The registered versions of a recipe are what its collection said of them when it was read.
 *
 * @param versions the oldest first
 * @param current the one that readers are to use; empty if there is none
 * @param next number of the version that is registered next, from 1
 */
public record RegisteredVersions(
    List<CatalogVersion> versions, Optional<PublishedVersion> current, long next) {
  /** These are those of a recipe that was never registered. */
  public static final RegisteredVersions NONE =
      new RegisteredVersions(List.of(), Optional.empty(), 1);

  /** Copies the list. */
  public RegisteredVersions {
    versions = List.copyOf(versions);
  }

  static RegisteredVersions of(
      ObjectStore store, String feedstockId, String recipeId, @Nullable ObjectNode collection) {
    if (collection == null) {
      return NONE;
    }
    VersionList all = VersionList.of(collection);
    List<CatalogVersion> versions = new ArrayList<>();
    Optional<PublishedVersion> current = Optional.empty();
    Optional<VersionList.Versions> own = all.recipe(recipeId);
    if (own.isPresent()) {
      for (VersionList.Entry e : own.get().entries()) {
        String data = Links.absolute(store.url(""), CatalogKeys.collection(feedstockId), e.store());
        String item = store.url(CatalogKeys.item(feedstockId, recipeId, e.version()));
        boolean isCurrent = e.version().equals(own.get().current());
        versions.add(new CatalogVersion(e.version(), data, item, e.created(), isCurrent));
        if (isCurrent) {
          current =
              Optional.of(new PublishedVersion(feedstockId, recipeId, e.version(), data, item));
        }
      }
    }
    return new RegisteredVersions(versions, current, all.last(recipeId) + 1);
  }
}
