/**
 * A data set as xarray prints it, from a plan and the values of its coordinates. Text for people;
 * no value is read for it.
 */
@NullMarked
package org.arcoforge.repr;

import org.jspecify.annotations.NullMarked;
