/**
 * A plan as a JSON document that is described in {@code docs/plan-format.md}: what a bake stores in
 * its run's folder, what {@code arco plan --json} prints, and what a later version of this software
 * reads. One class writes and reads each family of values; none of them plans anything. Knows
 * neither the run's folder nor Beam.
 */
@NullMarked
package org.arcoforge.bake.plandata;

import org.jspecify.annotations.NullMarked;
