/**
 * Spoilt files of every format, by the ten thousand: each must be read, or be refused with an error
 * that is declared, in time and within memory. Run by {@code scripts/fuzz}; the fuzzer is itself
 * tried on readers that are broken on purpose.
 */
@NullMarked
package org.arcoforge.fuzz;

import org.jspecify.annotations.NullMarked;
