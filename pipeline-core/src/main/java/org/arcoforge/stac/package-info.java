/**
 * The static STAC 1.1.0 catalog: items that describe published stores, the collection whose pointer
 * says which version is current, the root, and their validation. It reads and writes small JSON
 * documents of an object store. It must not know how stores are made, Zarr's bytes, or any server.
 *
 * <p>In the order of the specification:
 *
 * <p><b>Doors</b>
 *
 * <ul>
 *   <li>{@link Catalog}: the catalog: register, point back, build, validate
 *   <li>{@link PublishedStore}: what is registered
 *   <li>{@link Attachment}: what is beside an item
 *   <li>{@link PublishedVersion}: what readers are to use
 *   <li>{@link CatalogVersion}: one registered version
 *   <li>{@link Registration}: a version is put into the catalog
 *   <li>{@link CatalogProblem}: something wrong
 *   <li>{@link CatalogBuild}: what follows from items, made anew
 *   <li>{@link Documents}: JSON in a store: read, changed, swapped
 * </ul>
 *
 * <p><b>Item</b>
 *
 * <ul>
 *   <li>{@link ItemDocument}: an item
 *   <li>{@link ItemRegistration}: created once
 *   <li>{@link ItemView}: what is read of one
 *   <li>{@link Footprint}: {@code geometry}, {@code bbox}
 *   <li>{@link BoundingBox}: a box in degrees
 *   <li>{@link Longitudes}: the arc that holds points
 *   <li>{@link ItemTime}: {@code datetime}
 *   <li>{@link TimeAxis}: times in UTC
 *   <li>{@link CatalogSnippet}: code that opens the store
 * </ul>
 *
 * <p><b>Collection and root</b>
 *
 * <ul>
 *   <li>{@link CollectionDocument}: a collection
 *   <li>{@link CollectionExtent}: {@code extent}
 *   <li>{@link VersionList}: {@code arco:versions}: the pointer
 *   <li>{@link FeedstockFields}: what the feedstock says
 *   <li>{@link RootDocument}: the root
 *   <li>{@link Links}: {@code links}
 *   <li>{@link RecipeLink}: where a recipe is to be read as it was baked
 * </ul>
 *
 * <p><b>Extensions</b>
 *
 * <ul>
 *   <li>{@link StacExtension}: all in use
 *   <li>{@link CubeDimensions}: datacube: {@code cube:dimensions}
 *   <li>{@link CubeVariables}: datacube: {@code cube:variables}
 *   <li>{@link Coordinate}: a coordinate with its values
 *   <li>{@link RegularStep}: {@code step}
 *   <li>{@link StorageScheme}: storage
 * </ul>
 *
 * <p><b>Documents</b>
 *
 * <ul>
 *   <li>{@link CatalogKeys}: where they lie
 *   <li>{@link Json}: their bytes
 *   <li>{@link CatalogSchema}: their schemas
 *   <li>{@link CatalogValidator}: their checks
 * </ul>
 */
@NullMarked
package org.arcoforge.stac;

import org.jspecify.annotations.NullMarked;
