/**
 * What versions of a recipe are made of, how two of them differ, and whether a store still is as a
 * version published it. Reads manifests, plans and metadata; writes nothing.
 */
@NullMarked
package org.arcoforge.bake.history;

import org.jspecify.annotations.NullMarked;
