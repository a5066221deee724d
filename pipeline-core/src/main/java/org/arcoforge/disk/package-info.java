/**
 * New files of the local disk, written once from begin to end, past the operating system's page
 * cache where this disk takes them faster so. It must not know objects or stores.
 *
 * <ul>
 *   <li>{@link NewFiles}: makes them, and learns which way this disk is faster
 *   <li>{@link NewFile}: one that is being written
 *   <li>{@link SlicedFile}: writes it in aligned slices
 *   <li>{@link WriteBehind}: lets it go on meanwhile
 *   <li>{@link Slices}: memory for them
 *   <li>{@link SpillFile}: takes bytes out of memory for a while
 * </ul>
 */
@NullMarked
package org.arcoforge.disk;

import org.jspecify.annotations.NullMarked;
