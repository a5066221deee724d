/**
 * The pipeline: positions, headers, plan, tiles, verification, publication. The only package that
 * imports Apache Beam, and the only one that sees all others. No bulk data passes through a
 * collection; what does are positions, headers and tile numbers.
 */
@NullMarked
package org.arcoforge.beam;

import org.jspecify.annotations.NullMarked;
