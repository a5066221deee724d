/**
 * The {@code arco} command line, bakeries and the choice of a Beam runner. Nothing else may depend
 * on it.
 */
@NullMarked
package org.arcoforge.runners;

import org.jspecify.annotations.NullMarked;
