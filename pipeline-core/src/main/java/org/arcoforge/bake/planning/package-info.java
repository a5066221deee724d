/**
 * A plan from an archive: resolves patterns, scans headers and asks the planner, for a bake or for
 * people who want to look first. What other runs have left ({@link BakesBefore}) is looked at once,
 * under the lease. Writes nothing into the target.
 */
@NullMarked
package org.arcoforge.bake.planning;

import org.jspecify.annotations.NullMarked;
