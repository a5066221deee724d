/**
 * The static STAC 1.1.0 catalog: items that describe published stores, the collection whose pointer
 * says which version is current, the root, and their validation. It reads and writes small JSON
 * documents of an object store. It must not know how stores are made, Zarr's bytes, or any server.
 */
@NullMarked
package org.arcoforge.stac;

import org.jspecify.annotations.NullMarked;
