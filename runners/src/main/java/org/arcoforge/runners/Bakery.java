package org.arcoforge.runners;

/**
 * Where a recipe is baked: URLs of stores, each ending in {@code /}.
 *
 * @param scratch expires; for pruned bakes, and for intermediate arrays while a bake runs
 * @param persistent written create-only by bakes, read by everybody
 * @param catalog STAC documents and leases
 * @param cache of fetched files; empty for none
 */
record Bakery(String scratch, String persistent, String catalog, String cache) {
  /** Local folders laid out as the buckets are. */
  static Bakery local(java.nio.file.Path root) {
    String base = root.toAbsolutePath().normalize().toUri().toString();
    String slash = base.endsWith("/") ? base : base + "/";
    return new Bakery(
        slash + "scratch/", slash + "persistent-ro/", slash + "catalog/", slash + "cache/");
  }
}
