/**
 * Headers of sources: scanned once, kept in the bakery's cache, put together into records for the
 * planner. Touches no bulk data, and decides nothing about how files combine.
 */
@NullMarked
package org.arcoforge.bake.scan;

import org.jspecify.annotations.NullMarked;
