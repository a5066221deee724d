/**
 * A bake as values: its configuration, plan file, provenance, report and outcome, and the session
 * of a worker that holds what its threads share. Its rooms are the steps: {@code scan}, {@code
 * planning}, {@code tile}, {@code verify}, {@code publish}. Does not know Apache Beam, which only
 * calls it.
 */
@NullMarked
package org.arcoforge.bake;

import org.jspecify.annotations.NullMarked;
