/**
 * Files that are compressed as a whole (gzip, bzip2, xz, Zstandard) or are the one member of a zip
 * archive: unpacked once into a temporary file of bounded size, whose bytes stand for the source.
 * Damaged and cut-off data are refused, naming the file. Knows nothing of what is in the file.
 */
@NullMarked
package org.arcoforge.format.packed;

import org.jspecify.annotations.NullMarked;
