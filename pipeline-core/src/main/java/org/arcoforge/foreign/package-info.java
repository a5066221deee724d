/**
 * Functions of native libraries, called on arrays where they lie instead of on copies. It must not
 * know what they do.
 *
 * <ul>
 *   <li>{@link ForeignLibrary}: a library and its functions
 *   <li>{@link ForeignApi}: the JVM's way to call them, which this code finds when it runs: it is
 *       made for a JVM that has none, too
 * </ul>
 */
@NullMarked
package org.arcoforge.foreign;

import org.jspecify.annotations.NullMarked;
