/**
 * What scheduled bakes came to, kept beside the catalog. It knows reports and a store, and must not
 * know how a bake works.
 */
@NullMarked
package org.arcoforge.bake.runs;

import org.jspecify.annotations.NullMarked;
