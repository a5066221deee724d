package org.arcoforge.bake.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.recipe.Retention;
import org.arcoforge.stac.CatalogVersion;

/**
 * A version selection says which versions of a recipe a retention keeps, and which stores go.
 *
 * @param gone stores none of whose versions are kept, each with its versions
 * @param forgotten versions beyond the retention whose store a kept version has: they leave the
 *     catalog, as their extent cannot be shown any more, and no data go; each with the kept one
 * @param kept versions beyond the retention that stay, each with the reason
 */
record VersionSelection(
    Map<String, List<CatalogVersion>> gone,
    Map<CatalogVersion, CatalogVersion> forgotten,
    Map<CatalogVersion, String> kept) {
  /**
   * Selects among all versions.
   *
   * @param versions the oldest first
   */
  static VersionSelection of(List<CatalogVersion> versions, Retention retention, Instant now) {
    Map<CatalogVersion, String> kept = new LinkedHashMap<>();
    Map<String, CatalogVersion> needed = new LinkedHashMap<>(); // by store, the newest that is kept
    List<CatalogVersion> beyond = new ArrayList<>();
    for (int n = 0; n < versions.size(); n++) {
      CatalogVersion v = versions.get(n);
      boolean isKept = retention.keeps(versions.size() - 1 - n, v.created(), now);
      if (isKept || v.current()) {
        needed.put(v.storeUrl(), v);
        if (!isKept) {
          kept.put(v, "beyond " + retention + ", but the catalog names it as current");
        }
      } else {
        beyond.add(v);
      }
    }
    Map<String, List<CatalogVersion>> gone = new LinkedHashMap<>();
    Map<CatalogVersion, CatalogVersion> forgotten = new LinkedHashMap<>();
    for (CatalogVersion v : beyond) {
      CatalogVersion other = needed.get(v.storeUrl());
      if (other != null) {
        forgotten.put(v, other);
      } else {
        gone.computeIfAbsent(v.storeUrl(), url -> new ArrayList<>()).add(v);
      }
    }
    return new VersionSelection(gone, forgotten, kept);
  }
}
