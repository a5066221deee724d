package org.arcoforge.stac;

/**
 * The published version of a recipe is the one that readers are to use.
 *
 * @param feedstockId the collection
 * @param recipeId the recipe
 * @param version its version
 * @param storeUrl URL of the Zarr group
 * @param itemUrl URL of its STAC item
 */
public record PublishedVersion(
    String feedstockId, String recipeId, String version, String storeUrl, String itemUrl) {}
