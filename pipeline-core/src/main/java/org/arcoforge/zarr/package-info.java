/**
 * Zarr v2 and v3: metadata documents, codecs, chunk keys, encoding and decoding of chunks and
 * shards, following the specifications at zarr-specs.readthedocs.io. Reads and writes objects of a
 * store; does not know where values come from or when they are published.
 */
@NullMarked
package org.arcoforge.zarr;

import org.jspecify.annotations.NullMarked;
