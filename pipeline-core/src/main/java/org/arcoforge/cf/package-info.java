/**
 * The CF conventions: times and calendars, packing, missing values, unsigned types, valid ranges,
 * and which attribute refers to which variable. Values in, values out, after the conventions' own
 * chapters and what xarray does where they are silent. Knows arrays only: no recipes, no files.
 */
@NullMarked
package org.arcoforge.cf;

import org.jspecify.annotations.NullMarked;
