/**
 * Objects in a bucket or a folder: created whole or not at all, replaced only under a generation
 * match, read by ranges. The only package that sees a cloud SDK. Knows nothing of arrays, Zarr or
 * recipes.
 */
@NullMarked
package org.arcoforge.store;

import org.jspecify.annotations.NullMarked;
