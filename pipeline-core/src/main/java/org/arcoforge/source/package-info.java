/**
 * Source files as ranged bytes: opened from a URL, fetched within limits, retried, cached and
 * validated. Does not know what the bytes mean, nor where the result goes.
 */
@NullMarked
package org.arcoforge.source;

import org.jspecify.annotations.NullMarked;
