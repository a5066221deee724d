/**
 * Formats that netcdf-java reads: the long tail. One library object a thread, since it is not
 * thread-safe.
 */
@NullMarked
package org.arcoforge.format.cdm;

import org.jspecify.annotations.NullMarked;
