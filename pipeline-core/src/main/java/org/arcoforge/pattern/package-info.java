/**
 * Which files there are and how they combine: dimensions of a pattern, their keys, positions and
 * URLs. A pattern of a million files is a few numbers, expanded where it is needed. Knows nothing
 * but the JDK; opens nothing.
 */
@NullMarked
package org.arcoforge.pattern;

import org.jspecify.annotations.NullMarked;
