package org.arcoforge.stac;

import java.time.Instant;

/**
 * A catalog version is one registered version of a recipe.
 *
 * @param version its version
 * @param storeUrl URL of the Zarr group
 * @param itemUrl URL of its STAC item
 * @param created when the store was finished
 * @param current whether the collection's pointer is at it
 */
public record CatalogVersion(
    String version, String storeUrl, String itemUrl, Instant created, boolean current) {}
