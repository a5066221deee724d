/**
 * Scientific file formats: a file's bytes become a description (dimensions, variables, attributes,
 * chunks, filters) and, region by region, blocks of values. What a format holds that we cannot read
 * exactly is refused by name. Knows nothing of recipes or of what becomes of the values.
 */
@NullMarked
package org.arcoforge.format;

import org.jspecify.annotations.NullMarked;
