package org.arcoforge.stac;

/**
 * The version of a recipe that readers are to use.
 *
 * @param feedstockId the collection
 * @param recipeId the recipe
 * @param version its version
 * @param storeUrl URL of the Zarr group
 * @param itemUrl URL of its STAC item
 */
public record PublishedVersion(
    String feedstockId, String recipeId, String version, String storeUrl, String itemUrl) {}
