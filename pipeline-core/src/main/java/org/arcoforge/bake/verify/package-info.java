/**
 * Reads back what was written and holds it against receipts, digests and sources, and makes the
 * statistics that the catalog shows. Never mends: a difference is a failure that names the chunk.
 */
@NullMarked
package org.arcoforge.bake.verify;

import org.jspecify.annotations.NullMarked;
