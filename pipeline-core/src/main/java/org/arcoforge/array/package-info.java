/**
 * N-dimensional values and their description: data types, regions, chunk grids, blocks, attributes,
 * variables, data sets. Everything is in row-major (C) order and counted in elements unless a name
 * says bytes. Knows nothing but the JDK: no files, no formats, no recipes.
 */
@NullMarked
package org.arcoforge.array;

import org.jspecify.annotations.NullMarked;
