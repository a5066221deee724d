package org.arcoforge.bake.history;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.arcoforge.bake.Provenance;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.Receipt;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;

/** A version status says what has become of the store that a version published. */
public enum VersionStatus {
  /** The store is as this version published it, by its consolidated metadata. */
  AS_PUBLISHED("published"),
  /** A later version has made the store grow, so that readers see that one. */
  GROWN("grown since"),
  /** There is no store any more. */
  GONE("gone"),
  /** Nothing beside the store says how it was published. */
  UNKNOWN("unknown");

  private static final List<String> ROOTS = List.of("zarr.json", ".zmetadata");

  private final String words;

  VersionStatus(String words) {
    this.words = words;
  }

  /** Returns the status for people. */
  public String words() {
    return words;
  }

  /**
   * Looks at a version's store.
   *
   * @param storeUrl URL of the Zarr group
   * @param version the run that published it
   */
  public static VersionStatus of(OpenStores stores, String storeUrl, String version)
      throws IOException {
    String url = storeUrl.endsWith("/") ? storeUrl : storeUrl + "/";
    ObjectStore target = stores.at(url);
    Optional<StorePlace> place = StorePlace.of(url);
    boolean isThere = false;
    for (String root : ROOTS) {
      isThere |= target.stat(root).isPresent();
    }
    if (!isThere) {
      return GONE;
    }
    Optional<Manifest> manifest =
        place.isEmpty()
            ? Optional.empty()
            : Manifest.read(
                stores.at(place.get().folder()), place.get().version().value(), version);
    if (manifest.isPresent() && agrees(target, manifest.get())) {
      return AS_PUBLISHED;
    }
    String published = publishedBy(target).orElse("");
    if (published.isEmpty()) {
      return UNKNOWN;
    }
    return published.equals(version) ? AS_PUBLISHED : GROWN;
  }

  /** The consolidated metadata decide what readers see; they are small and read as a whole. */
  private static boolean agrees(ObjectStore target, Manifest manifest) throws IOException {
    for (Receipt.Written document : manifest.documents()) {
      if (ROOTS.contains(document.key())) {
        byte[] bytes;
        try {
          bytes = target.read(document.key());
        } catch (ObjectNotFoundException e) {
          return false;
        }
        if (!Receipt.Written.of(document.key(), bytes, bytes.length).equals(document)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Optional<String> publishedBy(ObjectStore target) throws IOException {
    try {
      return Provenance.publishedBy(ZarrStore.open(target).layout());
    } catch (ZarrException e) {
      return Optional.empty();
    }
  }
}
