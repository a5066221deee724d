/**
 * From a recipe and the headers of its sources to a plan: the final schema, the chunk grid, an
 * encoding for each variable and the tiles of work. Pure and deterministic: the same inputs in any
 * order give the same plan. Opens nothing and writes nothing.
 */
@NullMarked
package org.arcoforge.plan;

import org.jspecify.annotations.NullMarked;
