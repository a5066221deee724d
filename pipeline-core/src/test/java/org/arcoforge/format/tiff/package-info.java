/** Tests of the TIFF reader with files that a small writer makes here. */
@NullMarked
package org.arcoforge.format.tiff;

import org.jspecify.annotations.NullMarked;
