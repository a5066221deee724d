package org.arcoforge.bake;

import org.arcoforge.source.AllowedFiles;
import org.arcoforge.store.ObjectStores;

/**
 * A bakery says where a recipe is baked: URLs of stores, each ending in {@code /}.
 *
 * @param scratch expires; for pruned bakes, and for intermediate arrays while a bake runs
 * @param persistent written create-only by bakes, read by everybody
 * @param catalog STAC documents and leases
 * @param cache of fetched files; empty for none
 * @param files local files that feedstocks may read
 * @param publicUrl at which others read the persistent store; empty if where it is written
 */
public record Bakery(
    String scratch,
    String persistent,
    String catalog,
    String cache,
    AllowedFiles files,
    String publicUrl) {
  /** Makes a bakery whose feedstocks may read all local files, as one's own may. */
  public Bakery(String scratch, String persistent, String catalog, String cache) {
    this(scratch, persistent, catalog, cache, AllowedFiles.all(), "");
  }

  /** Returns the same with other local files that feedstocks may read. */
  public Bakery withFiles(AllowedFiles other) {
    return new Bakery(scratch, persistent, catalog, cache, other, publicUrl);
  }

  /** Returns the same, whose persistent store others read at that URL. */
  public Bakery withPublicUrl(String url) {
    return new Bakery(
        scratch,
        persistent,
        catalog,
        cache,
        files,
        url.isEmpty() || url.endsWith("/") ? url : url + "/");
  }

  /**
   * Returns where a plan, which writes nothing else, may keep the headers that it reads: the cache,
   * unless it is in a local folder that is not there yet. Empty if nowhere.
   */
  public String headers() {
    java.util.Optional<java.nio.file.Path> folder =
        cache.isEmpty() ? java.util.Optional.empty() : ObjectStores.localPath(cache);
    java.nio.file.Path parent = folder.map(java.nio.file.Path::getParent).orElse(null);
    return parent == null || java.nio.file.Files.isDirectory(parent) ? cache : "";
  }

  /** Returns a bakery of local folders, laid out as the buckets are. */
  public static Bakery local(java.nio.file.Path root) {
    String base = root.toAbsolutePath().normalize().toUri().toString();
    String slash = base.endsWith("/") ? base : base + "/";
    return new Bakery(
        slash + "scratch/", slash + "persistent-ro/", slash + "catalog/", slash + "cache/");
  }
}
